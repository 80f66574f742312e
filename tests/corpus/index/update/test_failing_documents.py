"""A document that cannot be written: the others go in, and it is told and tried again."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from corpus.index.entry import build_entry
from corpus.index.update import feed_index
from corpus.index.update.drain_queue import drain_index_queue
from corpus.index.update.index_queue import load_backlog
from corpus.index.update.rebuild_index import reindex
from corpus.store.database import read_session, write_session
from corpus.store.index_tables import IndexQueueRow
from tests.corpus.index.making import asked, ids
from tests.corpus.index.storing import save
from tests.engines import drop, engine_at


@pytest.fixture
def engine(home):
    made = engine_at(home.create())
    made.write([])
    made.finish_writing()
    yield made
    drop(home)


@pytest.fixture(autouse=True)
def poison(monkeypatch):
    """Documents whose text says so cannot be made ready for search."""

    def build(record, cut_words):
        if "毒" in record.text:
            raise ValueError(record.id)
        return build_entry.build_entry(record, cut_words)

    monkeypatch.setattr(feed_index, "build_entry", build)


def test_what_cannot_be_written_keeps_nothing_out_and_is_told(database, engine, home):
    for number in range(9):
        save(database, f"{number}", "有毒" if number in (3, 7) else "种子")
    assert drain_index_queue(database, engine, home) == 7
    assert engine.snapshot().count() == 7
    with read_session(database) as session:
        told = load_backlog(session)
    assert (told.rows, told.documents, told.failing) == (2, 2, 2)
    assert told.errors == {"3": "ValueError: 3", "7": "ValueError: 7"}
    assert drain_index_queue(database, engine, home) == 0, "put off"


def test_what_was_put_off_is_tried_again_ever_more_seldom(database, engine, home):
    save(database, "a", "有毒")
    pauses = []
    for _ in range(4):
        before = datetime.now(UTC)
        drain_index_queue(database, engine, home)
        with write_session(database) as session:
            row = session.scalars(select(IndexQueueRow)).one()
            pauses.append((row.due - before).total_seconds())
            row.due, attempts = before, row.attempts
    assert [round(pause) // 10 for pause in pauses] == [1, 2, 4, 8]
    assert attempts == 4


def test_a_change_for_the_better_goes_in_at_once(database, engine, home):
    save(database, "a", "有毒")
    drain_index_queue(database, engine, home)
    save(database, "a", "种子")
    assert drain_index_queue(database, engine, home) == 1
    assert ids(engine.snapshot(), asked("种子")) == ["a"]


def test_whoever_waits_for_its_rows_does_not_wait_for_what_fails(database, engine, home):
    row = save(database, "a", "有毒")
    assert drain_index_queue(database, engine, home, until=row) == 0


def test_a_rebuild_goes_round_what_fails_and_queues_it(database, engine, home):
    for number in range(5):
        save(database, f"{number}", "有毒" if number == 2 else "种子")
    assert reindex(database, engine, home) == 4
    with read_session(database) as session:
        assert load_backlog(session).errors == {"2": "ValueError: 2"}


def test_where_nothing_can_be_written_no_document_is_blamed(database, engine, home, monkeypatch):
    save(database, "a", "种子")
    save(database, "b", "种子")
    monkeypatch.setattr(feed_index, "build_entry", None)
    with pytest.raises(TypeError):
        drain_index_queue(database, engine, home)
    with read_session(database) as session:
        assert (load_backlog(session).rows, load_backlog(session).failing) == (2, 0)
