"""Ranges of days as a query writes them: a year, a month or a day, or from one to another."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import TypeAlias

#: first and last day, both included; None: no limit on that side
DateRange: TypeAlias = tuple[date | None, date | None]

_MONTHS = 12
_POINT = re.compile(
    r"(?P<year>[0-9]{4})(?:年|(?:(?P<sign>[-/.年])(?P<month>[0-9]{1,2})"
    r"(?:月|(?:[-/.月](?P<day>[0-9]{1,2})日?))?))?",
    re.ASCII,
)
_COMPARED = re.compile(r"(>=|<=|>|<|=)?(.+)")


def read_date_range(text: str) -> DateRange | None:
    """The first and the last day that a text names, both included; None where it names none.

    >>> read_date_range("2015..2018-06")
    (datetime.date(2015, 1, 1), datetime.date(2018, 6, 30))
    >>> read_date_range(">=2020年3月"), read_date_range("..2018")
    ((datetime.date(2020, 3, 1), None), (None, datetime.date(2018, 12, 31)))
    >>> read_date_range("2015-02-30") is read_date_range("..") is read_date_range("去年") is None
    True
    """
    first, dots, last = text.partition("..")
    if not dots:
        return _read_comparison(text)
    from_, until = (_read_point(part) if part else None for part in (first, last))
    if (first and from_ is None) or (last and until is None) or not (first or last):
        return None
    if from_ and until and from_[0] > until[1]:
        from_, until = until, from_
    return from_[0] if from_ else None, until[1] if until else None


def _read_comparison(text: str) -> DateRange | None:
    match = _COMPARED.fullmatch(text)
    point = _read_point(match[2]) if match else None
    if match is None or point is None:
        return None
    first, last = point
    spans: dict[str, DateRange] = {
        ">=": (first, None),
        "<=": (None, last),
        ">": (_day_after(last), None),
        "<": (None, _day_before(first)),
    }
    return spans.get(match[1] or "=", point)


def _day_after(day: date) -> date:
    return day if day == date.max else day + timedelta(1)


def _day_before(day: date) -> date:
    return day if day == date.min else day - timedelta(1)


def _read_point(text: str) -> tuple[date, date] | None:
    """The first and the last day of a year, a month or a day; None for any other text."""
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    try:
        first = date(year, month if match["month"] else 1, day if match["day"] else 1)
    except ValueError:
        return None
    if match["day"]:
        return first, first
    last = first.month if match["month"] else _MONTHS
    return first, date(year, last, calendar.monthrange(year, last)[1])
