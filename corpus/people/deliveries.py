"""The ledger of what was told to whom: nothing twice, nothing dropped.

The database decides. A delivery's row is unique for address, channel and ISO week; whoever moves
it from `planned` to `sending` may send, nobody else; and that move is committed before the first
byte of the message goes out. So a row still `planned` was certainly not sent, and one left
`sending` may have been: only a person can tell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from corpus.store.people_tables import Delivery, DeliveryItem

#: Asia/Shanghai has had no other offset since 1991, and no zone data are needed for it
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


class State(StrEnum):
    """Where a delivery stands; see corpus.store.people_tables.Delivery."""

    NOTHING = "nothing"
    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    WRITTEN = "written"
    FAILED = "failed"
    LAPSED = "lapsed"


#: states whose items count as told; one in doubt may have arrived, and is not told again by itself
TOLD = (State.SENDING, State.SENT, State.WRITTEN)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the ledger. `error`: the server's words where it did not take the message."""

    id: int
    address: str
    week: str
    as_of: date
    state: State
    message_id: str
    error: str | None
    changed: datetime


@dataclass(frozen=True, slots=True)
class Content:
    """What a delivery says: the message as it goes out, and the ends (document id → last day)."""

    as_of: date
    message: bytes
    items: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Owed:
    """What the plan says of an address on a day: whether there is anything to tell it."""

    address: str
    channel: str
    as_of: date
    message_id: str
    anything: bool


def week_of(day: date) -> str:
    """The ISO week of a day in Shanghai; its year may differ from the day's.

    >>> week_of(date(2020, 10, 1)), week_of(date(2021, 1, 3)), week_of(date(2018, 12, 31))
    ('2020-W40', '2020-W53', '2019-W01')
    """
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def today(now: datetime) -> date:
    """The day in Shanghai at a moment.

    >>> from datetime import UTC
    >>> today(datetime(2020, 12, 31, 16, 0, tzinfo=UTC))
    datetime.date(2021, 1, 1)
    """
    return now.astimezone(SHANGHAI).date()


def message_id(seed: str, channel: str, week: str, domain: str) -> str:
    """The one Message-ID of an address's digest of a week. `seed` is known to this installation
    alone, so that two of them writing to one address do not look like one mail sent twice.

    >>> message_id("0f", "mail", "2020-W40", "example.org")
    '<fagui.2020-W40.efccedb007632d7bd755@example.org>'
    """
    digest = hashlib.sha256(f"{seed}\n{channel}\n{week}".encode()).hexdigest()
    return f"<fagui.{week}.{digest[:20]}@{domain}>"


@dataclass(frozen=True, slots=True)
class Told:
    """What an address was told before: (document id, end) → the latest day it was told as of."""

    ends: Mapping[tuple[str, date], date]
    #: the latest day before this one as of which it was told all there was; None at first
    looked: date | None


def told(session: Session, address: str, channel: str, as_of: date) -> Told:
    """What an address knows, as the ledger has it."""
    mine = (Delivery.address == address, Delivery.channel == channel)
    rows = session.execute(
        select(DeliveryItem.document_id, DeliveryItem.ends, func.max(Delivery.as_of))
        .join(Delivery, Delivery.id == DeliveryItem.delivery_id)
        .where(*mine, Delivery.state.in_(TOLD))
        .group_by(DeliveryItem.document_id, DeliveryItem.ends)
    )
    looked = session.scalar(
        select(func.max(Delivery.as_of)).where(
            *mine, Delivery.state.in_((*TOLD, State.NOTHING)), Delivery.as_of < as_of
        )
    )
    return Told({(document, ends): latest for document, ends, latest in rows}, looked)


def enter(session: Session, owed: Owed, now: datetime) -> Entry:
    """The row of an address's digest of a week, made if there is none. One that nothing was sent
    of yet follows what is owed now: nothing can become planned in the same week, and back."""
    row = session.scalar(
        select(Delivery).where(
            Delivery.address == owed.address,
            Delivery.channel == owed.channel,
            Delivery.week == week_of(owed.as_of),
        )
    )
    state = State.PLANNED if owed.anything else State.NOTHING
    if row is None:
        row = Delivery(
            address=owed.address,
            channel=owed.channel,
            week=week_of(owed.as_of),
            as_of=owed.as_of,
            state=state,
            message_id=owed.message_id,
            created=now,
            changed=now,
        )
        session.add(row)
    elif row.state in (State.NOTHING, State.PLANNED):
        row.as_of = owed.as_of
        if row.state != state:
            row.state, row.changed = state, now
    session.flush()
    return _entry(row)


def move(
    session: Session,
    entry: Entry,
    state: State,
    now: datetime,
    *,
    content: Content | None = None,
    error: str | None = None,
) -> Entry | None:
    """Bring a delivery from the state it was seen in to another; None if somebody else was first.

    `content` is what the attempt says; back to `planned` it is forgotten, for nothing was told.
    """
    values: dict[str, object] = {"state": state, "changed": now, "error": error}
    if content is not None:
        values |= {"message": content.message, "as_of": content.as_of}
    elif state is State.PLANNED:
        values |= {"message": None}
    won = session.scalar(
        update(Delivery)
        .where(
            Delivery.id == entry.id,
            Delivery.state == entry.state,
            Delivery.changed == entry.changed,
        )
        .values(values)
        .returning(Delivery)
        .execution_options(populate_existing=True)
    )
    if won is None:
        return None
    if content is not None or state is State.PLANNED:
        session.execute(delete(DeliveryItem).where(DeliveryItem.delivery_id == entry.id))
    if content is not None:
        session.add_all(
            DeliveryItem(delivery_id=entry.id, document_id=document, ends=ends)
            for document, ends in content.items.items()
        )
    session.flush()
    return _entry(won)


def lapse(session: Session, channel: str, week: str, now: datetime) -> None:
    """Close what never went out in the weeks before: this week's digest tells it."""
    session.execute(
        update(Delivery)
        .where(Delivery.channel == channel, Delivery.week < week, Delivery.state == State.PLANNED)
        .values(state=State.LAPSED, changed=now)
    )


def find(session: Session, delivery: int) -> Entry | None:
    """A delivery by its id."""
    row = session.get(Delivery, delivery)
    return None if row is None else _entry(row)


def of_week(session: Session, channel: str, week: str) -> dict[str, Entry]:
    """The deliveries of a week by address."""
    rows = session.scalars(
        select(Delivery).where(Delivery.channel == channel, Delivery.week == week)
    )
    return {row.address: _entry(row) for row in rows}


def recorded(session: Session, delivery: int) -> Content | None:
    """What a delivery says; None where no attempt to send it is on record."""
    row = session.get(Delivery, delivery)
    if row is None or row.message is None:
        return None
    items = session.scalars(select(DeliveryItem).where(DeliveryItem.delivery_id == delivery))
    return Content(row.as_of, row.message, {item.document_id: item.ends for item in items})


def doubtful(session: Session, channel: str) -> list[Entry]:
    """Deliveries left `sending`, oldest first: whether they arrived, a person must find out."""
    rows = session.scalars(
        select(Delivery)
        .where(Delivery.channel == channel, Delivery.state == State.SENDING)
        .order_by(Delivery.id)
    )
    return [_entry(row) for row in rows]


def _entry(row: Delivery) -> Entry:
    return Entry(
        id=row.id,
        address=row.address,
        week=row.week,
        as_of=row.as_of,
        state=State(row.state),
        message_id=row.message_id,
        error=row.error,
        changed=row.changed,
    )
