"""What ends soon: the list of the API and of the command line."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from corpus.documents import expiring, summaries
from corpus.subscriptions import Lead, UnacceptableError
from search_api.objects import Json, JsonObject, plain, plain_object

#: the end and the id of the last item of a page
Place = tuple[date, str]


def read_within(text: str) -> Lead:
    """How far ahead: 90d, 6m. Raises ValueError.

    >>> read_within("120d").until(date(2020, 10, 1))
    datetime.date(2021, 1, 29)
    """
    try:
        return Lead.read(text)
    except UnacceptableError as error:
        raise ValueError(
            f"“{text}”读不懂：请写天数或日历月数，如 90d、6m（至多 3660d 或 120m）"
        ) from error


def expiring_page(
    session: Session,
    as_of: date,
    within: Lead,
    *,
    filters: Mapping[str, Sequence[str]],
    after: Place | None = None,
    limit: int = 100,
) -> JsonObject:
    """`{"as_of", "until", "items", "next"}` of API.md, soonest first."""
    until = within.until(as_of)
    found = expiring(session, as_of, until, filters=filters, after=after, limit=limit + 1)
    shown = found[:limit]
    told = summaries(session, [one.id for one in shown], as_of)
    items: list[Json] = [
        {
            **plain_object(told[one.id]),
            "days_left": (one.ends - as_of).days,
            "evidence": plain(one.evidence.evidence) if one.evidence else None,
        }
        for one in shown
    ]
    more = len(found) > limit
    return {
        "as_of": as_of.isoformat(),
        "until": until.isoformat(),
        "items": items,
        "next": write_cursor((shown[-1].ends, shown[-1].id)) if more else None,
    }


def write_cursor(place: Place) -> str:
    """Where a page ended; it holds as long as the data does.

    >>> read_cursor(write_cursor((date(2026, 12, 31), "d1")))
    (datetime.date(2026, 12, 31), 'd1')
    """
    end, identifier = place
    return base64.urlsafe_b64encode(json.dumps([end.isoformat(), identifier]).encode()).decode()


def read_cursor(text: str) -> Place:
    """Raises ValueError for what is no cursor."""
    try:
        end, identifier = json.loads(base64.urlsafe_b64decode(text.encode()))
        return date.fromisoformat(end), str(identifier)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise ValueError("翻页位置无效") from error
