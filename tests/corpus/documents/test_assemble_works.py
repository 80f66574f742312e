"""Texts of one law follow each other, whatever the order in which they are taken in."""

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from corpus.documents.document_summaries import load_summaries
from corpus.documents.enter_facts import restore_document, withdraw_document
from corpus.documents.load_document import load_document
from corpus.model.domain_types import Dates, Ends, Status, TextClaims
from corpus.store.database import read_session, write_session
from corpus.store.document_tables import DocumentRow, StatusPeriodRow
from tests.corpus.stocked import act, put, reading

TITLE = "甲市供水条例"
MADE, AMENDED, REVISED = date(2001, 7, 13), date(2011, 11, 17), date(2024, 8, 22)


def text(words, day, effective, *history, issuer="甲市人民代表大会常务委员会", **facts):
    return reading(
        facts.pop("title", TITLE),
        f"第一条 {words}。",
        issuer=issuer,
        level=facts.pop("level", "地方性法规"),
        form="条例",
        region=facts.pop("region", "甲省/甲市"),
        signed=MADE,
        effective=effective,
        text_claims=TextClaims(day, "amended", (*history, day)),
        **facts,
    )


FIRST = text("旧文", MADE, date(2001, 9, 1))
SECOND = text("修正后的条文", AMENDED, date(2001, 9, 1), MADE)
THIRD = text("修订后的条文", REVISED, date(2024, 10, 1), MADE, AMENDED)
OTHER_CITY = text("乙市的条文", AMENDED, AMENDED, issuer="乙市人民代表大会", region="甲省/乙市")


def rows(database):
    """All days and status periods, without what says when they were written."""
    with read_session(database) as session:
        days = session.execute(
            select(
                DocumentRow.id,
                DocumentRow.work,
                DocumentRow.text_from,
                DocumentRow.text_until,
                DocumentRow.previous_text,
                DocumentRow.next_text,
            ).order_by(DocumentRow.id)
        ).all()
        periods = session.execute(
            select(
                StatusPeriodRow.document_id,
                StatusPeriodRow.first,
                StatusPeriodRow.last,
                StatusPeriodRow.status,
                StatusPeriodRow.basis,
            ).order_by(StatusPeriodRow.document_id, StatusPeriodRow.first)
        ).all()
    return days, sorted(periods, key=repr)


def put_all(database, readings):
    return [put(database, one, f"/in/{name}.md").document_id for name, one in readings]


@pytest.mark.parametrize("seed", range(6))
def test_every_day_has_one_text_in_force(database, seed):
    named = [("1", FIRST), ("2", SECOND), ("3", THIRD)]
    shuffled = random.Random(seed).sample(named, 3)
    ids = dict(zip([name for name, _ in shuffled], put_all(database, shuffled), strict=True))
    expected = {
        date(2001, 8, 1): (Status.NOT_YET, Status.NOT_YET, Status.NOT_YET),
        date(2011, 11, 16): (Status.IN_FORCE, Status.NOT_YET, Status.NOT_YET),
        date(2011, 11, 17): (Status.SUPERSEDED, Status.IN_FORCE, Status.NOT_YET),
        date(2024, 9, 30): (Status.SUPERSEDED, Status.IN_FORCE, Status.NOT_YET),
        date(2024, 10, 1): (Status.SUPERSEDED, Status.SUPERSEDED, Status.IN_FORCE),
    }
    with read_session(database) as session:
        for day, statuses in expected.items():
            found = load_summaries(session, [ids["1"], ids["2"], ids["3"]], day)
            assert tuple(one.status for one in found.values()) == statuses, day
            assert [one.status_basis for one in found.values()].count("no_adverse_evidence") <= 1


def test_a_text_that_proves_to_be_another_law_gives_back_what_was_before(database):
    put(database, FIRST, "/in/1.md")
    before = rows(database)
    later = put(database, SECOND, "/in/2.md").document_id
    assert rows(database) != before
    put(database, replace(SECOND, title="乙市供水条例", marked=Status.DRAFT), "/in/2.md")
    days, periods = rows(database)
    assert [row for row in days if row.id != later] == before[0]
    assert [row for row in periods if row.document_id != later] == before[1]


def test_another_city_keeps_its_own(database):
    ids = put_all(database, [("1", FIRST), ("2", OTHER_CITY)])
    with read_session(database) as session:
        found = load_summaries(session, ids, date(2026, 1, 1))
    assert [one.status for one in found.values()] == [Status.IN_FORCE, Status.IN_FORCE]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_text_that_repeals_the_earlier_one_leaves_it_repealed(database, order):
    anew = replace(THIRD, relations=(act("repeals", title=TITLE),), dates=Dates(signed=REVISED))
    named = [("1", FIRST), ("2", anew)]
    ids = dict(zip(order, put_all(database, [named[each] for each in order]), strict=True))
    with read_session(database) as session:
        found = load_summaries(session, [ids[0], ids[1]], date(2026, 1, 1))
        before = load_summaries(session, [ids[0]], date(2024, 9, 30))
    assert [one.status for one in found.values()] == [Status.REPEALED, Status.IN_FORCE]
    assert before[ids[0]].status is Status.IN_FORCE
    assert all(row.work is None for row in rows(database)[0])


def test_a_term_that_was_over_before_stays_over(database):
    """A successor years after the end of its term did not amend it."""
    ended = replace(FIRST, ends=Ends(date(2006, 8, 31), "stated", "date"))
    ids = put_all(database, [("1", ended), ("3", THIRD)])
    with read_session(database) as session:
        found = load_summaries(session, ids, REVISED + timedelta(days=400))
    assert [one.status for one in found.values()] == [Status.EXPIRED, Status.IN_FORCE]


DECISION = reading(
    f"甲市人民代表大会常务委员会关于废止《{TITLE}》的决定",
    f"废止《{TITLE}》。",
    issuer="甲市人民代表大会常务委员会",
    signed=date(2020, 6, 1),
    effective=date(2020, 7, 1),
    relations=(act("repeals", title=TITLE),),
)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_repeal_by_title_ends_the_text_that_binds_on_its_day(database, order):
    named = [("1", FIRST), ("2", SECOND), ("decision", DECISION)]
    ids = dict(zip(order, put_all(database, [named[each] for each in order]), strict=True))
    with read_session(database) as session:
        after = load_summaries(session, [ids[0], ids[1]], date(2020, 7, 1))
        before = load_summaries(session, [ids[1]], date(2020, 6, 30))
    assert [one.status for one in after.values()] == [Status.SUPERSEDED, Status.REPEALED]
    assert after[ids[1]].ended_by.id == ids[2]
    assert before[ids[1]].status is Status.IN_FORCE


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_text_that_repeals_its_namesake_ends_the_last_of_its_texts(database, order):
    anew = replace(THIRD, relations=(act("repeals", title=TITLE),), dates=Dates(signed=REVISED))
    named = [("1", FIRST), ("2", SECOND), ("3", anew)]
    ids = dict(zip(order, put_all(database, [named[each] for each in order]), strict=True))
    with read_session(database) as session:
        found = load_summaries(session, [ids[each] for each in range(3)], date(2026, 1, 1))
    assert [one.status for one in found.values()] == [
        Status.SUPERSEDED,
        Status.REPEALED,
        Status.IN_FORCE,
    ]
    assert found[ids[0]].work == found[ids[1]].work != found[ids[2]].work


def test_a_repeal_of_two_cities_namesakes_stays_a_question(database):
    put_all(database, [("1", FIRST), ("2", OTHER_CITY)])
    by_another = replace(DECISION, issuers=("丙省人民代表大会",), title="关于废止条例的决定")
    id_ = put(database, by_another, "/in/3.md").document_id
    with read_session(database) as session:
        (relation,) = load_document(session, id_, date(2026, 1, 1)).relations
    assert relation.target.state == "ambiguous"


@pytest.mark.parametrize("name", ["1", "2", "decision"])
def test_withdrawing_gives_back_what_was_before_and_restoring_what_was_after(database, name):
    named = {"1": FIRST, "2": SECOND, "decision": DECISION}
    others = [(each, text) for each, text in named.items() if each != name]
    put_all(database, others)
    before = rows(database)
    (id_,) = put_all(database, [(name, named[name])])
    after = rows(database)
    assert after != before
    with write_session(database) as session:
        withdraw_document(session, id_, by="甲", why="误收")
    days, periods = rows(database)
    assert [row for row in days if row.id != id_] == before[0]
    assert [row for row in periods if row.document_id != id_] == before[1]
    with write_session(database) as session:
        restore_document(session, id_, by="甲", why="无误")
    assert rows(database) == after
