"""The day in Shanghai, by which the validity of documents is told."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

#: Asia/Shanghai has had no other offset since 1991, so no zone data are needed for it
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def shanghai_date(now: datetime) -> date:
    """The date in Shanghai at a moment.

    >>> from datetime import UTC
    >>> shanghai_date(datetime(2020, 12, 31, 16, 0, tzinfo=UTC))
    datetime.date(2021, 1, 1)
    """
    return now.astimezone(SHANGHAI).date()
