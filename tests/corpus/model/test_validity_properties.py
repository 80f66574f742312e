"""Status periods: what holds for any history."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.model.domain_types import Ends, OwnPart, Status
from corpus.model.validity_assessment import assess_validity, status_on
from corpus.model.validity_inputs import OwnValidity, ValidityEvent

DAYS = st.dates(date(2018, 1, 1), date(2026, 12, 31))
ENDS = st.builds(
    Ends,
    DAYS,
    st.sampled_from(["stated", "derived", "presumed"]),
    st.sampled_from(["date", "term", "plan_period"]),
)
PARTS = st.lists(
    st.builds(OwnPart, st.sampled_from(["附件1", "附件2"]), st.none() | ENDS),
    max_size=2,
    unique_by=lambda part: part.address,
)
OWN = st.builds(
    OwnValidity,
    effective=st.none() | DAYS,
    signed=st.none() | DAYS,
    published=st.none() | DAYS,
    ends=st.none() | ENDS,
    marked=st.sampled_from([None, *Status]),
    marked_since=st.none() | DAYS,
    read=st.none() | DAYS,
    parts=PARTS.map(tuple),
)
EVENTS = st.lists(
    st.builds(
        ValidityEvent,
        st.sampled_from(["repeals", "replaces", "declares_void", "extends", "confirms"]),
        st.sampled_from("ab"),
        st.none() | DAYS,
        until=st.none() | DAYS,
        years=st.none() | st.integers(1, 5),
        months=st.none() | st.integers(1, 11),
        condition=st.none() | st.just("逾期未公布的"),
        part=st.none() | st.sampled_from(["附件1", "附件2"]),
        provision=st.none() | st.just("第三条"),
    ),
    max_size=5,
)


@given(OWN, EVENTS)
def test_periods_partition_all_time(own, events):
    periods = assess_validity(own, events).periods
    assert periods[0].first is None
    assert periods[-1].last is None
    for one, following in pairwise(periods):
        assert one.last + timedelta(days=1) == following.first
        assert (one.status, one.basis) != (following.status, following.basis)


@given(OWN, EVENTS, st.randoms())
def test_order_of_events_does_not_matter(own, events, random):
    shuffled = random.sample(events, len(events))
    assert assess_validity(own, shuffled) == assess_validity(own, events)


@given(OWN, EVENTS, DAYS)
def test_after_a_certain_end_nothing_is_in_force(own, events, day):
    found = assess_validity(own, events)
    status, _ = status_on(found.periods, day)
    if found.ends and found.ends.certainty != "presumed" and found.ends.reason != "plan_period":
        assert day <= found.ends.value or status.in_force is False or status is Status.NOT_YET
