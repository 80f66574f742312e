"""A real Elasticsearch and a real PostgreSQL, and documents to write."""

import os
import signal
import time
from contextlib import suppress

import pytest

from corpus.index.elastic.cluster_client import connect_cluster
from corpus.index.open_engine import open_engine
from corpus.store.cluster import Cluster
from corpus.store.database import open_database
from corpus.store.home import Home
from tests import postgres, stores
from tests.elasticsearch.server import (
    VERSIONS,
    Unavailable,
    await_health,
    distribution,
    java,
    running,
    start,
)


class Node:
    """A server that can be stopped, and started again on the same data."""

    def __init__(self, version, server):
        self.version, self.url, self.folder = version, server.url, server.folder
        self.process = server.process
        self.started = []

    def kill(self):
        """With the process that started it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def start(self):
        home, jdk = distribution(self.version), java(self.version)
        self.process = start(home, jdk, self.folder)
        self.started.append(self.process)
        await_health(self.url, self.process, self.folder)
        with connect_cluster(Cluster((self.url,))) as client:
            client.cluster.health(wait_for_status="yellow", timeout="60s")

    def end(self):
        for process in self.started:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="session")
def node():
    """One for all tests of this folder, of the version that the run names, else the newest."""
    version = os.environ.get("FAGUI_TEST_ELASTICSEARCH") or max(VERSIONS)
    try:
        with running(version) as server:
            found = Node(version, server)
            yield found
            found.end()
    except Unavailable as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no Elasticsearch: {error}")


@pytest.fixture
def cluster(node):
    """Indexes of one's own."""
    cluster = Cluster((node.url,), prefix=f"t{time.time_ns()}", replicas=0)
    yield cluster
    with connect_cluster(cluster) as client:
        if names := list(client.indices.get_alias(index=f"{cluster.prefix}-*").body):
            client.indices.delete(index=names)


@pytest.fixture
def client(cluster):
    with connect_cluster(cluster) as client:
        yield client


@pytest.fixture
def home(tmp_path, cluster):
    """On PostgreSQL and Elasticsearch, with no document yet."""
    name = postgres.server().create(stores.migrated())
    yield Home(tmp_path / "home", postgres.server().address(name), cluster).create()
    postgres.server().drop(name)


@pytest.fixture
def database(home):
    database = open_database(home)
    yield database
    database.dispose()


@pytest.fixture
def engine(home, database):
    return open_engine(home, database)
