"""What decisions do to other documents holds whatever comes first."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from corpus.documents.load_document import load_document
from corpus.documents.save_documents import save_reading
from corpus.inputs.blobs import InputBlob
from corpus.inputs.input_store import LocatedInput
from corpus.store.database import open_database, read_session, write_session
from corpus.store.document_tables import StatusPeriodRow
from tests.ingest.arriving import HOLDS, NOTICES, READINGS
from tests.stores import copied, home_at

TODAY = date(2024, 6, 1)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    home = home_at(tmp_path_factory.mktemp("empty"))
    open_database(home).dispose()
    return home.path


def arrive(empty, folder, order):
    """The database after these notices came in this order, and the ids by name."""
    database = open_database(home_at(copied(empty, Path(folder) / "home")))
    ids = {}
    for name in order:
        place = LocatedInput(f"/{name}.txt", f"/{name}.txt", InputBlob.of(NOTICES[name].encode()))
        with write_session(database) as session:
            ids[name] = save_reading(session, READINGS[name], place).document_id
    return database, ids


def told(database, id_):
    with read_session(database) as session:
        found = load_document(session, id_, TODAY)
        periods = session.execute(
            select(
                StatusPeriodRow.first,
                StatusPeriodRow.last,
                StatusPeriodRow.status,
                StatusPeriodRow.basis,
            )
            .where(StatusPeriodRow.document_id == id_)
            .order_by(StatusPeriodRow.first)
        ).all()
    return (
        (str(found.status), found.ends and str(found.ends), list(found.flags)),
        sorted(map(str, periods)),
        sorted((each.kind, each.evidence.quote) for each in found.incoming),
    )


@pytest.fixture(scope="module")
def in_order(empty, tmp_path_factory):
    database, ids = arrive(empty, tmp_path_factory.mktemp("in order"), NOTICES)
    return {name: told(database, id_) for name, id_ in ids.items()}


@pytest.mark.parametrize("name", HOLDS)
def test_what_holds(in_order, name):
    assert in_order[name][0] == HOLDS[name]


def test_who_left_a_document_out_is_told(in_order):
    incoming = in_order["taps"][2]
    assert [kind for kind, _ in incoming] == ["repeals"]
    assert "未列入继续有效目录的" in incoming[0][1]


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(list(NOTICES)))
def test_the_order_of_arrival_does_not_matter(empty, in_order, order):
    with TemporaryDirectory() as folder:
        database, ids = arrive(empty, folder, order)
        assert {name: told(database, ids[name]) for name in NOTICES} == in_order
