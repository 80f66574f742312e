"""A data folder moves to both servers at once, or to Elasticsearch alone."""

import json
import os

import pytest

from corpus.index.open_engine import open_engine
from corpus.index.update.drain_queue import drain_index_queue
from corpus.index.update.index_queue import load_backlog
from corpus.index.update.rebuild_index import reindex
from corpus.store.database import open_database, read_session
from corpus.store.home import Home
from corpus.store.locks import hold_lock
from search_api.cli.main import run
from tests import postgres
from tests.servers.notices import embedded, take_in, told

#: a server that starts on a busy machine takes its time
pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def target():
    """The address of an empty database."""
    name = postgres.server().create("template0")
    yield postgres.server().address(name)
    postgres.server().drop(name)


def test_a_data_folder_moves_and_everything_is_found(
    cluster, target, tmp_path, monkeypatch, capsys
):
    for name in [*os.environ]:
        if name.startswith("FAGUI_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("FAGUI_HOME", str(Home(tmp_path / "home").path))
    monkeypatch.setenv("FAGUI_ELASTICSEARCH_PREFIX", cluster.prefix)
    monkeypatch.setenv("FAGUI_ELASTICSEARCH_REPLICAS", "0")

    def fagui(*arguments):
        code = run([*arguments])
        return code, capsys.readouterr().out

    assert fagui("ingest", "corpus/samples")[0] == 1, "one of them is set aside"

    def found():
        return [
            json.loads(fagui("search", *words, "--limit", "100", "--sort", "date", "--json")[1])
            for words in (
                [],
                ["规范性文件"],
                ["有效期", "--unit", "provision"],
                ["施行日期:2015..2024"],
            )
        ]

    before = found()
    url = cluster.nodes[0]
    code, out = fagui("migrate-to", "--database", target, "--elasticsearch", url)
    assert (code, "不一致" in out, "不齐" in out) == (0, False, False), out
    assert f"FAGUI_DATABASE_URL={target}" in out
    assert f"FAGUI_ELASTICSEARCH_URL={url}" in out
    monkeypatch.setenv("FAGUI_DATABASE_URL", target)
    monkeypatch.setenv("FAGUI_ELASTICSEARCH_URL", url)
    after = found()
    assert [one["total"] for one in before] == [one["total"] for one in after]
    assert all(one["total"] for one in before)
    for old, new in zip(before, after, strict=True):
        assert [hit["id"] for hit in old["hits"]] == [hit["id"] for hit in new["hits"]]
    code, out = fagui("doctor")
    assert (code, "都能检索到" in out) == (0, True), out


def test_elasticsearch_beside_the_folders_own_database(cluster, tmp_path):
    """There one process drains at a time."""
    home = Home(tmp_path / "home", cluster=cluster).create()
    database = open_database(home)
    engine = open_engine(home, database)
    take_in(database, *((number, 1) for number in range(20)))
    with hold_lock(home, "index"):
        drain_index_queue(database, engine, home)
        with read_session(database) as session:
            assert load_backlog(session).documents == 20
    assert drain_index_queue(database, engine, home) == 20
    take_in(database, (3, 2))
    assert reindex(database, engine, home) == 20
    with read_session(database) as session:
        assert load_backlog(session).rows == 0
    assert told(engine.snapshot()) == told(embedded(database, home, tmp_path / "embedded"))
    database.dispose()
