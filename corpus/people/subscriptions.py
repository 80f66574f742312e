"""Who asked to be told of what ends, and how long before."""

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

from analyzers.dates import add_months
from analyzers.script import to_simplified
from corpus.model.levels import LEVELS
from corpus.store.people_tables import Subscription

#: what a subscription may be narrowed to, and what people call it
FILTERS = {
    "issuer": "发布机关",
    "region": "地区",
    "level": "效力级别",
    "kind": "文种",
    "form": "体例",
}
#: the longest lead that is taken: ten years
LONGEST = {"m": 120, "d": 3660}

_LEAD = re.compile(r"([0-9]{1,4})([md])")
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_ADDRESS = re.compile(
    rf"(?=.{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?=.{{1,253}}\Z)"
    rf"(?:localhost|(?:{_LABEL}\.)+(?![0-9]+\Z){_LABEL})"
)
_LONGEST_FILTER = 200


class UnacceptableError(ValueError):
    """What is wrong with a wish, in words for people. `field`: address, lead or a filter's name."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Lead:
    """How long before the end: calendar months (6m) or days (90d).

    >>> Lead.read("6M"), str(Lead.read(" 090d "))
    (Lead(count=6, unit='m'), '90d')
    """

    count: int
    unit: str

    @classmethod
    def read(cls, text: str) -> Lead:
        """Raises UnacceptableError for all but 1m to 120m and 1d to 3660d."""
        match = _LEAD.fullmatch(text.strip().lower())
        if match is None or not 1 <= int(match[1]) <= LONGEST[match[2]]:
            raise UnacceptableError(
                "lead",
                f"提前量“{text}”读不懂：请写月数或天数，如 6m、3m、2m、1m（日历月）、90d（天）",
            )
        return cls(int(match[1]), match[2])

    def until(self, day: date) -> date:
        """The last end, inclusive, that is told of on that day.

        >>> Lead.read("6m").until(date(2020, 8, 31))
        datetime.date(2021, 2, 28)
        """
        try:
            if self.unit == "m":
                return add_months(day, self.count)
            return day + timedelta(days=self.count)
        except (OverflowError, ValueError):  # beyond the calendar's last day
            return date.max

    @property
    def words(self) -> str:
        return f"{self.count} 个月" if self.unit == "m" else f"{self.count} 天"

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to tell whom. `filters`: name → values, any of them; sorted, simplified, distinct."""

    address: str
    filters: Mapping[str, tuple[str, ...]]
    lead: Lead

    @property
    def key(self) -> str:
        """Equal for equal wishes."""
        content = json.dumps([self.address, sorted(self.filters.items()), str(self.lead)])
        return hashlib.sha256(content.encode()).hexdigest()

    @property
    def words(self) -> str:
        """What is told and how long before, in Chinese.

        >>> read_wish("a@example.org", {"region": ["廣東省/"]}, "6m").words
        '地区：广东省；提前 6 个月'
        """
        narrowed = [f"{FILTERS[name]}：{'、'.join(self.filters[name])}" for name in self.filters]
        return "；".join([*(narrowed or ["全部文件"]), f"提前 {self.lead.words}"])


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A wish that stands in the store. `token` ends it."""

    wish: Wish
    token: str
    created: datetime


def read_wish(address: str, filters: Mapping[str, Sequence[str]], lead: str) -> Wish:
    """A wish as people write it, checked; raises UnacceptableError."""
    return Wish(
        address=read_address(address),
        filters={name: _values(name, filters[name]) for name in FILTERS if filters.get(name)},
        lead=Lead.read(lead),
    )


def read_address(text: str) -> str:
    """A mail address in lower case, its domain as DNS writes it; raises UnacceptableError.

    >>> read_address(" Fawu@Example.ORG")
    'fawu@example.org'
    """
    local, _, domain = text.strip().lower().rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        address = ""
    if not _ADDRESS.fullmatch(address):
        raise UnacceptableError("address", f"“{text}”不是可用的邮箱地址，应形如 name@example.org")
    return address


def _values(name: str, given: Sequence[str]) -> tuple[str, ...]:
    values = {"".join(to_simplified(value).split()).strip("/") for value in given}
    for value in values:
        if not value or len(value) > _LONGEST_FILTER or not value.isprintable():
            raise UnacceptableError(name, f"{FILTERS[name]}“{value}”为空、过长或含有不可见字符")
        if name == "level" and not any(f"{level}/".startswith(f"{value}/") for level in LEVELS):
            raise UnacceptableError(
                name, f"没有效力级别“{value}”，可用的有：{'、'.join(dict.fromkeys(LEVELS))}"
            )
    return tuple(sorted(values))


def subscribe(session: Session, wish: Wish, now: datetime) -> tuple[Subscribed, bool]:
    """Keep a wish; the flag says whether it is new. One that had been ended begins again, with
    the token it had."""
    row = session.scalar(select(Subscription).where(Subscription.key == wish.key))
    new = row is None or row.ended is not None
    if row is None:
        row = Subscription(
            key=wish.key,
            address=wish.address,
            filters={name: list(values) for name, values in wish.filters.items()},
            lead=str(wish.lead),
            token=secrets.token_hex(16),
            created=now,
        )
        session.add(row)
    elif row.ended is not None:
        row.created, row.ended = now, None
    session.flush()
    return _subscribed(row), new


def unsubscribe(session: Session, who: str, now: datetime) -> list[Subscribed]:
    """End all subscriptions of an address, or the one of a token; gives what was ended."""
    mine = (
        Subscription.address == read_address(who)
        if "@" in who
        else Subscription.token == who.strip()
    )
    standing = session.scalars(_standing().where(mine)).all()
    ended = [_subscribed(row) for row in standing]
    ids = [row.id for row in standing]
    session.execute(update(Subscription).where(Subscription.id.in_(ids)).values(ended=now))
    return ended


def of_token(session: Session, token: str) -> list[Subscribed]:
    """All that stands of the address that a token was sent to, the token's own first."""
    address = select(Subscription.address).where(Subscription.token == token)
    rows = session.scalars(_standing().where(Subscription.address.in_(address)))
    return sorted(map(_subscribed, rows), key=lambda one: one.token != token)


def subscriptions(session: Session) -> list[Subscribed]:
    """Those that stand, by address and age."""
    return [_subscribed(row) for row in session.scalars(_standing())]


def _standing() -> Select[Subscription]:
    return (
        select(Subscription)
        .where(Subscription.ended.is_(None))
        .order_by(Subscription.address, Subscription.id)
    )


def _subscribed(row: Subscription) -> Subscribed:
    filters = {name: tuple(row.filters[name]) for name in FILTERS if name in row.filters}
    return Subscribed(Wish(row.address, filters, Lead.read(row.lead)), row.token, row.created)
