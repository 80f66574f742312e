"""What happens to servers while they are used: told in words, and nothing is lost."""

import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from starlette.testclient import TestClient

from corpus.index.elastic import bulk_writes, cluster_client
from corpus.index.elastic import engine as elastic
from corpus.index.open_engine import open_engine
from corpus.index.search_engine import EngineUnavailableError, IndexOutdatedError
from corpus.index.update import drain_queue, rebuild_index
from corpus.index.update.drain_queue import drain_index_queue
from corpus.index.update.follow_queue import follow_queue
from corpus.index.update.index_queue import load_backlog
from corpus.index.update.rebuild_index import RebuildRunningError, reindex
from corpus.store.database import open_database, read_session
from search_api.http.app import create_app
from tests import postgres
from tests.servers.notices import same, settings, take_in, told

#: who search at the same time
MANY = 8
#: a server that starts on a busy machine takes its time
pytestmark = pytest.mark.timeout(900)


def left(database):
    with read_session(database) as session:
        return load_backlog(session)


@contextmanager
def impatient(monkeypatch):
    """Not to try again for half a minute."""
    with monkeypatch.context() as patched:
        patched.setattr(cluster_client, "MAX_TRIES", 2)
        patched.setattr(cluster_client, "REQUEST_SECONDS", 3.0)
        patched.setattr(cluster_client, "READ_SECONDS", 3.0)
        yield


@contextmanager
def following(home, failures):
    """An indexer in a thread, with connections of its own."""
    ending = threading.Event()
    database = open_database(home)
    worker = threading.Thread(
        target=follow_queue,
        args=(database, open_engine(home, database), home, ending),
        kwargs={"on_failure": failures.append},
    )
    worker.start()
    try:
        yield
    finally:
        ending.set()
        worker.join()
        database.dispose()


def drained(database, home):
    """Wait until nothing is left, by whoever does it."""
    with read_session(database) as session:
        last = session.connection().exec_driver_sql("SELECT max(id) FROM index_queue").scalar()
    drain_index_queue(database, open_engine(home, database), home, until=last)
    assert left(database).rows == 0


def test_elasticsearch_stops_in_the_middle_of_a_bulk_and_comes_back(
    database, engine, home, node, tmp_path, monkeypatch
):
    drain_index_queue(database, engine, home)
    monkeypatch.setattr(bulk_writes, "MAX_WRITES", 20)
    monkeypatch.setattr(drain_queue, "CLAIM_ROWS", 30)
    take_in(database, *((number, 1) for number in range(120)))
    sent = bulk_writes._send_batch  # noqa: SLF001 - one request of many
    requests = []

    def once(*args):
        requests.append(args)
        if len(requests) == 5:
            node.kill()
        return sent(*args)

    monkeypatch.setattr(bulk_writes, "_send_batch", once)
    with impatient(monkeypatch), pytest.raises(EngineUnavailableError, match="Elasticsearch"):
        drain_index_queue(database, engine, home)
    assert left(database).rows > 0
    assert left(database).failing == 0, "no document is to blame"
    node.start()
    drain_index_queue(database, engine, home)
    assert left(database).rows == 0
    assert same(database, home, engine, tmp_path / "embedded")


def test_a_node_that_hangs_is_told_and_not_waited_for(database, engine, home, node, monkeypatch):
    take_in(database, (1, 1))
    drain_index_queue(database, engine, home)
    with impatient(monkeypatch):
        app = create_app(settings(home))
        with TestClient(app, base_url="http://127.0.0.1:8000") as page:
            assert page.get("/v1/search?q=第1号站").json()["total"] == 1
            os.killpg(node.process.pid, signal.SIGSTOP)
            try:
                answer = page.get("/v1/search?q=第1号站&facets=true")
                told = page.get("/readyz")
            finally:
                os.killpg(node.process.pid, signal.SIGCONT)
            assert answer.status_code == 503, answer.text
            assert "Elasticsearch" in answer.json()["detail"]
            assert told.status_code == 503
            while (back := page.get("/v1/search?q=第1号站")).status_code == 503:
                pass
            assert back.json()["total"] == 1


def test_who_waited_while_another_asked_in_vain_asks_not_again(
    database, engine, home, node, monkeypatch
):
    take_in(database, (1, 1))
    drain_index_queue(database, engine, home)
    engine = open_engine(home, database)
    asked = []
    reading = elastic.ElasticEngine._open_newest  # noqa: SLF001 - how often the cluster is asked

    def counted(self):
        asked.append(threading.get_ident())
        return reading(self)

    monkeypatch.setattr(elastic.ElasticEngine, "_open_newest", counted)
    with impatient(monkeypatch), ThreadPoolExecutor(MANY) as many:
        os.killpg(node.process.pid, signal.SIGSTOP)
        try:
            waiting = [many.submit(engine.snapshot) for _ in range(MANY)]
            failures = [each.exception() for each in waiting]
        finally:
            os.killpg(node.process.pid, signal.SIGCONT)
    assert {type(failure) for failure in failures} == {EngineUnavailableError}
    assert len({str(failure) for failure in failures}) == 1
    assert len(asked) == 1


def test_a_full_disk_stops_writing_until_there_is_room(
    database, engine, home, client, tmp_path, monkeypatch
):
    take_in(database, (1, 1))
    drain_index_queue(database, engine, home)
    take_in(database, *((number, 2) for number in range(5)))
    block = "index.blocks.read_only_allow_delete"
    client.indices.put_settings(index=f"{home.cluster.prefix}-*", settings={block: True})
    with impatient(monkeypatch), pytest.raises(EngineUnavailableError, match="read-only"):
        drain_index_queue(database, engine, home)
    assert (left(database).documents, left(database).failing) == (5, 0)
    assert len(told(engine.snapshot())["document", None]) == 1, "what is there is found"
    client.indices.put_settings(index=f"{home.cluster.prefix}-*", settings={block: None})
    assert drain_index_queue(database, engine, home) == 5
    assert same(database, home, engine, tmp_path / "embedded")


def test_an_index_of_other_fields_refuses_and_a_rebuild_mends_it(
    database, engine, home, client, tmp_path
):
    take_in(database, *((number, 1) for number in range(4)))
    drain_index_queue(database, engine, home)
    name = f"{home.cluster.prefix}-documents"
    (index,) = client.indices.get_alias(name=name).body
    (mappings,) = (each["mappings"] for each in client.indices.get_mapping(index=index).values())
    mappings["properties"]["title_words"] = {"type": "long"}
    client.indices.delete(index=index)
    client.indices.create(index=index, mappings=mappings, aliases={name: {}})
    take_in(database, (1, 2), (2, 2))
    assert drain_index_queue(database, engine, home) == 0
    assert (left(database).rows, left(database).failing) == (2, 2)
    assert all("title_words" in reason for reason in left(database).errors.values())
    assert reindex(database, engine, home) == 4
    assert left(database).rows == 0
    assert same(database, home, engine, tmp_path / "embedded")


@pytest.mark.parametrize("names", [["documents"], ["provisions"], ["documents", "provisions"]])
def test_an_index_that_somebody_deleted_is_built_again(
    database, engine, home, client, tmp_path, monkeypatch, names
):
    take_in(database, *((number, 1) for number in range(4)))
    drain_index_queue(database, engine, home)
    monkeypatch.setattr(elastic, "SNAPSHOT_SECONDS", 0.0)
    engine.snapshot()
    for name in names:
        (index,) = client.indices.get_alias(name=f"{home.cluster.prefix}-{name}").body
        client.indices.delete(index=index)
    with pytest.raises((EngineUnavailableError, IndexOutdatedError), match="reindex"):
        engine.snapshot()
    take_in(database, (9, 1))
    drain_index_queue(database, engine, home)
    assert same(database, home, engine, tmp_path / "embedded")


def test_an_alias_of_two_indexes_is_told_and_mended(database, engine, home, client, tmp_path):
    take_in(database, *((number, 1) for number in range(4)))
    drain_index_queue(database, engine, home)
    alias = f"{home.cluster.prefix}-documents"
    other = f"{alias}-9999"
    client.indices.create(index=other, aliases={alias: {"is_write_index": False}})
    with pytest.raises(IndexOutdatedError, match="不唯一"):
        open_engine(home, database).snapshot()
    take_in(database, (9, 1))
    drain_index_queue(database, engine, home)
    assert same(database, home, engine, tmp_path / "embedded")


def test_postgresql_restarts_in_the_middle_of_a_transaction(database, engine, home, tmp_path):
    drain_index_queue(database, engine, home)
    failures = []
    with following(home, failures):
        for start in range(0, 60, 10):
            take_in(database, *((number, 1) for number in range(start, start + 10)))
            if start == 30:
                postgres.server().stop(signal.SIGQUIT)
                postgres.server().start()
        drained(database, home)
    assert same(database, home, engine, tmp_path / "embedded")


def test_of_two_rebuilds_at_once_the_second_is_told(database, engine, home, tmp_path):
    take_in(database, *((number, 1) for number in range(30)))
    second = []

    def meanwhile(done, total):
        if not second:
            with pytest.raises(RebuildRunningError, match="另一个进程"):
                reindex(database, open_engine(home, database), home)
            second.append((done, total))

    assert reindex(database, engine, home, meanwhile) == 30
    assert second == [(30, 30)]
    assert same(database, home, engine, tmp_path / "embedded")


def test_indexers_go_on_while_the_index_is_built_anew(
    database, engine, home, tmp_path, monkeypatch
):
    take_in(database, *((number, 1) for number in range(60)))
    drain_index_queue(database, engine, home)
    monkeypatch.setattr(rebuild_index, "COMMIT_DOCUMENTS", 10)
    monkeypatch.setattr(rebuild_index, "LAST_CHANGES", 3)
    edition = [1]

    def meanwhile(done, _):
        """What was copied already changes, and is written to the present index."""
        edition[0] += 1
        take_in(database, *((number, edition[0]) for number in (0, done // 2, 59, 60 + done)))
        drain_index_queue(database, open_engine(home, database), home)

    reindex(database, engine, home, meanwhile)
    drain_index_queue(database, engine, home)
    assert left(database).rows == 0
    assert same(database, home, engine, tmp_path / "embedded")
