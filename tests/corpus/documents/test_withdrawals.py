"""A withdrawn document acts on nothing, and is as it was once it is restored."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.documents.document_lists import count_totals
from corpus.documents.enter_facts import (
    EntryUndoError,
    enter_values,
    restore_document,
    undo_entry,
    withdraw_document,
)
from corpus.documents.load_document import load_document, load_text
from corpus.model.domain_types import Status
from corpus.store.database import read_session, write_session
from tests.corpus.documents.test_enter_facts import TODAY, loaded, stored_rows, take


def withdraw(database, id_):
    with write_session(database) as session:
        return withdraw_document(session, id_, by="甲科", why="误收")


def restore(database, id_):
    with write_session(database) as session:
        return restore_document(session, id_, by="甲科", why="没有误收")


def test_what_it_did_stops_and_starts_again(database):
    repealed, acting = take(database, 6), take(database, 7)
    before = stored_rows(database)
    withdraw(database, acting)
    assert loaded(database, repealed).status is not Status.REPEALED
    assert loaded(database, repealed).incoming == ()
    assert loaded(database, acting) is None
    with read_session(database) as session:
        assert load_text(session, acting) is None
        assert count_totals(session).documents == 1
    restore(database, acting)
    assert stored_rows(database) == before


def test_reading_it_again_leaves_it_withdrawn(database):
    repealed, acting = take(database, 6), take(database, 7)
    before = stored_rows(database)
    withdraw(database, acting)
    take(database, 7)
    assert loaded(database, acting) is None
    assert loaded(database, repealed).status is not Status.REPEALED
    restore(database, acting)
    assert stored_rows(database) == before


def test_it_is_withdrawn_once_and_by_undoing_restored(database):
    id_ = take(database, 7)
    before = stored_rows(database)
    with write_session(database) as session, pytest.raises(EntryUndoError):
        restore_document(session, id_, by="甲科", why="")
    entry = withdraw(database, id_)
    with write_session(database) as session, pytest.raises(EntryUndoError):
        withdraw_document(session, id_, by="甲科", why="")
    with write_session(database) as session:
        undo_entry(session, entry.id, by="甲科")
    assert stored_rows(database) == before


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    order=st.permutations([5, 6, 7, 8]),
    chosen=st.integers(0, 3),
    entered=st.booleans(),
)
def test_others_are_as_if_it_had_never_been_taken_in(new_database, order, chosen, entered):
    database, without = new_database(), new_database()
    ids = {serial: take(database, serial) for serial in order}
    if entered:
        with write_session(database) as session:
            enter_values(session, ids[order[chosen]], {"kind": ["函"]}, by="甲科")
    before = stored_rows(database)
    withdraw(database, ids[order[chosen]])
    others = [serial for serial in order if serial != order[chosen]]
    never = {serial: take(without, serial) for serial in others}
    for serial in others:
        with read_session(database) as session:
            told = load_document(session, ids[serial], TODAY)
        replay = loaded(without, never[serial])
        for name in ("title", "status", "status_basis", "ends", "ends_reason", "flags", "facts"):
            assert getattr(told, name) == getattr(replay, name), name
        assert [(one.kind, one.target.state) for one in told.relations] == [
            (one.kind, one.target.state) for one in replay.relations
        ]
        assert len(told.incoming) == len(replay.incoming)
    restore(database, ids[order[chosen]])
    assert stored_rows(database) == before
