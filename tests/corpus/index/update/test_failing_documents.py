"""A document that cannot be written: the others go in, and it is told and tried again."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from corpus.index.entry import build as fields
from corpus.index.update import feed
from corpus.index.update.drain import drain
from corpus.index.update.queue import backlog
from corpus.index.update.rebuild import reindex
from corpus.store.database import session, writing
from corpus.store.tables import IndexQueue
from tests.corpus.index.making import asked, ids
from tests.corpus.index.storing import save
from tests.engines import drop, engine_at


@pytest.fixture
def engine(home):
    made = engine_at(home.create())
    made.write([])
    made.release()
    yield made
    drop(home)


@pytest.fixture(autouse=True)
def poison(monkeypatch):
    """Documents whose text says so cannot be made ready for search."""

    def build(record, cut):
        if "毒" in record.text:
            raise ValueError(record.id)
        return fields.build(record, cut)

    monkeypatch.setattr(feed, "build", build)


def test_what_cannot_be_written_keeps_nothing_out_and_is_told(database, engine, home):
    for number in range(9):
        save(database, f"{number}", "有毒" if number in (3, 7) else "种子")
    assert drain(database, engine, home) == 7
    assert engine.snapshot().count() == 7
    with session(database) as reading:
        told = backlog(reading)
    assert (told.rows, told.documents, told.failing) == (2, 2, 2)
    assert told.errors == {"3": "ValueError: 3", "7": "ValueError: 7"}
    assert drain(database, engine, home) == 0, "put off"


def test_what_was_put_off_is_tried_again_ever_more_seldom(database, engine, home):
    save(database, "a", "有毒")
    pauses = []
    for _ in range(4):
        before = datetime.now(UTC)
        drain(database, engine, home)
        with writing(database) as store:
            row = store.scalars(select(IndexQueue)).one()
            pauses.append((row.due - before).total_seconds())
            row.due, attempts = before, row.attempts
    assert [round(pause) // 10 for pause in pauses] == [1, 2, 4, 8]
    assert attempts == 4


def test_a_change_for_the_better_goes_in_at_once(database, engine, home):
    save(database, "a", "有毒")
    drain(database, engine, home)
    save(database, "a", "种子")
    assert drain(database, engine, home) == 1
    assert ids(engine.snapshot(), asked("种子")) == ["a"]


def test_whoever_waits_for_its_rows_does_not_wait_for_what_fails(database, engine, home):
    row = save(database, "a", "有毒")
    assert drain(database, engine, home, until=row) == 0


def test_a_rebuild_goes_round_what_fails_and_queues_it(database, engine, home):
    for number in range(5):
        save(database, f"{number}", "有毒" if number == 2 else "种子")
    assert reindex(database, engine, home) == 4
    with session(database) as reading:
        assert backlog(reading).errors == {"2": "ValueError: 2"}


def test_where_nothing_can_be_written_no_document_is_blamed(database, engine, home, monkeypatch):
    save(database, "a", "种子")
    save(database, "b", "种子")
    monkeypatch.setattr(feed, "build", None)
    with pytest.raises(TypeError):
        drain(database, engine, home)
    with session(database) as reading:
        assert (backlog(reading).rows, backlog(reading).failing) == (2, 0)
