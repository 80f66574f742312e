"""From SQL into the index: nothing is lost, whoever is killed when."""

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from datetime import date

import pytest
from sqlalchemy import delete, event, func, select

from corpus.index.elastic import generations as elastic_generations
from corpus.index.elastic import index_mapping
from corpus.index.embedded import generations
from corpus.index.query_tree import NumberIs, SearchRequest
from corpus.index.update import drain_queue, feed_index, rebuild_index
from corpus.index.update.drain_queue import drain_index_queue
from corpus.index.update.rebuild_index import RebuildRunningError, reindex
from corpus.store.database import open_database, write_session
from corpus.store.document_tables import DocumentNumberRow, DocumentRow, RelationRow
from corpus.store.index_tables import IndexQueueRow
from corpus.store.locks import hold_lock
from tests.corpus.index.making import TODAY, asked, ids
from tests.corpus.index.storing import save
from tests.engines import embedded_only, engine_at
from tests.stores import home_at


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path).create()


@pytest.fixture
def database(home):
    database = open_database(home)
    yield database
    database.dispose()


def waiting(database) -> int:
    with database.connect() as connection:
        return connection.execute(select(func.count()).select_from(IndexQueueRow)).scalar_one()


def lock_taken(home):
    return hold_lock(home, "index")


def test_what_is_queued_is_found_and_leaves_the_queue(database, engine, home):
    save(database, "a", "种子条例", sort_date=date(2020, 1, 1), region="云溪省")
    save(database, "b", "水利条例", level="法律", subjects=["农业"])
    assert drain_index_queue(database, engine, home) == 2
    assert waiting(database) == 0
    assert ids(engine.snapshot(), asked("条例", sort="date")) == ["a", "b"]
    assert ids(engine.snapshot(), asked(filters={"subject": ("农业",)})) == ["b"]
    assert ids(engine.snapshot(), asked(filters={"status": ("现行有效",)})) == ["a", "b"]
    (hit,) = engine.snapshot().search(asked("种子", unit="provision")).hits
    assert (hit.document, hit.address) == ("a", "第一条")


def test_a_changed_document_is_found_as_it_is_now(database, engine, home):
    save(database, "a", "种子条例")
    drain_index_queue(database, engine, home)
    save(database, "a", "水利条例")
    save(database, "a", "林业条例")
    assert drain_index_queue(database, engine, home) == 1
    assert ids(engine.snapshot(), asked("种子")) == []
    assert ids(engine.snapshot(), asked("林业", unit="provision")) == ["a"]


def test_numbers_carried_and_cited(database, engine, home):
    save(database, "a", "根据种发3号执行")
    save(database, "b", "种子办法")
    with write_session(database) as session:
        session.add(DocumentNumberRow(document_id="b", canonical="种发〔2020〕3号", key="K3"))
        evidence = {"where": "text", "quote": "种发3号", "start": 2, "end": 6}
        session.add(
            RelationRow(
                document_id="a",
                kind="cites",
                target_number="种发〔2020〕3号",
                target_number_key="K3",
                state="open",
                evidence=evidence,
            )
        )
    drain_index_queue(database, engine, home)
    assert ids(engine.snapshot(), SearchRequest(NumberIs("K3"), TODAY)) == ["b", "a"]
    assert ids(engine.snapshot(), SearchRequest(NumberIs("K3"), TODAY, unit="provision")) == ["a"]


def test_a_document_without_a_text_is_found_by_its_title(database, engine, home):
    save(database, "a", "x")
    with write_session(database) as session:
        session.get_one(DocumentRow, "a").revision_id = None
    drain_index_queue(database, engine, home)
    assert ids(engine.snapshot(), asked("通知")) == ["a"]
    assert ids(engine.snapshot(), asked(unit="provision")) == []


def test_whoever_finds_the_lock_taken_leaves_the_rows(database, engine, home):
    save(database, "a", "种子")
    with lock_taken(home):
        assert drain_index_queue(database, engine, home) == 0
        assert waiting(database) == 1
    assert drain_index_queue(database, engine, home) == 1


def test_with_until_it_takes_over_when_the_holder_lets_go(database, engine, home):
    row = save(database, "a", "种子")
    written = []
    with lock_taken(home):
        waiter = threading.Thread(
            target=lambda: written.append(drain_index_queue(database, engine, home, until=row))
        )
        waiter.start()
        assert not written
    waiter.join()
    assert written == [1]


def test_with_until_it_returns_when_the_holder_has_done_its_rows(database, engine, home):
    row = save(database, "a", "种子")
    written = []
    with lock_taken(home):
        waiter = threading.Thread(
            target=lambda: written.append(drain_index_queue(database, engine, home, until=row))
        )
        waiter.start()
        save(database, "b", "later than what is waited for")
        with write_session(database) as session:
            session.execute(delete(IndexQueueRow).where(IndexQueueRow.id == row))
        waiter.join()
    assert written == [0]
    assert waiting(database) == 1


@embedded_only
def test_rows_that_come_after_the_last_look_are_not_left(database, engine, home):
    engine.write([])
    save(database, "a", "种子")
    finish_writing = engine.finish_writing
    late = iter(["b"])

    def last_look_is_over():
        finish_writing()
        for identifier in late:
            save(database, identifier, "种子")
            assert drain_index_queue(database, engine_at(home), home) == 0

    engine.finish_writing = last_look_is_over
    assert drain_index_queue(database, engine, home) == 2
    assert ids(engine.snapshot(), asked("种子")) == ["a", "b"]


def killed_before_the_rows_go(home):
    database = open_database(home)

    @event.listens_for(database, "before_cursor_execute")
    def kill(_connection, _cursor, statement, *_):
        if statement.startswith("DELETE FROM index_queue"):
            os.kill(os.getpid(), signal.SIGKILL)

    drain_index_queue(database, engine_at(home), home)


def killed_before_the_commit(home):
    engine = engine_at(home)

    def write(entries, _gone):
        list(entries)
        os.kill(os.getpid(), signal.SIGKILL)

    engine.write = write
    drain_index_queue(open_database(home), engine, home)


@pytest.mark.parametrize("fate", [killed_before_the_rows_go, killed_before_the_commit])
def test_killed_at_any_point_the_next_run_ends_the_same(database, engine, home, fate):
    save(database, "a", "种子")
    drain_index_queue(database, engine, home)
    save(database, "a", "水利")
    save(database, "b", "水利")
    process = multiprocessing.get_context("spawn").Process(target=fate, args=(home,))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    assert waiting(database) == 2
    drain_index_queue(database, engine, home)
    assert waiting(database) == 0
    assert ids(engine.snapshot(), asked("水利")) == ["a", "b"]
    assert ids(engine.snapshot(), asked("水利", unit="provision")) == ["a", "b"]
    assert engine.snapshot().count() == 2


def test_an_index_of_other_rules_is_built_again(database, engine, home, monkeypatch):
    save(database, "a", "种子")
    drain_index_queue(database, engine, home)
    for module in (generations, index_mapping, elastic_generations):
        monkeypatch.setattr(module, "INDEX_VERSION", module.INDEX_VERSION + 1)
    later = engine_at(home)
    save(database, "b", "种子")
    assert drain_index_queue(database, later, home) == 2
    assert ids(later.snapshot(), asked("种子")) == ["a", "b"]


def test_reindex_builds_everything_again_and_tells_how_far(database, engine, home, monkeypatch):
    for number in range(5):
        save(database, f"{number}", "种子")
    drain_index_queue(database, engine, home)
    monkeypatch.setattr(rebuild_index, "COMMIT_DOCUMENTS", 2)
    told = []
    assert reindex(database, engine, home, lambda *step: told.append(step)) == 5
    assert told == [(2, 5), (4, 5), (5, 5)]
    assert engine.snapshot().count() == 5
    assert waiting(database) == 0


def test_other_processes_may_build_the_entries(database, engine, home):
    names = [f"{number:03}" for number in range(3 * feed_index.BATCH_DOCUMENTS + 1)]
    for name in names:
        save(database, name, "种子")
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        assert reindex(database, engine, home, pool=pool) == len(names)
    assert ids(engine.snapshot(), asked("种子", limit=100)) == names


def test_of_two_rebuilds_at_once_the_second_is_told(database, engine, home):
    with hold_lock(home, "rebuild"), pytest.raises(RebuildRunningError, match="另一个进程"):
        reindex(database, engine, home)


def test_draining_ends_after_a_batch_when_told_to(database, engine, home, monkeypatch):
    engine.write([])
    for name in ("COMMIT_DOCUMENTS", "CLAIM_ROWS"):
        monkeypatch.setattr(drain_queue, name, 2)
    for number in range(5):
        save(database, f"{number}", "种子")
    done = []
    assert (
        drain_index_queue(
            database, engine, home, on_batch=done.append, should_stop=lambda: len(done) == 1
        )
        == 2
    )
    assert waiting(database) == 3
