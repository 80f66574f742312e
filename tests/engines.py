"""The search engine that tests run on: the embedded one, or with FAGUI_TEST_ELASTICSEARCH=9.4.3 an
Elasticsearch of that version, where each data folder has indexes of its own."""

import atexit
import hashlib
import os
import tempfile
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path

import pytest

from corpus.index.elastic.cluster_client import connect_cluster
from corpus.index.elastic.engine import ElasticEngine
from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.entry.build_entry import build_entry
from corpus.index.search_engine import IndexSnapshot, SearchEngine
from corpus.store.cluster import Cluster
from corpus.store.home import Home
from tests.elasticsearch.server import Unavailable, running

VERSION = os.environ.get("FAGUI_TEST_ELASTICSEARCH")
#: where it is, for the processes that tests start
_URL = "FAGUI_TEST_ELASTICSEARCH_URL"

on_elasticsearch = pytest.mark.skipif(VERSION is None, reason="of Elasticsearch alone")
embedded_only = pytest.mark.skipif(VERSION is not None, reason="of the embedded engine alone")


@lru_cache
def url() -> str:
    """The server of this run, started with the first test that wants it, until the run ends."""
    if _URL in os.environ:
        return os.environ[_URL]
    stack = ExitStack()
    try:
        server = stack.enter_context(running(VERSION))
    except Unavailable as error:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no Elasticsearch: {error}")
    atexit.register(stack.close)
    os.environ[_URL] = server.url
    return server.url


def cluster(name: str, **more) -> Cluster:
    """Its indexes are called by the name."""
    prefix = "t" + hashlib.sha256(name.encode()).hexdigest()[:12]
    return Cluster((url(),), prefix=prefix, **{"replicas": 0, **more})


def engine_at(home: Home) -> SearchEngine:
    """The engine of a data folder."""
    return ElasticEngine(cluster(str(home.path))) if VERSION else EmbeddedEngine(home.create())


def index_of(records) -> IndexSnapshot:
    """A snapshot of an index with these records alone."""
    records = list(records)
    return _replaced(records) if VERSION else _embedded(records)


def _embedded(records) -> IndexSnapshot:
    # tantivy may still be sweeping its files when the folder goes
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        engine = EmbeddedEngine(Home(Path(folder)).create())
        engine.write(map(build_entry, records))
        engine.finish_writing()
        return engine.snapshot()  # what it has mapped stays when the folder goes


def _replaced(records) -> IndexSnapshot:
    """To make indexes takes Elasticsearch a while: these take the place of what was there."""
    deleted = dict.fromkeys(_held - {record.id for record in records}, 1)
    _shared().write(map(build_entry, records), deleted)
    _held.clear()
    _held.update(record.id for record in records)
    return _shared().snapshot()


@lru_cache
def _shared() -> SearchEngine:
    home = Home(Path(f"/index_of/{os.getpid()}"))
    engine = engine_at(home)
    atexit.register(drop, home)
    return engine


#: the documents that it holds
_held: set[str] = set()


def drop(home: Home) -> None:
    """Drop the indexes of a folder."""
    if VERSION:
        where = cluster(str(home.path))
        with connect_cluster(where) as client:
            if names := list(client.indices.get_alias(index=f"{where.prefix}-*").body):
                client.indices.delete(index=names)
