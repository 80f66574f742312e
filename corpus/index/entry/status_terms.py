"""Status periods as terms: whether a status holds on a day is an exact OR of 23 terms, for any day.

A day is its ordinal (`date.toordinal`). A block of level n holds the 2**n days whose ordinals agree
above their lowest n bits. A period is cut into the fewest blocks, and each block is a term; a day
lies in one block of each level. So no document has to be indexed again because a day has passed
(docs/decisions/0009-status-periods-as-terms.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from corpus.model.domain_types import Status
from corpus.model.validity_assessment import ValidityPeriod

#: 2**22 days reach beyond date.max, so no block is larger
TOP_LEVEL = 22


def period_terms(period: ValidityPeriod) -> Iterator[str]:
    """The terms `status/level/block` of the blocks that a period consists of.

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
    """The terms of the blocks that contain a day.

    A document has the status on that day if and only if it has one of them.

    >>> day_terms(Status.IN_FORCE, date(1, 1, 9))[:3]
    ['现行有效/0/9', '现行有效/1/4', '现行有效/2/2']
    """
    ordinal = day.toordinal()
    return [f"{status}/{level}/{ordinal >> level}" for level in range(TOP_LEVEL + 1)]
