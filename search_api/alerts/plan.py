"""What each subscriber is owed on a day: what ends within the lead and was not told yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from corpus.documents.save import Expiring, Summary, expiring, summaries
from corpus.model.types import Fact
from corpus.people.deliveries import Told, message_id, today, told, week_of
from corpus.people.subscriptions import Subscribed, subscriptions

CHANNEL = "mail"


@dataclass(frozen=True, slots=True)
class Item:
    """A document that ends. `days_left` is negative where it ended since the last digest and
    was not known in time to be told."""

    summary: Summary
    ends: date
    days_left: int
    evidence: Fact | None


@dataclass(frozen=True, slots=True)
class Digest:
    """What one address is told in one mail, soonest end first. `earlier`: how many that are still
    ahead were told before and are not told again."""

    address: str
    as_of: date
    subscriptions: tuple[Subscribed, ...]
    items: tuple[Item, ...]
    earlier: int

    def message_id(self, domain: str) -> str:
        """The oldest subscription's token names this installation and nobody can guess it."""
        oldest = min(self.subscriptions, key=lambda one: (one.created, one.token))
        return message_id(oldest.token, CHANNEL, week_of(self.as_of), domain)


def plan(session: Session, as_of: date) -> list[Digest]:
    """One digest for each subscribed address, empty where nothing is owed."""
    by_address = groupby(subscriptions(session), key=lambda one: one.wish.address)
    return [_digest(session, address, tuple(mine), as_of) for address, mine in by_address]


def _digest(session: Session, address: str, mine: tuple[Subscribed, ...], as_of: date) -> Digest:
    past = told(session, address, CHANNEL, as_of)
    due: dict[str, Expiring] = {}
    earlier: set[str] = set()
    for one in mine:
        for found in _overlooked(session, past, one, as_of):
            due[found.id] = found
        for found in _all(session, as_of, one.wish.lead.until(as_of), one):
            if _known(past, one, found):
                earlier.add(found.id)
            else:
                due[found.id] = found
    shown = summaries(session, list(due), as_of)
    items = [
        Item(shown[found.id], found.ends, (found.ends - as_of).days, found.evidence)
        for found in due.values()
    ]
    return Digest(
        address=address,
        as_of=as_of,
        subscriptions=mine,
        items=tuple(sorted(items, key=lambda item: (item.ends, item.summary.id))),
        earlier=len(earlier - due.keys()),
    )


def _known(past: Told, one: Subscribed, found: Expiring) -> bool:
    """Whether the address was told this end when it already lay within this lead. Who asked for
    six months and for one is told twice, with five months between."""
    latest = past.ends.get((found.id, found.ends))
    return latest is not None and found.ends <= one.wish.lead.until(latest)


def _overlooked(session: Session, past: Told, one: Subscribed, as_of: date) -> Iterator[Expiring]:
    """What came in after the last digest and ended before this one: else nobody would be told.
    A subscriber knows nothing of the time before the subscription, and is owed nothing of it."""
    if past.looked is None:
        return
    since = max(past.looked, today(one.created))
    if since < as_of:
        for found in _all(session, since, as_of - timedelta(days=1), one):
            if (found.id, found.ends) not in past.ends:
                yield found


def _all(session: Session, first: date, last: date, one: Subscribed) -> Iterator[Expiring]:
    """All that ends from one day to the other, page by page."""
    after: tuple[date, str] | None = None
    while page := expiring(session, first, last, filters=one.wish.filters, after=after):
        yield from page
        after = (page[-1].ends, page[-1].id)
