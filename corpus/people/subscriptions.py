"""Subscriptions: who is to be told which documents end, and how long before."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from analyzers.chinese_dates import add_months
from analyzers.chinese_script import to_simplified
from corpus.index.search_options import ENDING_FILTERS
from corpus.model.document_levels import LEVELS
from corpus.store.people_tables import SubscriptionRow

#: the longest lead time in each unit: ten years
LONGEST_LEAD = {"m": 120, "d": 3660}

_LEAD = re.compile(r"([0-9]{1,4})([md])")
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(
    rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?=.{{1,253}}\Z)"
    rf"(?:localhost|(?:{_LABEL}\.)+(?![0-9]+\Z){_LABEL})"
)
_LONGEST_FILTER = 200


class SubscriptionError(ValueError):
    """A request is not acceptable; the message says why, in Chinese.

    `field`: the request's field as the CLI and the API name it: address, lead, or a filter's
    name."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class LeadTime:
    """The time before an end at which it is announced: calendar months (6m) or days (90d).

    >>> LeadTime.parse("6M"), str(LeadTime.parse(" 090d "))
    (LeadTime(count=6, unit='m'), '90d')
    """

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> LeadTime:
        """The lead time that a text writes; raises SubscriptionError for all but 1m to 120m and 1d
        to 3660d."""
        match = _LEAD.fullmatch(text.strip().lower())
        if match is None or not 1 <= int(match[1]) <= LONGEST_LEAD[match[2]]:
            raise SubscriptionError(
                "lead",
                f"提前量“{text}”读不懂：请写月数或天数，如 6m、3m、2m、1m（日历月）、90d（天）",
            )
        return cls(int(match[1]), match[2])

    def until(self, day: date) -> date:
        """The last end, inclusive, that is announced on a day.

        >>> LeadTime.parse("6m").until(date(2020, 8, 31))
        datetime.date(2021, 2, 28)
        """
        try:
            if self.unit == "m":
                return add_months(day, self.count)
            return day + timedelta(days=self.count)
        except (OverflowError, ValueError):  # beyond the calendar's last day
            return date.max

    @property
    def label(self) -> str:
        """The lead time in Chinese, for people."""
        return f"{self.count} 个月" if self.unit == "m" else f"{self.count} 天"

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


@dataclass(frozen=True, slots=True)
class SubscriptionRequest:
    """Which ends are to be announced to an email address.

    `filters`: name → values, of which any may match; the values are sorted, simplified and
    distinct."""

    email: str
    filters: Mapping[str, tuple[str, ...]]
    lead: LeadTime

    @property
    def key(self) -> str:
        """A key that is equal for equal requests."""
        content = json.dumps([self.email, sorted(self.filters.items()), str(self.lead)])
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class StoredSubscription:
    """An active subscription; `token` ends it."""

    request: SubscriptionRequest
    token: str
    created: datetime


def parse_request(
    email: str, filters: Mapping[str, Sequence[str]], lead: str
) -> SubscriptionRequest:
    """The request that a person writes, after checks; raises SubscriptionError."""
    return SubscriptionRequest(
        email=parse_email(email),
        filters={
            name: _filter_values(name, filters[name])
            for name in ENDING_FILTERS
            if filters.get(name)
        },
        lead=LeadTime.parse(lead),
    )


def parse_email(text: str) -> str:
    """An email address in lower case, its domain as DNS writes it; raises SubscriptionError.

    >>> parse_email(" Fawu@Example.ORG")
    'fawu@example.org'
    """
    local, _, domain = text.strip().lower().rpartition("@")
    try:
        email = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        email = ""
    if not _EMAIL.fullmatch(email):
        raise SubscriptionError("address", f"“{text}”不是可用的邮箱地址，应形如 name@example.org")
    return email


def _filter_values(name: str, raw_values: Sequence[str]) -> tuple[str, ...]:
    values = {"".join(to_simplified(value).split()).strip("/") for value in raw_values}
    for value in values:
        if not value or len(value) > _LONGEST_FILTER or not value.isprintable():
            raise SubscriptionError(name, f"“{value}”为空、过长或含有不可见字符")
        if name == "level" and not any(f"{level}/".startswith(f"{value}/") for level in LEVELS):
            raise SubscriptionError(
                name, f"“{value}”不是其中一级，可用的有：{'、'.join(dict.fromkeys(LEVELS))}"
            )
    return tuple(sorted(values))


def subscribe(
    session: Session, request: SubscriptionRequest, now: datetime
) -> tuple[StoredSubscription, bool]:
    """The stored subscription of a request, and whether it is new.

    One that had ended begins again, as a new one but with its former token."""
    row = session.scalar(select(SubscriptionRow).where(SubscriptionRow.key == request.key))
    new = row is None or row.ended is not None
    if row is None:
        row = SubscriptionRow(
            key=request.key,
            address=request.email,
            filters={name: list(values) for name, values in request.filters.items()},
            lead=str(request.lead),
            token=secrets.token_hex(16),
            created=now,
        )
        session.add(row)
    elif row.ended is not None:
        row.created, row.ended = now, None
    session.flush()
    return _stored_subscription(row), new


def unsubscribe(session: Session, who: str, now: datetime) -> list[StoredSubscription]:
    """The subscriptions that were ended: all of an email address, or the one of a token."""
    mine = (
        SubscriptionRow.address == parse_email(who)
        if "@" in who
        else SubscriptionRow.token == who.strip()
    )
    rows = session.scalars(_active_subscriptions().where(mine)).all()
    ended = [_stored_subscription(row) for row in rows]
    ids = [row.id for row in rows]
    session.execute(update(SubscriptionRow).where(SubscriptionRow.id.in_(ids)).values(ended=now))
    return ended


def subscriptions_of_token(session: Session, token: str) -> list[StoredSubscription]:
    """The active subscriptions of the email address that has a token, the token's own first."""
    address = select(SubscriptionRow.address).where(SubscriptionRow.token == token)
    rows = session.scalars(_active_subscriptions().where(SubscriptionRow.address.in_(address)))
    return sorted(map(_stored_subscription, rows), key=lambda one: one.token != token)


def list_subscriptions(session: Session) -> list[StoredSubscription]:
    """All active subscriptions, by email address and age."""
    return [_stored_subscription(row) for row in session.scalars(_active_subscriptions())]


def _active_subscriptions() -> Select[SubscriptionRow]:
    return (
        select(SubscriptionRow)
        .where(SubscriptionRow.ended.is_(None))
        .order_by(SubscriptionRow.address, SubscriptionRow.id)
    )


def _stored_subscription(row: SubscriptionRow) -> StoredSubscription:
    filters: dict[str, tuple[str, ...]] = {
        name: tuple(row.filters[name]) for name in ENDING_FILTERS if name in row.filters
    }
    return StoredSubscription(
        SubscriptionRequest(row.address, filters, LeadTime.parse(row.lead)), row.token, row.created
    )
