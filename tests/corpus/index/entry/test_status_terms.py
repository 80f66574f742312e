"""A status at any date, out of terms."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from corpus.index.entry.status_terms import day_terms, period_terms
from corpus.model.domain_types import Status
from corpus.model.validity_assessment import ValidityPeriod


@given(st.dates(), st.integers(0, 40_000), st.dates())
def test_a_period_has_a_term_of_each_of_its_days_and_of_no_other(first, days, day):
    last = first + timedelta(min(days, (date.max - first).days))
    held = set(period_terms(ValidityPeriod(first, last, Status.IN_FORCE, None)))
    assert len(held) <= 42
    for probe in (day, first, last):
        found = held & set(day_terms(Status.IN_FORCE, probe))
        assert len(found) == (first <= probe <= last)
    assert not held & set(day_terms(Status.EXPIRED, first))
