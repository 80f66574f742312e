"""A cluster that is not there, or an index that is gone: told, and built anew out of SQL."""

import json

import pytest

from corpus.index.elastic import cluster_client
from corpus.index.elastic.engine import ElasticEngine
from corpus.index.search_engine import EngineUnavailableError
from corpus.index.update.drain_queue import drain_index_queue
from corpus.index.update.index_queue import has_waiting_rows
from corpus.store.cluster import Cluster
from corpus.store.database import open_database
from search_api.cli.main import run
from tests.corpus.index.making import asked, entry, ids
from tests.corpus.index.storing import save
from tests.search_api.notices import serving
from tests.stores import home_at, use

#: nobody listens there
NOWHERE = "http://127.0.0.1:1"


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(cluster_client, "MAX_TRIES", 2)


@pytest.fixture
def database(tmp_path):
    database = open_database(home_at(tmp_path).create())
    yield database
    database.dispose()


def test_whoever_asks_is_told():
    engine = ElasticEngine(Cluster((NOWHERE,)))
    for use_it in (engine.exists, engine.snapshot, lambda: engine.write([entry("a", "种子")])):
        with pytest.raises(EngineUnavailableError, match="连不上 Elasticsearch"):
            use_it()


@pytest.mark.usefixtures("database")
def test_a_command_ends_with_3_and_the_service_answers_503(tmp_path, monkeypatch, capsys):
    use(monkeypatch, tmp_path)
    monkeypatch.setenv("FAGUI_ELASTICSEARCH_URL", NOWHERE)
    assert run(["search", "种子"]) == 3
    assert "连不上 Elasticsearch" in capsys.readouterr().err
    assert run(["doctor", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["checks"]
    assert any("连不上 Elasticsearch" in one["detail"] for one in told)
    with serving(tmp_path) as client:
        for path in ("/v1/search?q=种子", "/readyz"):
            told = client.get(path)
            assert told.status_code == 503
            assert told.headers["content-type"] == "application/problem+json"
            assert "连不上 Elasticsearch" in told.json()["detail"]


def test_an_index_deleted_by_hand_comes_back_with_the_next_drain(
    engine, client, where, database, tmp_path
):
    home = home_at(tmp_path)
    for name in "ab":
        save(database, name, "种子")
    assert drain_index_queue(database, engine, home) == 2
    assert not has_waiting_rows(database)
    for count in (1, 2):
        names = list(client.indices.get_alias(index=f"{where.prefix}-*").body)
        client.indices.delete(index=names[:count])
        drain_index_queue(database, engine, home)
        assert ids(engine.snapshot(), asked("种子")) == ["a", "b"]
