"""What the text itself says stays apart from what catalogues fill in."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select, update

from corpus.documents.catalogue_listings import OWN_TEXT, load_own_reading
from corpus.documents.enter_facts import check_values, enter_values
from corpus.documents.load_document import load_document
from corpus.documents.prepare_reading import prepare_reading
from corpus.model.domain_types import Fact, RecognisedSpan
from corpus.store.database import read_session, write_session
from corpus.store.document_tables import ListingRow
from tests.corpus.stocked import PAVILIONS, put, reading

#: a row of a catalogue: no text
ROW = replace(
    reading(PAVILIONS.title, number="甲府〔2019〕12号"),
    text="",
    simplified="",
    registration_number="JA0120190012",
    facts=(Fact("registration_number", "JA0120190012", "stated", "统一编号", None),),
)


@pytest.fixture
def listed(database):
    """A text read from a picture, and a catalogue that names it."""
    scan = replace(PAVILIONS, recognised=(RecognisedSpan(1, 0, 20, 0.93),))
    id_ = put(database, scan, "/in/1.pdf").document_id
    put(database, ROW, "/in/list.xlsx#1", "甲")
    return id_, scan


def test_the_text_is_kept_as_it_was_read_beside_what_a_catalogue_fills(database, listed):
    id_, scan = listed
    with read_session(database) as session:
        assert load_document(session, id_, date(2024, 6, 1)).registration_number == "JA0120190012"
        own = load_own_reading(session, id_)
    assert own.document == prepare_reading(scan).document
    assert own.facts == scan.facts


def test_what_was_kept_without_a_confidence_leaves_that_of_the_document(database, listed):
    id_, _ = listed
    with write_session(database) as session:
        own = (ListingRow.document_id == id_) & (ListingRow.file == OWN_TEXT)
        content = session.scalars(select(ListingRow.content).where(own)).one()
        del content["document"]["ocr_confidence"]
        session.execute(update(ListingRow).where(own).values(content=content))
    with write_session(database) as session:
        enter_values(session, id_, check_values({"kind": ["办法"]}), by="法制科")
    with read_session(database) as session:
        assert load_document(session, id_, date(2024, 6, 1)).ocr_confidence == 0.93
