"""A law through time: its texts, what happened to it, and the text of a day."""

from dataclasses import replace
from datetime import date

import pytest

from corpus.documents.works.load_work import find_text_of_day, load_work
from corpus.model.domain_types import Ends, Evidence, Fact
from corpus.store.database import read_session
from tests.corpus.documents.test_assemble_works import (
    AMENDED,
    FIRST,
    OTHER_CITY,
    REVISED,
    SECOND,
    THIRD,
    TITLE,
    put_all,
)
from tests.corpus.stocked import PAVILIONS, REPEAL, put

TODAY = date(2026, 1, 1)
LINE = Evidence("text", "2011年11月17日修正", 9, 21)
EFFECTIVE = Evidence("text", "自2001年9月1日起施行", 30, 42)
TEXTS = [
    ("1", replace(FIRST, facts=(Fact("effective", "2001-09-01", "stated", "施行", EFFECTIVE),))),
    (
        "2",
        replace(SECOND, facts=(Fact("text_day", AMENDED.isoformat(), "stated", "修正行", LINE),)),
    ),
    ("3", THIRD),
]


@pytest.fixture(params=[(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def texts(database, request):
    """The ids of the three texts in the order of their days, whatever came first."""
    ids = dict(
        zip(request.param, put_all(database, [TEXTS[each] for each in request.param]), strict=True)
    )
    put(database, OTHER_CITY, "/in/other.md")
    return [ids[place] for place in range(3)]


def work_of(database, id_, day=TODAY):
    with read_session(database) as session:
        return load_work(session, id_, day)


def test_every_text_leads_to_the_whole_work(database, texts):
    works = [work_of(database, id_) for id_ in texts]
    assert works[0] == works[1] == works[2]
    assert (works[0].id, works[0].title) == (texts[0], TITLE)
    assert [text.id for text in works[0].texts] == texts


def test_what_the_texts_state_is_told_in_order_of_days_with_its_sentence(database, texts):
    told = [
        (str(e.day), e.kind, e.document, e.evidence) for e in work_of(database, texts[2]).events
    ]
    assert told == [
        ("2001-09-01", "effective", texts[0], EFFECTIVE),
        ("2011-11-17", "amended", texts[1], LINE),
    ]


def test_what_others_did_is_told_with_the_document_that_did_it(database):
    id_ = put(database, PAVILIONS, "/in/pavilions.md").document_id
    by = put(database, REPEAL, "/in/repeal.md").document_id
    (event,) = work_of(database, id_).events
    assert (event.kind, event.day, event.document) == ("repealed", date(2024, 7, 1), id_)
    assert (event.by.id, event.by.number) == (by, "甲府〔2024〕7号")
    assert event.evidence.quote == "予以废止"


def test_a_term_that_is_over_is_an_event(database):
    ended = replace(PAVILIONS, ends=Ends(date(2024, 12, 31), "stated", "date"))
    id_ = put(database, ended, "/in/1.md").document_id
    (event,) = work_of(database, id_).events
    assert (event.kind, event.day, event.by) == ("expired", date(2025, 1, 1), None)


@pytest.mark.parametrize(
    ("day", "place"),
    [
        (date(2001, 8, 31), None),
        (date(2001, 9, 1), 0),
        (date(2011, 11, 16), 0),
        (AMENDED, 1),
        (date(2024, 9, 30), 1),
        (REVISED, 1),
        (date(2024, 10, 1), 2),
    ],
)
def test_the_text_of_a_day_is_the_one_that_binds(database, texts, day, place):
    expected = None if place is None else texts[place]
    with read_session(database) as session:
        assert [find_text_of_day(session, id_, day) for id_ in texts] == [expected] * 3


def test_an_unknown_document_has_no_work(database):
    with read_session(database) as session:
        assert load_work(session, "none", TODAY) is None
        assert find_text_of_day(session, "none", TODAY) is None
