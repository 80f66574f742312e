"""A shard that goes between the opening of a view and the search in it: what is left is told, and
that it is not all."""

import time

import pytest

from corpus.index.elastic import engine as elastic
from corpus.index.elastic.engine import SNAPSHOT_SECONDS, ElasticEngine
from corpus.index.elastic.point_in_time import is_partial
from corpus.index.stamped_engine import StampedEngine
from corpus.index.update.drain_queue import drain_index_queue
from corpus.store.database import open_database
from search_api.cli.main import run
from tests.corpus.index.storing import save
from tests.engines import cluster, url
from tests.search_api.notices import serving
from tests.stores import home_at, use

MANY = 30


@pytest.fixture
def where(where, tmp_path):  # noqa: ARG001 - which drops the indexes
    return cluster(str(tmp_path), shards=2)


@pytest.fixture
def settings(engine, where, tmp_path, monkeypatch):
    """Those of a folder whose documents are in two shards."""
    database = open_database(home_at(tmp_path).create())
    for number in range(MANY):
        save(database, f"d{number}", "种子")
    stamped = StampedEngine(engine, database, home_at(tmp_path))
    assert drain_index_queue(database, stamped, home_at(tmp_path)) == MANY
    database.dispose()
    use(monkeypatch, tmp_path)
    monkeypatch.setenv("FAGUI_ELASTICSEARCH_URL", url())
    monkeypatch.setenv("FAGUI_ELASTICSEARCH_PREFIX", where.prefix)


def allocate(client, index, which):
    client.indices.put_settings(index=index, settings={"routing.allocation.enable": which})


@pytest.fixture
def losing(client, where, monkeypatch):
    """Whoever opens a view loses a shard of the documents then."""
    index = f"{where.prefix}-documents-0001"
    opening = ElasticEngine._open_snapshot  # noqa: SLF001 - the moment between opening and searching

    def then_lose(engine, reading, generation):
        snapshot = opening(engine, reading, generation)
        allocate(client, index, "none")
        (node,) = client.nodes.info().body["nodes"]
        lost = {"index": index, "shard": 0, "node": node, "allow_primary": True}
        client.cluster.reroute(metric="none", commands=[{"cancel": lost}])
        # the node lets go of it a little later
        while not any(is_partial(point.search({"size": 0})) for point in snapshot._points):  # noqa: SLF001
            time.sleep(0.05)
        return snapshot

    with monkeypatch.context() as patched:
        patched.setattr(ElasticEngine, "_open_snapshot", then_lose)
        patched.setattr(elastic, "SNAPSHOT_SECONDS", 600.0)
        yield patched
    allocate(client, index, "all")


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("more", ["", "&sort=date", "&facets=true"])
def test_the_service_tells_that_an_answer_is_not_all(tmp_path, client, where, losing, more):
    with serving(tmp_path) as page:
        told = page.get(f"/v1/search?q=种子&limit=100{more}")
        assert told.status_code == 200, told.text
        left = told.json()
        assert left["partial"]
        assert 0 < left["total"] == len(left["hits"]) < MANY
        losing.undo()
        allocate(client, f"{where.prefix}-documents-0001", "all")
        client.cluster.health(index=f"{where.prefix}-*", wait_for_status="green")
        time.sleep(SNAPSHOT_SECONDS)  # until that view is not taken again
        told = page.get("/v1/search?q=种子").json()
        assert (told["partial"], told["total"]) == (False, MANY)


@pytest.mark.usefixtures("settings", "losing")
def test_a_command_tells_that_an_answer_is_not_all(capsys):
    assert run(["search", "种子"]) == 0
    assert "结果不完整" in capsys.readouterr().out
