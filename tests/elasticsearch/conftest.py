"""A cluster's indexes of one's own."""

import pytest

from corpus.index.elastic.cluster_client import connect_cluster
from corpus.index.elastic.engine import ElasticEngine
from corpus.store.home import Home
from tests.engines import cluster, drop


@pytest.fixture
def where(tmp_path):
    """The indexes of `tmp_path`."""
    yield cluster(str(tmp_path))
    drop(Home(tmp_path))


@pytest.fixture
def engine(where):
    return ElasticEngine(where)


@pytest.fixture
def client(where):
    with connect_cluster(where) as client:
        yield client
