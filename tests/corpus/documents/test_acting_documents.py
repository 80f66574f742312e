"""What others did to a document, as its summary says it on a day, whatever came first."""

import itertools
from dataclasses import replace
from datetime import date

import pytest

from corpus.documents.document_summaries import load_summaries
from corpus.model.domain_types import Status, TextClaims
from corpus.store.database import read_session
from tests.corpus.stocked import PAVILIONS, REPEAL, act, on, put, reading

TODAY = date(2026, 1, 1)
OLD = on(PAVILIONS, text_claims=TextClaims(date(2019, 12, 2), "original", (date(2019, 12, 2),)))
AMENDING = reading(
    "甲市人民政府关于修改《甲市书亭管理办法》的决定",
    "《甲市书亭管理办法》（甲府〔2019〕12号）作如下修改：第一条改为“书亭由市设置”。",
    number="甲府〔2022〕3号",
    signed=date(2022, 2, 1),
    effective=date(2022, 3, 1),
    effective_certainty="stated",
    relations=(
        act(
            "amends",
            number="甲府〔2019〕12号",
            title="甲市书亭管理办法",
            quote="《甲市书亭管理办法》（甲府〔2019〕12号）作如下修改",
        ),
    ),
)
ANEW = reading(
    "甲市书亭管理办法",
    "第一条 书亭由市设置。\n第二条 原《甲市书亭管理办法》（甲府〔2019〕12号）同时废止。",
    number="甲府〔2025〕8号",
    signed=date(2025, 1, 6),
    effective=date(2025, 2, 1),
    effective_certainty="stated",
    relations=(act("repeals", number="甲府〔2019〕12号", title="甲市书亭管理办法"),),
)


def summary(database, id_, day=TODAY):
    with read_session(database) as session:
        return load_summaries(session, [id_], day)[id_]


def put_all(database, named, order):
    return {name: put(database, named[name], f"/in/{name}").document_id for name in order}


@pytest.mark.parametrize("order", list(itertools.permutations(("old", "amending"))))
def test_an_amendment_that_the_text_does_not_hold_is_told_from_its_day_on(database, order):
    ids = put_all(database, {"old": OLD, "amending": AMENDING}, order)
    found = summary(database, ids["old"])
    assert found.status is Status.IN_FORCE
    (told,) = found.unapplied
    assert (told.id, told.number, told.title) == (
        ids["amending"],
        "甲府〔2022〕3号",
        AMENDING.title,
    )
    assert told.day == date(2022, 3, 1)
    assert told.evidence.quote == "《甲市书亭管理办法》（甲府〔2019〕12号）作如下修改"
    assert summary(database, ids["old"], date(2022, 2, 28)).unapplied == ()
    assert summary(database, ids["amending"]).unapplied == ()


def test_a_consolidated_text_at_the_same_place_holds_it(database):
    ids = put_all(database, {"old": OLD, "amending": AMENDING}, ("old", "amending"))
    held = TextClaims(date(2022, 2, 1), "amended", (date(2019, 12, 2), date(2022, 2, 1)))
    text = OLD.text.replace("各区", "市")
    put(database, replace(OLD, text=text, simplified=text, text_claims=held), "/in/old")
    assert summary(database, ids["old"]).unapplied == ()


def test_an_amendment_that_is_read_anew_as_a_mention_is_no_longer_told(database):
    ids = put_all(database, {"old": OLD, "amending": AMENDING}, ("amending", "old"))
    assert summary(database, ids["old"]).unapplied
    cites = (act("cites", number="甲府〔2019〕12号", title="甲市书亭管理办法"),)
    put(database, replace(AMENDING, relations=cites, text=AMENDING.text + "。"), "/in/amending")
    assert summary(database, ids["old"]).unapplied == ()


@pytest.mark.parametrize("order", list(itertools.permutations(("old", "repeal"))))
def test_a_repeal_says_by_what_and_since_when(database, order):
    ids = put_all(database, {"old": OLD, "repeal": REPEAL}, order)
    found = summary(database, ids["old"])
    assert found.status is Status.REPEALED
    assert found.ended_by is not None
    assert found.ended_by.id == ids["repeal"]
    assert found.replaced_by is None  # a decision to repeal is no new text
    assert found.status_since == date(2024, 7, 1)
    before = summary(database, ids["old"], date(2024, 6, 30))
    assert (before.ended_by, before.status_since) == (None, date(2020, 1, 1))


@pytest.mark.parametrize("order", list(itertools.permutations(("old", "anew"))))
def test_what_repeals_its_namesake_replaces_it(database, order):
    ids = put_all(database, {"old": OLD, "anew": ANEW}, order)
    found = summary(database, ids["old"])
    assert found.ended_by == found.replaced_by
    assert found.replaced_by is not None
    assert found.replaced_by.number == "甲府〔2025〕8号"


def test_a_document_by_itself_is_its_own_work(database):
    ids = put_all(database, {"old": OLD}, ("old",))
    found = summary(database, ids["old"])
    assert (found.work, found.as_of) == (ids["old"], TODAY)
    assert (found.text_from, found.text_until) == (date(2020, 1, 1), None)
    assert found.text_basis == "original"
