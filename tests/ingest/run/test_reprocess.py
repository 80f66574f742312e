"""Newer rules over kept bytes: told first, applied only when asked."""

from datetime import date

import pytest

from corpus.documents.load_document import load_document
from corpus.inputs.blobs import InputBlob
from corpus.inputs.input_store import IntakeResult, LocatedInput, record_intakes, store_blobs
from corpus.store.database import open_database, read_session, write_session
from ingest.run import reprocess
from ingest.run.pipeline import ingest_paths
from tests.ingest.packed import archive, records
from tests.ingest.sheets import HEADER, row, workbook
from tests.ingest.stocked import found, notice, state
from tests.stores import home_at

DAY = date(2024, 6, 1)


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path / "home")


@pytest.fixture
def inputs_of(tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    (path / "1.txt").write_text(notice(1), "utf-8")
    (path / "2.zip").write_bytes(archive(("2.txt", notice(2)), ("坏.txt", "")))
    (path / "3.jsonl").write_text("\n".join(records(2)), "utf-8")
    (path / "4.xlsx").write_bytes(workbook(台账=[HEADER, row(1), row(3)]))
    return path


def ingest(home, path):
    told = []
    ingest_paths(home, [str(path)], max_bytes=1 << 20, processes=1, report=told.append)
    return told


def again(home, *, apply):
    told = []
    counts = reprocess.reprocess(
        home, apply=apply, max_bytes=1 << 20, processes=1, report=told.append
    )
    return told, counts


def test_nothing_where_no_rule_changed(home, inputs_of):
    ingest(home, inputs_of)
    told, counts = again(home, apply=True)
    assert (told, counts.looked_at) == ([], 0)


def tamper(home, statement):
    """As if older rules had read it so."""
    database = open_database(home)
    with database.begin() as connection:
        connection.exec_driver_sql(statement)
        connection.exec_driver_sql("UPDATE intake SET rules = 1")
    database.dispose()


def test_newer_rules_that_read_the_same(home, inputs_of):
    ingest(home, inputs_of)
    before = state(home.path)
    tamper(home, "SELECT 1")
    assert again(home, apply=True) == ([], reprocess.ReprocessSummary(7, 0))
    assert state(home.path) == before


def test_told_first_and_applied_when_asked(home, inputs_of):
    first = ingest(home, inputs_of)
    right = state(home.path)
    tamper(home, "UPDATE fact SET value = '2020-01-01' WHERE name = 'effective'")
    tamper(home, "UPDATE document SET effective = '2020-01-01'")
    wrong = state(home.path)
    told, counts = again(home, apply=False)
    assert state(home.path) == wrong
    assert {one.changes for one in told} == {("facts",)}
    # what catalogues name keeps its own reading apart, which nobody tampered with
    assert (counts.changed, counts.looked_at) == (3, 7)
    assert {one.id for one in told} == {first[2].id, first[5].id, first[6].id}
    again(home, apply=True)
    assert state(home.path) == right
    database = open_database(home)
    with read_session(database) as session:
        assert load_document(session, first[0].id, DAY).effective == date(2024, 5, 1)
    database.dispose()
    assert again(home, apply=False) == ([], reprocess.ReprocessSummary(0, 0))


def test_what_was_set_aside_and_can_be_read_now(home, inputs_of):
    path = str(inputs_of / "1.txt")
    place = LocatedInput(path, path, InputBlob.of((inputs_of / "1.txt").read_bytes()))
    database = open_database(home)
    with write_session(database) as session:  # as an older version left it
        store_blobs(session, [place.data])
        record_intakes(session, [IntakeResult(place, "set_aside", None, "这一版还不能读", 1)])
    database.dispose()
    told, _ = again(home, apply=True)
    assert [one.changes for one in told] == [("admitted",)]
    assert len(found(home.path, "书亭修缮")) == 1
