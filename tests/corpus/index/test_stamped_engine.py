"""An index answers only beside the database that wrote it last; any other is built again."""

import pytest
from sqlalchemy import delete, insert, select

from corpus.index.search_engine import EngineUnavailableError
from corpus.index.stamp_ledger import begin_stamp
from corpus.index.stamped_engine import IndexMismatchError, StampedEngine
from corpus.index.update.drain_queue import drain_index_queue
from corpus.store.database import open_database, write_session
from corpus.store.index_tables import IndexStampRow
from corpus.store.table_base import table_of
from tests.corpus.index.making import asked, ids
from tests.corpus.index.storing import save
from tests.engines import engine_at
from tests.stores import home_at


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path).create()


@pytest.fixture
def database(home):
    database = open_database(home)
    yield database
    database.dispose()


@pytest.fixture
def stamped(engine, database, home):
    save(database, "a", "种子条例")
    stamped = StampedEngine(engine, database, home)
    drain_index_queue(database, stamped, home)
    return stamped


def reopened(home, database):
    return StampedEngine(engine_at(home), database, home)


def stamps(database):
    with database.connect() as connection:
        return [dict(row) for row in connection.execute(select(table_of(IndexStampRow))).mappings()]


def restore(database, rows):
    """The stamps as the database had them once, as if it came from a backup."""
    with write_session(database) as session:
        session.execute(delete(IndexStampRow))
        if rows:
            session.execute(insert(table_of(IndexStampRow)), rows)


def refuse_and_rebuild(home, database):
    engine = reopened(home, database)
    with pytest.raises(IndexMismatchError):
        engine.snapshot()
    assert engine.needs_rebuild()
    with pytest.raises(IndexMismatchError):
        engine.check()
    drain_index_queue(database, engine, home)
    assert not engine.needs_rebuild()
    engine.check()
    return engine.snapshot()


def test_what_was_written_is_found_by_all(stamped, home, database):
    for text in ("水利条例", "林业条例"):
        save(database, "b", text)
        drain_index_queue(database, stamped, home)
        assert ids(stamped.snapshot(), asked(text[:2])) == ["b"]
        assert ids(reopened(home, database).snapshot(), asked(text[:2])) == ["b"]
    assert [row["settled"] for row in stamps(database)] == [True]


def test_a_database_restored_from_a_backup(stamped, home, database):
    before = stamps(database)
    save(database, "b", "水利条例")
    drain_index_queue(database, stamped, home)
    restore(database, before)
    assert ids(refuse_and_rebuild(home, database), asked()) == ["a", "b"]


@pytest.mark.usefixtures("stamped")
def test_an_index_restored_from_a_backup(home, database):
    """The database has gone on: the index lacks what came since."""
    with write_session(database) as session:
        session.execute(insert(table_of(IndexStampRow)), [{"token": "0" * 32, "settled": True}])
    assert ids(refuse_and_rebuild(home, database), asked()) == ["a"]


@pytest.mark.usefixtures("stamped")
def test_an_index_of_another_database(home, database):
    restore(database, [{"id": row["id"], "token": "0" * 32, "settled": True}
                       for row in stamps(database)])  # fmt: skip
    assert ids(refuse_and_rebuild(home, database), asked()) == ["a"]


@pytest.mark.usefixtures("stamped")
def test_an_index_beside_a_new_database(home, database):
    restore(database, [])
    assert ids(refuse_and_rebuild(home, database), asked()) == ["a"]


def test_an_index_without_a_stamp(engine, home, database):
    save(database, "a", "种子条例")
    drain_index_queue(database, engine, home)
    assert ids(refuse_and_rebuild(home, database), asked()) == ["a"]


def test_a_write_that_was_killed_is_no_mismatch(stamped, engine, home, database, monkeypatch):
    save(database, "b", "水利条例")
    begin_stamp(database)

    def killed(*_):
        raise EngineUnavailableError("断电")

    with monkeypatch.context() as patched:
        patched.setattr(type(engine), "write_stamp", killed)
        with pytest.raises(EngineUnavailableError):
            drain_index_queue(database, stamped, home)
    again = reopened(home, database)
    again.check()
    drain_index_queue(database, again, home)
    assert ids(again.snapshot(), asked()) == ["a", "b"]
