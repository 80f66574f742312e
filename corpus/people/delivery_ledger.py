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

from corpus.store.people_tables import DeliveryItemRow, DeliveryRow

#: Asia/Shanghai has had no other offset since 1991, and no zone data are needed for it
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


class DeliveryState(StrEnum):
    """Where a delivery stands; see corpus.store.people_tables.DeliveryRow."""

    NOTHING = "nothing"
    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    WRITTEN = "written"
    FAILED = "failed"
    LAPSED = "lapsed"


#: states whose items count as told; one in doubt may have arrived, and is not told again by itself
ANNOUNCED_STATES = (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.WRITTEN)


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """A row of the ledger. `error`: the server's words where it did not take the message."""

    id: int
    address: str
    week: str
    as_of: date
    state: DeliveryState
    message_id: str
    error: str | None
    changed: datetime


@dataclass(frozen=True, slots=True)
class DeliveryContent:
    """What a delivery says: the message as it goes out, and the ends (document id → last day)."""

    as_of: date
    message: bytes
    items: Mapping[str, date]


@dataclass(frozen=True, slots=True)
class DueDigest:
    """What the plan says of an address on a day: whether there is anything to tell it."""

    email: str
    channel: str
    as_of: date
    message_id: str
    has_items: bool


def iso_week(day: date) -> str:
    """The ISO week of a day in Shanghai; its year may differ from the day's.

    >>> iso_week(date(2020, 10, 1)), iso_week(date(2021, 1, 3)), iso_week(date(2018, 12, 31))
    ('2020-W40', '2020-W53', '2019-W01')
    """
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def shanghai_date(now: datetime) -> date:
    """The day in Shanghai at a moment.

    >>> from datetime import UTC
    >>> shanghai_date(datetime(2020, 12, 31, 16, 0, tzinfo=UTC))
    datetime.date(2021, 1, 1)
    """
    return now.astimezone(SHANGHAI).date()


def digest_message_id(seed: str, channel: str, week: str, domain: str) -> str:
    """The one Message-ID of an address's digest of a week. `seed` is known to this installation
    alone, so that two of them writing to one address do not look like one mail sent twice.

    >>> digest_message_id("0f", "mail", "2020-W40", "example.org")
    '<fagui.2020-W40.efccedb007632d7bd755@example.org>'
    """
    digest = hashlib.sha256(f"{seed}\n{channel}\n{week}".encode()).hexdigest()
    return f"<fagui.{week}.{digest[:20]}@{domain}>"


@dataclass(frozen=True, slots=True)
class DeliveryHistory:
    """What an address was told before: (document id, end) → the latest day it was told as of."""

    announced_ends: Mapping[tuple[str, date], date]
    #: the latest day before this one as of which it was told all there was; None at first
    last_checked: date | None


def load_history(session: Session, email: str, channel: str, as_of: date) -> DeliveryHistory:
    """What an address knows, as the ledger has it."""
    mine = (DeliveryRow.address == email, DeliveryRow.channel == channel)
    rows = session.execute(
        select(DeliveryItemRow.document_id, DeliveryItemRow.ends, func.max(DeliveryRow.as_of))
        .join(DeliveryRow, DeliveryRow.id == DeliveryItemRow.delivery_id)
        .where(*mine, DeliveryRow.state.in_(ANNOUNCED_STATES))
        .group_by(DeliveryItemRow.document_id, DeliveryItemRow.ends)
    )
    last_checked = session.scalar(
        select(func.max(DeliveryRow.as_of)).where(
            *mine,
            DeliveryRow.state.in_((*ANNOUNCED_STATES, DeliveryState.NOTHING)),
            DeliveryRow.as_of < as_of,
        )
    )
    announced_ends = {(document, ends): latest for document, ends, latest in rows}
    return DeliveryHistory(announced_ends, last_checked)


def enter_delivery(session: Session, due: DueDigest, now: datetime) -> DeliveryRecord:
    """The row of an address's digest of a week, made if there is none. One that nothing was sent
    of yet follows what is owed now: nothing can become planned in the same week, and back."""
    row = session.scalar(
        select(DeliveryRow).where(
            DeliveryRow.address == due.email,
            DeliveryRow.channel == due.channel,
            DeliveryRow.week == iso_week(due.as_of),
        )
    )
    state = DeliveryState.PLANNED if due.has_items else DeliveryState.NOTHING
    if row is None:
        row = DeliveryRow(
            address=due.email,
            channel=due.channel,
            week=iso_week(due.as_of),
            as_of=due.as_of,
            state=state,
            message_id=due.message_id,
            created=now,
            changed=now,
        )
        session.add(row)
    elif row.state in (DeliveryState.NOTHING, DeliveryState.PLANNED):
        row.as_of = due.as_of
        if row.state != state:
            row.state, row.changed = state, now
    session.flush()
    return _delivery_record(row)


def move_delivery(
    session: Session,
    delivery: DeliveryRecord,
    state: DeliveryState,
    now: datetime,
    *,
    content: DeliveryContent | None = None,
    error: str | None = None,
) -> DeliveryRecord | None:
    """Bring a delivery from the state it was seen in to another; None if somebody else was first.

    `content` is what the attempt says; back to `planned` it is forgotten, for nothing was told.
    """
    values: dict[str, object] = {"state": state, "changed": now, "error": error}
    if content is not None:
        values |= {"message": content.message, "as_of": content.as_of}
    elif state is DeliveryState.PLANNED:
        values |= {"message": None}
    won = session.scalar(
        update(DeliveryRow)
        .where(
            DeliveryRow.id == delivery.id,
            DeliveryRow.state == delivery.state,
            DeliveryRow.changed == delivery.changed,
        )
        .values(values)
        .returning(DeliveryRow)
        .execution_options(populate_existing=True)
    )
    if won is None:
        return None
    if content is not None or state is DeliveryState.PLANNED:
        session.execute(delete(DeliveryItemRow).where(DeliveryItemRow.delivery_id == delivery.id))
    if content is not None:
        session.add_all(
            DeliveryItemRow(delivery_id=delivery.id, document_id=document, ends=ends)
            for document, ends in content.items.items()
        )
    session.flush()
    return _delivery_record(won)


def lapse_deliveries(session: Session, channel: str, week: str, now: datetime) -> None:
    """Close what never went out in the weeks before: this week's digest tells it."""
    session.execute(
        update(DeliveryRow)
        .where(
            DeliveryRow.channel == channel,
            DeliveryRow.week < week,
            DeliveryRow.state == DeliveryState.PLANNED,
        )
        .values(state=DeliveryState.LAPSED, changed=now)
    )


def load_delivery(session: Session, delivery: int) -> DeliveryRecord | None:
    """A delivery by its id."""
    row = session.get(DeliveryRow, delivery)
    return None if row is None else _delivery_record(row)


def deliveries_of_week(session: Session, channel: str, week: str) -> dict[str, DeliveryRecord]:
    """The deliveries of a week by address."""
    rows = session.scalars(
        select(DeliveryRow).where(DeliveryRow.channel == channel, DeliveryRow.week == week)
    )
    return {row.address: _delivery_record(row) for row in rows}


def load_delivery_content(session: Session, delivery: int) -> DeliveryContent | None:
    """What a delivery says; None where no attempt to send it is on record."""
    row = session.get(DeliveryRow, delivery)
    if row is None or row.message is None:
        return None
    items = session.scalars(select(DeliveryItemRow).where(DeliveryItemRow.delivery_id == delivery))
    return DeliveryContent(row.as_of, row.message, {item.document_id: item.ends for item in items})


def deliveries_in_doubt(session: Session, channel: str) -> list[DeliveryRecord]:
    """Deliveries left `sending`, oldest first: whether they arrived, a person must find out."""
    rows = session.scalars(
        select(DeliveryRow)
        .where(DeliveryRow.channel == channel, DeliveryRow.state == DeliveryState.SENDING)
        .order_by(DeliveryRow.id)
    )
    return [_delivery_record(row) for row in rows]


def _delivery_record(row: DeliveryRow) -> DeliveryRecord:
    return DeliveryRecord(
        id=row.id,
        address=row.address,
        week=row.week,
        as_of=row.as_of,
        state=DeliveryState(row.state),
        message_id=row.message_id,
        error=row.error,
        changed=row.changed,
    )
