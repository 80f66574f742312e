"""Status periods: each rule with its example."""

from datetime import date

import pytest

from corpus.model.domain_types import Ends, OwnPart, Status
from corpus.model.validity_assessment import assess_part_validity, assess_validity, status_on
from corpus.model.validity_inputs import OwnValidity, ValidityEvent

START = date(2020, 1, 1)
TERM = Ends(date(2024, 12, 31), "derived", "term", date(2025, 1, 1))
PRESUMED = Ends(date(2024, 12, 31), "presumed", "term")
PLAN = Ends(date(2024, 12, 31), "derived", "plan_period")

PLAIN = OwnValidity(effective=START)
LIMITED = OwnValidity(effective=START, ends=TERM)
TWO = OwnValidity(effective=START, parts=(OwnPart("附件1", None), OwnPart("附件2", None)))
ONE = OwnValidity(effective=START, parts=(OwnPart("附件1", None),))


def event(kind, day, **more):
    return ValidityEvent(kind, "other", day and date.fromisoformat(day), **more)


@pytest.mark.parametrize(
    ("own", "events", "expected"),
    [
        pytest.param(
            PLAIN,
            [],
            {"2019-12-31": "尚未生效 not_yet", "2020-01-01": "现行有效 no_adverse_evidence"},
            id="from the effective date on",
        ),
        pytest.param(
            OwnValidity(signed=START, published=date(2020, 2, 1)),
            [],
            {"2019-12-31": "尚未生效 not_yet", "2020-01-01": "现行有效 no_adverse_evidence"},
            id="without one from signature",
        ),
        pytest.param(
            OwnValidity(published=date(2020, 2, 1)),
            [],
            {"2020-01-31": "尚未生效 not_yet", "2020-02-01": "现行有效 no_adverse_evidence"},
            id="else from publication",
        ),
        pytest.param(
            OwnValidity(promulgated=date(2020, 2, 1)),
            [],
            {"2020-01-31": "尚未生效 not_yet", "2020-02-01": "现行有效 no_adverse_evidence"},
            id="else from promulgation",
        ),
        pytest.param(OwnValidity(), [], {"2020-01-01": "未知 None"}, id="no date, no status"),
        pytest.param(
            LIMITED,
            [],
            {"2024-12-31": "现行有效 term_running", "2025-01-01": "失效 expired"},
            id="the last day of a term is in force",
        ),
        pytest.param(
            OwnValidity(ends=TERM),
            [],
            {"2024-12-31": "未知 None", "2025-01-01": "失效 expired"},
            id="an end without a start",
        ),
        pytest.param(
            OwnValidity(effective=START, ends=PRESUMED),
            [],
            {"2024-12-31": "现行有效 term_running", "2025-01-01": "期满待核 presumed"},
            id="a presumed end makes nothing void",
        ),
        pytest.param(
            OwnValidity(effective=START, ends=PLAN),
            [],
            {"2024-12-31": "现行有效 term_running", "2025-01-01": "期满待核 expired"},
            id="nor does the end of a plan",
        ),
        pytest.param(
            OwnValidity(effective=START, ends=PLAN),
            [event("declares_void", "2025-06-01")],
            {"2025-05-31": "期满待核 expired", "2025-06-01": "失效 declared_void"},
            id="a plan is void once a decision says so",
        ),
        pytest.param(
            PLAIN,
            [event("repeals", "2023-05-01")],
            {"2023-04-30": "现行有效 no_adverse_evidence", "2023-05-01": "已废止 repealed"},
            id="repealed from the effect day",
        ),
        pytest.param(
            LIMITED,
            [event("repeals", "2025-06-01")],
            {"2025-05-31": "失效 expired", "2025-06-01": "已废止 repealed"},
            id="repealed after its term",
        ),
        pytest.param(
            PLAIN,
            [event("declares_void", "2023-05-01"), event("repeals", "2024-01-01")],
            {"2023-05-01": "失效 declared_void", "2024-01-01": "失效 declared_void"},
            id="the first decision counts",
        ),
        pytest.param(
            LIMITED,
            [event("extends", "2024-06-01", months=18)],
            {"2026-06-30": "现行有效 term_running", "2026-07-01": "失效 expired"},
            id="extended by months",
        ),
        pytest.param(
            PLAIN,
            [event("declares_void", "2023-05-01", condition="逾期未公布的")],
            {
                "2023-04-30": "现行有效 no_adverse_evidence",
                "2023-05-01": "期满待核 presumed",
            },
            id="void on a condition: to be checked",
        ),
        pytest.param(
            PLAIN,
            [
                event("declares_void", "2023-05-01", condition="逾期未公布的"),
                event("confirms", "2023-03-01"),
            ],
            {"2023-05-01": "现行有效 listed"},
            id="the condition did not come about",
        ),
        pytest.param(
            PLAIN,
            [
                event("declares_void", "2023-05-01", condition="逾期未公布的"),
                event("confirms", "2024-03-01"),
            ],
            {"2023-05-01": "期满待核 presumed", "2024-03-01": "现行有效 listed"},
            id="listed after the day of the condition",
        ),
        pytest.param(
            LIMITED,
            [event("declares_void", "2023-05-01", condition="逾期未公布的")],
            {"2023-05-01": "期满待核 presumed", "2025-01-01": "失效 expired"},
            id="a certain term still ends",
        ),
        pytest.param(
            PLAIN,
            [event("repeals", None)],
            {"2019-12-31": "尚未生效 not_yet", "2020-01-01": "已废止 repealed"},
            id="repealed, nobody knows when",
        ),
        pytest.param(
            LIMITED,
            [event("extends", "2024-12-31", until=date(2027, 12, 31))],
            {"2025-01-01": "现行有效 term_running", "2028-01-01": "失效 expired"},
            id="extended on the last day",
        ),
        pytest.param(
            LIMITED,
            [event("extends", "2025-01-01", until=date(2027, 12, 31))],
            {"2025-01-01": "失效 expired", "2026-01-01": "失效 expired"},
            id="extended too late",
        ),
        pytest.param(
            LIMITED,
            [event("extends", "2024-06-01", years=2), event("extends", "2026-06-01", years=1)],
            {"2027-12-31": "现行有效 term_running", "2028-01-01": "失效 expired"},
            id="extended twice, by years",
        ),
        pytest.param(
            LIMITED,
            [event("confirms", "2023-01-01")],
            {"2022-12-31": "现行有效 term_running", "2023-01-01": "现行有效 listed"},
            id="listed as in force",
        ),
        pytest.param(
            OwnValidity(effective=START, ends=PRESUMED),
            [event("confirms", "2025-03-01")],
            {"2025-02-28": "期满待核 presumed", "2025-03-01": "现行有效 listed"},
            id="listed after a presumed end",
        ),
        pytest.param(
            TWO,
            [event("repeals", "2023-05-01", part="附件1")],
            {"2023-05-01": "部分失效 repealed"},
            id="one of two attached documents repealed",
        ),
        pytest.param(
            TWO,
            [
                event("repeals", "2023-05-01", part="附件1"),
                event("declares_void", "2024-05-01", part="附件2"),
            ],
            {"2024-04-30": "部分失效 repealed", "2024-05-01": "失效 declared_void"},
            id="both gone",
        ),
        pytest.param(
            ONE,
            [event("repeals", "2023-05-01", part="附件1")],
            {"2023-05-01": "已废止 repealed"},
            id="the only attached document repealed",
        ),
        pytest.param(
            PLAIN,
            [event("repeals", "2023-05-01", provision="第三条")],
            {"2023-05-01": "部分失效 repealed"},
            id="an article repealed",
        ),
        pytest.param(
            OwnValidity(effective=START, parts=(OwnPart("附件1", TERM), OwnPart("附件2", None))),
            [],
            {"2024-12-31": "现行有效 no_adverse_evidence", "2025-01-01": "部分失效 expired"},
            id="the term of one attached document over",
        ),
        pytest.param(
            OwnValidity(effective=START, marked=Status.EXPIRED),
            [],
            {"2019-12-31": "尚未生效 not_yet", "2020-01-01": "失效 register"},
            id="marked void, and no day known",
        ),
        pytest.param(
            OwnValidity(effective=START, marked=Status.EXPIRED, ends=TERM, read=date(2026, 1, 1)),
            [],
            {"2024-12-31": "现行有效 term_running", "2025-01-01": "失效 register"},
            id="marked void after the printed end",
        ),
        pytest.param(
            OwnValidity(
                effective=START,
                marked=Status.REPEALED,
                published=date(2022, 6, 1),
                ends=TERM,
                read=date(2023, 1, 1),
            ),
            [],
            {"2022-05-31": "现行有效 term_running", "2022-06-01": "已废止 register"},
            id="marked void by its page before its end",
        ),
        pytest.param(
            OwnValidity(effective=START, marked=Status.PARTLY_VOID, read=date(2023, 1, 1)),
            [],
            {"2022-12-31": "现行有效 no_adverse_evidence", "2023-01-01": "部分失效 register"},
            id="marked void in part by a page without a day",
        ),
        pytest.param(
            OwnValidity(
                effective=START,
                marked=Status.REPEALED,
                marked_since=date(2021, 3, 1),
                read=date(2023, 1, 1),
            ),
            [],
            {"2021-02-28": "现行有效 no_adverse_evidence", "2021-03-01": "已废止 register"},
            id="a mark that states its day",
        ),
        pytest.param(
            OwnValidity(effective=START, marked=Status.DRAFT, ends=TERM),
            [event("extends", "2022-05-01", until="2030-12-31")],
            {"2019-12-31": "草案 draft", "2020-01-01": "草案 draft", "2031-01-01": "草案 draft"},
            id="a draft",
        ),
        pytest.param(
            OwnValidity(effective=START, marked=Status.REPEALED),
            [event("repeals", "2023-05-01")],
            {"2023-04-30": "现行有效 no_adverse_evidence", "2023-05-01": "已废止 repealed"},
            id="marked, and the decision is known",
        ),
        pytest.param(
            OwnValidity(effective=START, effective_certainty="entered"),
            [],
            {"2020-01-01": "现行有效 entered"},
            id="as a person entered",
        ),
    ],
)
def test_status(own, events, expected):
    periods = assess_validity(own, events).periods
    told = {day: status_on(periods, date.fromisoformat(day)) for day in expected}
    assert {day: f"{status} {basis}" for day, (status, basis) in told.items()} == expected


@pytest.mark.parametrize(
    ("own", "events", "ends"),
    [
        (PLAIN, [], None),
        (LIMITED, [], TERM),
        (
            LIMITED,
            [event("repeals", "2023-05-01")],
            Ends(date(2023, 4, 30), "stated", "repealed"),
        ),
        (
            PLAIN,
            [event("declares_void", "2023-05-01", certainty="derived")],
            Ends(date(2023, 4, 30), "derived", "declared"),
        ),
        (LIMITED, [event("repeals", "2025-05-01")], TERM),
        (
            OwnValidity(effective=START, ends=PRESUMED),
            [event("repeals", "2025-05-01")],
            Ends(date(2025, 4, 30), "stated", "repealed"),
        ),
        (
            LIMITED,
            [event("extends", "2024-06-01", until=date(2027, 6, 30))],
            Ends(date(2027, 6, 30), "stated", "date"),
        ),
        (
            LIMITED,
            [event("extends", "2024-06-01", years=2)],
            Ends(date(2026, 12, 31), "derived", "term"),
        ),
        (LIMITED, [event("extends", "2024-06-01", until=date(2023, 6, 30))], TERM),
        (
            PLAIN,
            [event("declares_void", "2023-05-01", condition="逾期未公布的")],
            Ends(date(2023, 4, 30), "presumed", "declared"),
        ),
        (OwnValidity(effective=START, ends=PRESUMED), [event("confirms", "2025-03-01")], None),
    ],
)
def test_ends(own, events, ends):
    assert assess_validity(own, events).ends == ends


@pytest.mark.parametrize(
    ("events", "flags"),
    [
        ([event("extends", "2025-02-01", until=date(2027, 1, 1))], ("extended_after_end",)),
        ([event("extends", None, until=date(2027, 1, 1))], ("extended_after_end",)),
        ([event("confirms", "2025-02-01")], ("confirmed_after_end",)),
        (
            [event("repeals", "2022-01-01"), event("extends", "2023-01-01", years=1)],
            ("extended_after_end",),
        ),
        ([event("extends", "2024-02-01", until=date(2027, 1, 1))], ()),
        (
            [event("declares_void", "2023-05-01", condition="逾期未公布的")],
            ("conditional_end",),
        ),
    ],
)
def test_no_silent_revival(events, flags):
    assert assess_validity(LIMITED, events).flags == flags


def test_parts_have_a_status_of_their_own():
    events = [event("repeals", "2023-05-01", part="附件1")]
    gone, left = (assess_part_validity(TWO, address, events) for address in ("附件1", "附件2"))
    assert status_on(gone.periods, date(2023, 5, 1)) == (Status.REPEALED, "repealed")
    assert status_on(left.periods, date(2023, 5, 1))[0] is Status.IN_FORCE
