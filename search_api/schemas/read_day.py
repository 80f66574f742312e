"""Reads the days of requests."""

from __future__ import annotations

import re
from datetime import date

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_day(value: object) -> date | None:
    """The day that a parameter names; None for an empty one. Raises ValueError.

    >>> read_day("2020-10-01"), read_day("")
    (datetime.date(2020, 10, 1), None)
    """
    if value is None or value == "":
        return None
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"日历上没有“{value}”这一天") from None
    raise ValueError(f"“{value}”不是日期，应写成 2026-01-31 的样子")
