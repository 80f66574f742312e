"""Status periods as terms: which status holds on a day is an exact OR of 23 terms, at any date.

A day is its ordinal (`date.toordinal`). A block of level n holds the 2**n days whose ordinals agree
above their lowest n bits. A period is cut into the fewest blocks, each a term; a day lies in one
block of each level. Nothing is indexed again because a day has passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from corpus.model.domain_types import Status
from corpus.model.validity_assessment import ValidityPeriod

#: 2**22 days reach beyond date.max
TOP_LEVEL = 22


def period_terms(period: ValidityPeriod) -> Iterator[str]:
    """The blocks that make up a period.

    >>> list(period_terms(ValidityPeriod(date(1, 1, 7), date(1, 1, 10), Status.IN_FORCE, None)))
    ['现行有效/0/7', '现行有效/0/10', '现行有效/1/4']
    """
    low = period.first.toordinal() if period.first else 0
    high = period.last.toordinal() + 1 if period.last else 1 << TOP_LEVEL
    level = 0
    while low < high:
        if low & 1:
            yield f"{period.status}/{level}/{low}"
            low += 1
        if high & 1:
            high -= 1
            yield f"{period.status}/{level}/{high}"
        low, high, level = low >> 1, high >> 1, level + 1


def day_terms(status: Status, day: date) -> list[str]:
    """The blocks that hold a day: a document has the status on it where it has one of them.

    >>> day_terms(Status.IN_FORCE, date(1, 1, 9))[:3]
    ['现行有效/0/9', '现行有效/1/4', '现行有效/2/2']
    """
    ordinal = day.toordinal()
    return [f"{status}/{level}/{ordinal >> level}" for level in range(TOP_LEVEL + 1)]
