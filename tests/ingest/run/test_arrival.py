"""What decisions do to other documents holds whatever comes first."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from corpus.documents.save import Place, load, save
from corpus.inputs.blobs import Bytes
from corpus.store.database import open_database, session, writing
from corpus.store.tables import StatusPeriod
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
        place = Place(f"/{name}.txt", f"/{name}.txt", Bytes.of(NOTICES[name].encode()))
        with writing(database) as writer:
            ids[name] = save(writer, READINGS[name], place).document_id
    return database, ids


def told(database, id_):
    with session(database) as reader:
        found = load(reader, id_, TODAY)
        periods = reader.execute(
            select(StatusPeriod.first, StatusPeriod.last, StatusPeriod.status, StatusPeriod.basis)
            .where(StatusPeriod.document_id == id_)
            .order_by(StatusPeriod.first)
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
