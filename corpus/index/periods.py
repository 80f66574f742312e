"""Status periods as terms: which status holds on a day is an exact OR of 23 terms, at any date.

A day is its ordinal (`date.toordinal`). A block of level n holds the 2**n days whose ordinals agree
above their lowest n bits. A period is cut into the fewest blocks, each a term; a day lies in one
block of each level. Nothing is indexed again because a day has passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.types import Status

#: 2**22 days reach beyond date.max
TOP = 22
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days with one status, both ends included; None: from or to all time."""

    first: date | None
    last: date | None
    status: Status


def terms(period: Period) -> Iterator[str]:
    """The blocks that make up a period.

    >>> list(terms(Period(date(1, 1, 7), date(1, 1, 10), Status.IN_FORCE)))
    ['现行有效/0/7', '现行有效/0/10', '现行有效/1/4']
    """
    low = period.first.toordinal() if period.first else 0
    high = period.last.toordinal() + 1 if period.last else 1 << TOP
    level = 0
    while low < high:
        if low & 1:
            yield f"{period.status}/{level}/{low}"
            low += 1
        if high & 1:
            high -= 1
            yield f"{period.status}/{level}/{high}"
        low, high, level = low >> 1, high >> 1, level + 1


def terms_on(status: Status, day: date) -> list[str]:
    """The blocks that hold a day: a document has the status on it where it has one of them.

    >>> terms_on(Status.IN_FORCE, date(1, 1, 9))[:3]
    ['现行有效/0/9', '现行有效/1/4', '现行有效/2/2']
    """
    ordinal = day.toordinal()
    return [f"{status}/{level}/{ordinal >> level}" for level in range(TOP + 1)]


def whole(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """The same periods with unknown days said to be so: every day has one status.

    >>> [str(p.status) for p in whole((Period(date(2020, 1, 1), None, Status.IN_FORCE),))]
    ['未知', '现行有效']
    """
    filled: list[Period] = []
    free: date | None = date.min
    for period in sorted(periods, key=lambda p: p.first or date.min):
        if free is None:
            break
        first = max(period.first or date.min, free)
        last = period.last
        if last is not None and last < first:
            continue
        if first > free:
            filled.append(Period(free, first - ONE_DAY, Status.UNKNOWN))
        filled.append(Period(first, last, period.status))
        free = None if last is None or last == date.max else last + ONE_DAY
    if free is not None:
        filled.append(Period(free, None, Status.UNKNOWN))
    return tuple(filled)
