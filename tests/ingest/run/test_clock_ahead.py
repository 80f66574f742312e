"""A clock that was ahead and is put right again: what changed is seen, what waits is tried."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from corpus.index.update.index_queue import has_waiting_rows
from corpus.store.database import open_database, write_session
from corpus.store.document_tables import DocumentRow, IntakeRow
from corpus.store.index_tables import IndexQueueRow
from corpus.store.table_base import table_of
from ingest.run.pipeline import ingest_paths
from tests.ingest.stocked import notice
from tests.stores import home_at

AHEAD = datetime.now(UTC) + timedelta(days=400)


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path / "home")


@pytest.fixture
def database(home):
    database = open_database(home)
    yield database
    database.dispose()


@pytest.fixture
def notices(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    for serial in (1, 2):
        (path / f"{serial}.txt").write_text(notice(serial), "utf-8")
    return path


def outcomes(home, path):
    reported = []
    options = {"max_bytes": 1 << 20, "processes": 1, "report": reported.append}
    ingest_paths(home, [str(path)], **options, resume=True)
    return [outcome.outcome for outcome in reported]


def test_what_changed_since_is_read_again(home, database, notices):
    assert outcomes(home, notices) == ["taken", "taken"]
    with write_session(database) as session:
        session.execute(update(IntakeRow).values(at=AHEAD))
    (notices / "1.txt").write_text(notice(9), "utf-8")
    assert outcomes(home, notices) == ["revised", "unchanged"]


def test_what_was_put_off_meanwhile_is_due(home, database, notices):
    outcomes(home, notices)
    assert not has_waiting_rows(database)
    with write_session(database) as session:
        id_ = session.scalars(select(DocumentRow.id)).first()
        row = {"document_id": id_, "at": AHEAD, "attempts": 1, "due": AHEAD}
        session.execute(insert(table_of(IndexQueueRow)), [row])
    assert has_waiting_rows(database)
