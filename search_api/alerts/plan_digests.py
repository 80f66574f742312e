"""The digests of a day: for each subscriber, the ends within the lead not announced before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from corpus.documents.document_lists import ExpiringDocument, find_expiring
from corpus.documents.document_summaries import DocumentSummary, load_summaries
from corpus.model.domain_types import Fact
from corpus.model.shanghai_time import shanghai_date
from corpus.people.delivery_ledger import (
    DeliveryHistory,
    EndingKey,
    digest_message_id,
    iso_week,
    load_history,
)
from corpus.people.subscriptions import StoredSubscription, list_subscriptions
from corpus.store.database import Session

MAIL_CHANNEL = "mail"


@dataclass(frozen=True, slots=True)
class DigestItem:
    """A document that a digest announces, its end, and the days until then.

    `days_left` is negative where the document ended after the last digest and became known too late
    to be announced in time. `part`, `part_title`: the address and the title of the attached
    document that ends while the whole goes on, empty for the whole."""

    summary: DocumentSummary
    ends: date
    days_left: int
    evidence: Fact | None
    part: str = ""
    part_title: str = ""

    @property
    def key(self) -> EndingKey:
        """The id of the document and the address of the part."""
        return self.summary.id, self.part


@dataclass(frozen=True, slots=True)
class Digest:
    """The content of one mail to one subscriber, soonest end first.

    `earlier` counts the ends still ahead that were announced before and are not announced again."""

    email: str
    as_of: date
    subscriptions: tuple[StoredSubscription, ...]
    items: tuple[DigestItem, ...]
    earlier: int

    def message_id(self, domain: str) -> str:
        """The Message-ID of the mail, made from the token of the oldest subscription.

        The token belongs to this installation alone, and nobody can guess it."""
        oldest = min(self.subscriptions, key=lambda one: (one.created, one.token))
        return digest_message_id(oldest.token, MAIL_CHANNEL, iso_week(self.as_of), domain)


def plan_digests(session: Session, as_of: date) -> Iterator[Digest]:
    """One digest for each subscribed e-mail address, without items where nothing is due.

    Each is made when it is asked for: all of them may be owed thousands of documents each."""
    for subscriptions in subscriptions_by_email(session):
        yield plan_digest(session, subscriptions, as_of)


def subscriptions_by_email(session: Session) -> list[tuple[StoredSubscription, ...]]:
    """The subscriptions of each e-mail address."""
    by_email = groupby(list_subscriptions(session), key=lambda one: one.request.email)
    return [tuple(subscriptions) for _, subscriptions in by_email]


def plan_digest(
    session: Session, subscriptions: tuple[StoredSubscription, ...], as_of: date
) -> Digest:
    """The digest for the subscriptions of one e-mail address."""
    email = subscriptions[0].request.email
    announced = load_history(session, email, MAIL_CHANNEL, as_of)
    due: dict[EndingKey, ExpiringDocument] = {}
    earlier: set[EndingKey] = set()
    for subscription in subscriptions:
        for ending in _find_overlooked(session, announced, subscription, as_of):
            due[ending.key] = ending
        for ending in _expiring_between(
            session, as_of, subscription.request.lead.until(as_of), subscription
        ):
            if _is_announced(announced, subscription, ending):
                earlier.add(ending.key)
            else:
                due[ending.key] = ending
    summaries = load_summaries(session, [id_ for id_, _ in due], as_of)
    items = [
        DigestItem(
            summaries[ending.id],
            ending.ends,
            (ending.ends - as_of).days,
            ending.evidence,
            ending.part,
            ending.part_title,
        )
        for ending in due.values()
    ]
    return Digest(
        email=email,
        as_of=as_of,
        subscriptions=subscriptions,
        items=tuple(sorted(items, key=lambda item: (item.ends, *item.key))),
        earlier=len(earlier - due.keys()),
    )


def _is_announced(
    announced: DeliveryHistory, subscription: StoredSubscription, ending: ExpiringDocument
) -> bool:
    """Whether a mail announced the end when it already lay within this lead.

    A subscriber with leads of six months and of one month gets each end twice, five months apart:
    the first mail announced it before it lay within the shorter lead."""
    latest = announced.announced_ends.get((ending.key, ending.ends))
    return latest is not None and ending.ends <= subscription.request.lead.until(latest)


def _find_overlooked(
    session: Session, announced: DeliveryHistory, subscription: StoredSubscription, as_of: date
) -> Iterator[ExpiringDocument]:
    """The documents that became known after the last digest and ended before this one.

    No other digest would announce them. Ends before the subscription began are left out."""
    if announced.last_checked is None:
        return
    since = max(announced.last_checked, shanghai_date(subscription.created))
    if since < as_of:
        for ending in _expiring_between(session, since, as_of - timedelta(days=1), subscription):
            if (ending.key, ending.ends) not in announced.announced_ends:
                yield ending


def _expiring_between(
    session: Session, first: date, last: date, subscription: StoredSubscription
) -> Iterator[ExpiringDocument]:
    """The documents that end from `first` to `last`, both included, loaded page by page."""
    after: tuple[date, str, str] | None = None
    while page := find_expiring(
        session, first, last, filters=subscription.request.filters, after=after
    ):
        yield from page
        after = (page[-1].ends, *page[-1].key)
