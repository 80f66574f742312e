"""A cluster of three nodes, of which one hangs or dies: whoever searches sees nothing of it."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from corpus.index.elastic import cluster_client
from corpus.index.open_engine import open_engine
from corpus.index.update.drain_queue import drain_index_queue
from corpus.store.cluster import Cluster
from corpus.store.database import open_database
from corpus.store.home import Home
from search_api.http.app import create_app
from tests import postgres, stores
from tests.elasticsearch.server import VERSIONS, Unavailable, together
from tests.servers.notices import same, settings, take_in

#: three servers start on a busy machine
pytestmark = pytest.mark.timeout(900)
#: who search at the same time
MANY = 8
#: a node that does not answer the others is given up after two seconds instead of thirty
SOON = {
    f"cluster.fault_detection.{who}_check.{what}": value
    for who in ("follower", "leader")
    for what, value in (("timeout", "2s"), ("retry_count", 1))
} | {"cluster.publish.timeout": "5s"}


@pytest.fixture(scope="module")
def nodes():
    version = os.environ.get("FAGUI_TEST_ELASTICSEARCH") or max(VERSIONS)
    try:
        with together(version, 3, **SOON) as found:
            yield found
    except Unavailable as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no Elasticsearch: {error}")


@pytest.fixture
def cluster(nodes):
    return Cluster(tuple(node.url for node in nodes.values()), prefix=f"t{time.time_ns()}")


@pytest.fixture
def client(cluster):
    with cluster_client.connect_cluster(cluster) as client:
        yield client


@pytest.fixture
def home(tmp_path, cluster):
    """With forty documents, each of which two nodes hold."""
    name = postgres.server().create(stores.migrated())
    home = Home(tmp_path / "home", postgres.server().address(name), cluster).create()
    take_in_and_write(home, *((number, 1) for number in range(40)))
    yield home
    postgres.server().drop(name)


def take_in_and_write(home, *wanted):
    with opened(home) as database:
        take_in(database, *wanted)
        drain_index_queue(database, open_engine(home, database), home)


@contextmanager
def opened(home):
    database = open_database(home)
    yield database
    database.dispose()


def whole(client, count):
    """Wait until there are so many nodes, and every row on two of them."""
    health = client.options(request_timeout=150).cluster.health(
        wait_for_status="green", wait_for_nodes=str(count), timeout="120s"
    )
    assert not health["timed_out"], health


def mended_at_once(client, cluster):
    """Copies that went with a node are made anew without the minute in which it may be back."""
    client.indices.put_settings(
        index=f"{cluster.prefix}-*", settings={"unassigned.node_left.delayed_timeout": "0"}
    )


def name_of_master(client):
    state = client.cluster.state(metric="master_node,nodes").body
    return state["nodes"][state["master_node"]]["name"]


@contextmanager
def page(home):
    with TestClient(create_app(settings(home)), base_url="http://127.0.0.1:8000") as page:
        yield page


def searched(page, times):
    """Every answer is right, and all there is."""
    for number in range(times):
        answer = page.get(f"/v1/search?q=第{number}号站&facets=true&unit=provision")
        assert answer.status_code == 200, answer.text
        answer = answer.json()
        assert answer["total"] > 0
        assert not answer["partial"]
        assert all(f"的第{number}号规定" in hit["title"] for hit in answer["hits"])


def test_while_a_node_hangs_the_others_answer(home, nodes, client, monkeypatch):
    whole(client, 3)
    hanging = next(node for name, node in nodes.items() if name != name_of_master(client))
    # three tries outlast what the others need to agree that it is gone
    monkeypatch.setattr(cluster_client, "READ_SECONDS", 12.0)
    with page(home) as found:
        searched(found, 5)
        os.killpg(hanging.process.pid, signal.SIGSTOP)
        try:
            searched(found, 20)
        finally:
            os.killpg(hanging.process.pid, signal.SIGCONT)
        whole(client, 3)
        searched(found, 5)


def test_when_the_master_is_killed_searching_and_writing_go_on(home, nodes, client, tmp_path):
    whole(client, 3)
    mended_at_once(client, home.cluster)
    killed = nodes[name_of_master(client)]
    with page(home) as found, ThreadPoolExecutor(MANY) as many:
        asked = [many.submit(searched, found, 40) for _ in range(MANY)]
        searched(found, 5)
        os.killpg(killed.process.pid, signal.SIGKILL)
        killed.process.wait()
        searched(found, 20)
        take_in_and_write(home, *((number, 2) for number in range(30, 60)))
        searched(found, 60)
        for each in asked:
            each.result()
    whole(client, 2)
    with opened(home) as database:
        assert same(database, home, open_engine(home, database), tmp_path / "embedded")
