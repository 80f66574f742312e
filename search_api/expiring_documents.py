"""The documents that end soon: the list of /v1/expiring and `fagui expiring`, and its cursors."""

from __future__ import annotations

import base64
import binascii
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.documents.document_lists import find_expiring
from corpus.documents.document_summaries import DocumentSummary, load_summaries
from corpus.model.domain_types import Evidence
from corpus.people.subscriptions import LeadTime, SubscriptionError
from corpus.store.database import Session
from search_api.schemas.encode_json import Json, JsonObject, to_json, to_json_object

#: the last day, the document id and the part's address of a page's last item
PageEnd = tuple[date, str, str]


def read_lead(text: str) -> LeadTime:
    """The lead time that a text such as “90d” or “6m” names, in days or calendar months.

    Raises ValueError.

    >>> read_lead("120d").until(date(2020, 10, 1))
    datetime.date(2021, 1, 29)
    """
    try:
        return LeadTime.parse(text)
    except SubscriptionError as error:
        raise ValueError(
            f"“{text}”读不懂：请写天数或日历月数，如 90d、6m（至多 3660d 或 120m）"
        ) from error


@dataclass(frozen=True, slots=True)
class EndingPart:
    """An attached document that ends by itself: its address, its title and its last day."""

    address: str
    title: str
    ends: date


@dataclass(frozen=True, slots=True)
class ExpiringItem:
    """A document that ends, its days left (`ends` − `as_of`), and the evidence for its end.

    `part`: the attached document that ends while the whole goes on, or None."""

    summary: DocumentSummary
    days_left: int
    evidence: Evidence | None
    part: EndingPart | None = None


@dataclass(frozen=True, slots=True)
class ExpiringPage:
    """The documents that end from `as_of` to `until`, both days included, soonest first.

    `next` is the end of this page where another page follows, None on the last page."""

    as_of: date
    until: date
    items: tuple[ExpiringItem, ...]
    next: PageEnd | None = None


def list_expiring(
    session: Session,
    as_of: date,
    within: LeadTime,
    *,
    filters: Mapping[str, Sequence[str]],
    after: PageEnd | None = None,
    limit: int | None = None,
) -> ExpiringPage:
    """The documents that end from `as_of` until the lead time is over, or one page of them.

    `after`: the end of the page before; `limit`: number of items of a page, None for all items."""
    until = within.until(as_of)
    most = sys.maxsize if limit is None else limit + 1
    endings = find_expiring(session, as_of, until, filters=filters, after=after, limit=most)
    page = endings[:limit]
    summaries = load_summaries(session, [ending.id for ending in page], as_of)
    items = tuple(
        ExpiringItem(
            summaries[ending.id],
            (ending.ends - as_of).days,
            ending.evidence.evidence if ending.evidence else None,
            EndingPart(ending.part, ending.part_title, ending.ends) if ending.part else None,
        )
        for ending in page
    )
    last = (page[-1].ends, *page[-1].key) if len(endings) > len(page) else None
    return ExpiringPage(as_of, until, items, last)


def expiring_object(ending: ExpiringPage) -> JsonObject:
    """The JSON object of a page (docs/contract.md, "Expiring")."""
    items: list[Json] = [
        {
            **to_json_object(item.summary),
            "days_left": item.days_left,
            "evidence": to_json(item.evidence),
            "part": to_json(item.part),
        }
        for item in ending.items
    ]
    return {
        "as_of": to_json(ending.as_of),
        "until": to_json(ending.until),
        "items": items,
        "next": write_cursor(ending.next) if ending.next else None,
    }


def write_cursor(page_end: PageEnd) -> str:
    """The cursor text of a page end; it names an item of the data and never expires.

    >>> read_cursor(write_cursor((date(2026, 12, 31), "d1", "附件1")))
    (datetime.date(2026, 12, 31), 'd1', '附件1')
    """
    end, *key = page_end
    return base64.urlsafe_b64encode(json.dumps([end.isoformat(), *key]).encode()).decode()


def read_cursor(text: str) -> PageEnd:
    """The page end that a cursor's text holds. Raises ValueError for what is no cursor."""
    try:
        end, identifier, part = json.loads(base64.urlsafe_b64decode(text.encode()))
        return date.fromisoformat(end), str(identifier), str(part)
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise ValueError("翻页位置无效") from error
