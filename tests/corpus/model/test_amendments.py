"""Which amendments a text does not hold, by the days of both."""

import random
from datetime import date

import pytest

from corpus.model.amendments import Amendment, Wording, find_unapplied
from corpus.model.domain_types import Evidence

MADE, DECIDED, ACTS = date(2015, 3, 1), date(2020, 6, 1), date(2020, 7, 1)


def amendment(source="b", decided=DECIDED, day=ACTS, quote="《甲市书亭办法》作如下修改", start=3):
    return Amendment(source, decided, day, Evidence("text", quote, start, start + len(quote)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (Wording(MADE), True),
        (Wording(date(2021, 1, 1)), False),  # made after the decision
        (Wording(DECIDED, amended=True), False),  # 根据2020年6月1日《关于修改…的决定》修正
        (Wording(date(2020, 5, 20), amended=True), False),  # adopted before it was printed
        (Wording(date(2020, 5, 20)), True),  # the first wording, amended soon after
        (Wording(MADE, history=(MADE, DECIDED)), False),
        (Wording(None), False),  # nobody knows which is the older
        (Wording(MADE, until=date(2020, 6, 30)), False),  # another text binds by then
        (Wording(MADE, until=date(2022, 6, 30)), True),
    ],
)
def test_a_text_holds_what_was_decided_before_it_was_made(text, expected):
    assert bool(find_unapplied([amendment()], text)) is expected


def test_an_amendment_without_a_day_is_left_out():
    undated = amendment(decided=None, day=None)
    assert find_unapplied([undated, amendment(decided=None)], Wording(MADE)) == ()


@pytest.mark.parametrize("seed", range(4))
def test_each_document_counts_once_by_day_in_any_order(seed):
    acts = [
        amendment("c", day=date(2022, 1, 1)),
        amendment("b", start=9),
        amendment("b", quote="二、修改《甲市书亭办法》", start=4),
    ]
    found = find_unapplied(random.Random(seed).sample(acts, 3), Wording(MADE))
    assert [(each.source, each.evidence.start) for each in found] == [("b", 4), ("c", 3)]
