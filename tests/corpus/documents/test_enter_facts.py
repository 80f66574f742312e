"""What a person enters counts at once, for everything that follows from it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from corpus.documents.enter_facts import (
    EntryUndoError,
    NotEnterableError,
    check_values,
    enter_values,
    undo_entry,
)
from corpus.documents.entries.entered_fields import ENTERABLE_FIELDS
from corpus.documents.entries.entry_history import effective_entries
from corpus.documents.load_document import load_document
from corpus.model.domain_types import Status
from corpus.store.database import read_session, write_session
from corpus.store.document_tables import (
    DocumentNumberRow,
    DocumentRow,
    DocumentTitleRow,
    FactRow,
    PartRow,
    PositiveListRow,
    RelationRow,
    StatusPeriodRow,
)
from corpus.store.index_tables import IndexQueueRow
from corpus.store.people_tables import EntryRow
from ingest.read_document import read_document
from tests.corpus.stocked import put
from tests.ingest.stocked import notice

TODAY = date(2024, 6, 1)


def take(database, serial, location=None):
    reading = read_document(notice(serial).encode(), "1.txt")
    return put(database, reading, location or f"/in/{serial}.txt").document_id


def enter_all(database, id_, by="法制科", **values):
    with write_session(database) as session:
        return enter_values(session, id_, check_values(values), by=by)


def loaded(database, id_):
    with read_session(database) as session:
        return load_document(session, id_, TODAY)


@pytest.mark.parametrize("name", ENTERABLE_FIELDS)
def test_every_field_takes_its_example_and_shows_it(database, name):
    id_ = take(database, 1)
    field = ENTERABLE_FIELDS[name]
    enter_all(database, id_, **{name: [field.example]})
    stored = loaded(database, id_)
    dates = {"signed", "promulgated", "printed"}
    told = getattr(stored.dates if name in dates else stored, name)
    told = told[0] if field.many else told
    assert str(told).lower() == field.example.lower()
    assert stored.facts[0].value == field.example
    assert stored.facts[0].certainty == "entered"


def test_who_and_when_are_kept(database):
    id_ = take(database, 1)
    enter_all(database, id_, "张三", kind=["函"])
    with read_session(database) as session:
        row = session.scalars(select(FactRow).where(FactRow.certainty == "entered")).one()
    assert (row.by, row.value) == ("张三", "函")
    assert row.at is not None


def test_nothing_else_changes(database):
    id_ = take(database, 7)
    before = loaded(database, id_)
    enter_all(database, id_, kind=["函"])
    after = loaded(database, id_)
    for name in ("title", "numbers", "ends", "relations", "parts", "outline", "status", "sources"):
        assert getattr(after, name) == getattr(before, name), name
    assert [fact for fact in after.facts if fact.certainty != "entered"] == list(before.facts)


def test_entered_again_the_last_counts(database):
    id_ = take(database, 1)
    enter_all(database, id_, issuers=["甲市人民政府", "甲市水务局"])
    enter_all(database, id_, issuers=["甲市文化局"])
    stored = loaded(database, id_)
    assert stored.issuers == ("甲市文化局",)
    assert [fact.value for fact in stored.facts if fact.certainty == "entered"] == ["甲市文化局"]


def test_what_was_entered_before_stays_in_the_history(database):
    id_ = take(database, 1)
    enter_all(database, id_, "甲科", issuers=["甲市人民政府", "甲市水务局"], kind=["函"])
    enter_all(database, id_, "乙科", issuers=["甲市文化局"])
    with read_session(database) as session:
        entries = list(session.scalars(select(EntryRow).order_by(EntryRow.id)))
    assert [(row.by, row.field, row.values) for row in entries] == [
        ("甲科", "issuers", ["甲市人民政府", "甲市水务局"]),
        ("甲科", "kind", ["函"]),
        ("乙科", "issuers", ["甲市文化局"]),
    ]


def test_a_number_entered_resolves_what_waits_for_it(database):
    repealed, acting = take(database, 6), take(database, 7)
    assert loaded(database, repealed).status is Status.REPEALED
    title = loaded(database, repealed).title
    enter_all(database, repealed, numbers=["甲府〔2023〕6号"], title=["甲市书亭办法"])
    assert loaded(database, repealed).status is not Status.REPEALED
    enter_all(database, repealed, numbers=["甲府〔2024〕6号"], title=[title])
    assert loaded(database, acting).relations[0].target.id == repealed


def test_a_term_is_counted_from_the_day_that_was_entered(database):
    id_ = take(database, 1)
    assert str(loaded(database, id_).ends) == "2026-04-30"
    enter_all(database, id_, effective=["2024-06-15"])
    stored = loaded(database, id_)
    assert (str(stored.ends), stored.ends_certainty) == ("2026-06-14", "derived")
    enter_all(database, id_, ends=["2028-12-31"])
    assert str(loaded(database, id_).ends) == "2028-12-31"


def test_it_is_indexed_anew(database):
    id_ = take(database, 1)
    with write_session(database) as session:
        session.query(IndexQueueRow).delete()
    enter_all(database, id_, kind=["函"])
    with read_session(database) as session:
        assert list(session.scalars(select(IndexQueueRow.document_id))) == [id_]


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(NotEnterableError) as error:
        check_values({"effective": ["昨天"], "level": ["最高"], "kind": ["函"], "x": ["1"]})
    assert [fault.field for fault in error.value.faults] == ["effective", "level", "x"]


def undo(database, entry):
    with write_session(database) as session:
        return undo_entry(session, entry.id, by="乙科", why="填错了")


def stored_rows(database):
    """All rows that say something of documents, without ids of rows and times of writing."""
    passing = {"id", "at", "created", "updated", "version", "revision_id"}
    rows = {}
    with read_session(database) as session:
        for model in (*_TABLES, DocumentRow):
            table = model.__table__
            names = [c.name for c in table.columns if model is DocumentRow or c.name not in passing]
            names = [n for n in names if n not in passing - {"id"}]
            found = session.execute(select(*(table.c[n] for n in names))).all()
            rows[table.name] = sorted(map(repr, found))
    return rows


_TABLES = (
    DocumentNumberRow,
    DocumentTitleRow,
    FactRow,
    PartRow,
    PositiveListRow,
    RelationRow,
    StatusPeriodRow,
)


@pytest.mark.parametrize("name", ENTERABLE_FIELDS)
def test_an_undone_entry_leaves_no_trace_in_what_is_in_effect(database, name):
    ids = [take(database, serial) for serial in (1, 6, 7)]
    before = stored_rows(database)
    for id_ in ids:
        entries = enter_all(database, id_, **{name: [ENTERABLE_FIELDS[name].example]})
        assert stored_rows(database) != before
        undo(database, entries[0])
        assert stored_rows(database) == before


def test_reading_it_again_keeps_what_an_undone_entry_goes_back_to(database):
    id_ = take(database, 1)
    before = stored_rows(database)
    (entry,) = enter_all(database, id_, title=["另一个标题"])
    take(database, 1)
    assert loaded(database, id_).title == "另一个标题"
    undo(database, entry)
    assert stored_rows(database) == before


def test_an_entry_is_undone_once_and_the_undoing_too(database):
    id_ = take(database, 1)
    (entry,) = enter_all(database, id_, kind=["函"])
    undoing = undo(database, entry)
    with pytest.raises(EntryUndoError, match="已经撤回"):
        undo(database, entry)
    undo(database, undoing)
    assert loaded(database, id_).kind == "函"
    with write_session(database) as session, pytest.raises(EntryUndoError) as error:
        undo_entry(session, 99, by="乙科")
    assert not error.value.known


def test_an_entered_status_wins_over_a_repeal(database):
    repealed, _ = take(database, 6), take(database, 7)
    assert loaded(database, repealed).status is Status.REPEALED
    (entry,) = enter_all(database, repealed, status=["现行有效"])
    stored = loaded(database, repealed)
    assert (stored.status, stored.status_basis) == (Status.IN_FORCE, "entered")
    assert stored.ends_reason != "repealed"
    undo(database, entry)
    assert loaded(database, repealed).status is Status.REPEALED


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["kind", "title", "ends", "status"]), st.integers(0, 1)),
        st.tuples(st.just("undo"), st.integers(0, 5)),
    ),
    max_size=8,
)
VALUES = {
    "kind": ["函", "通知"],
    "title": ["甲市书亭规定", "甲市凉亭规定"],
    "ends": ["2024-05-31", "2030-12-31"],
    "status": ["现行有效", "已废止"],
}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_entries_and_undoings_are_their_replay(new_database, steps):
    database, replayed = new_database(), new_database()
    id_ = take(database, 6)
    take(database, 7)
    made = []
    for name, number in steps:
        if name != "undo":
            made += enter_all(database, id_, **{name: [VALUES[name][number]]})
        elif number < len(made):
            try:
                made.append(undo(database, made[number]))
            except EntryUndoError:
                continue
    other = take(replayed, 6)
    take(replayed, 7)
    for entry in effective_entries(made).values():
        enter_all(replayed, other, **{entry.field: list(entry.values)})
    told, replay = loaded(database, id_), loaded(replayed, other)
    for name in ("title", "kind", "ends", "ends_reason", "status", "status_basis", "in_force"):
        assert getattr(told, name) == getattr(replay, name), name
    assert {(f.name, f.value, f.certainty) for f in told.facts} == {
        (f.name, f.value, f.certainty) for f in replay.facts
    }
