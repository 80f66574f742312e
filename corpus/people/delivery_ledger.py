"""The ledger of digests: which ends were announced to whom, nothing twice and nothing left out.

The database decides (docs/decisions/0013-ledger-of-digests.md). A delivery's row is unique for
email address, channel and ISO week. Only the process that moves it from `planned` to `sending` may
send, and that move is committed before the first byte of the message is sent. So a row still
`planned` was certainly not sent, while one left `sending` may have been: only a person can find
out."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from corpus.store.people_tables import DeliveryItemRow, DeliveryRow

#: what ends: the id of a document, and the address of an attached one, empty for the whole
EndingKey: TypeAlias = tuple[str, str]


class DeliveryState(StrEnum):
    """The state of a delivery; corpus.store.people_tables.DeliveryRow explains each."""

    NOTHING = "nothing"
    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    WRITTEN = "written"
    FAILED = "failed"
    LAPSED = "lapsed"


#: states whose items count as announced: a digest in doubt (`sending`) may have arrived, so its
#: items are not announced again automatically
ANNOUNCED_STATES = (DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.WRITTEN)


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """A row of the ledger; `address` is the email address.

    `error`: the server's words where it refused the message."""

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
    """The content of a delivery: the message as it is sent, and its ends (what ends → last day)."""

    as_of: date
    message: bytes
    items: Mapping[EndingKey, date]


@dataclass(frozen=True, slots=True)
class DueDigest:
    """The digest that is due for an email address on a day; `has_items`: there are ends to
    announce."""

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


def digest_message_id(seed: str, channel: str, week: str, domain: str) -> str:
    """The one Message-ID of a subscriber's digest of a week.

    `seed` must be one for each subscriber (the oldest token) and known to this installation alone,
    so that two installations that write to one email address do not look like one mail sent twice.

    >>> digest_message_id("0f", "mail", "2020-W40", "example.org")
    '<fagui.2020-W40.efccedb007632d7bd755@example.org>'
    """
    digest = hashlib.sha256(f"{seed}\n{channel}\n{week}".encode()).hexdigest()
    return f"<fagui.{week}.{digest[:20]}@{domain}>"


@dataclass(frozen=True, slots=True)
class DeliveryHistory:
    """What was announced to an email address: (document id, end) → the latest `as_of` with it."""

    announced_ends: Mapping[tuple[EndingKey, date], date]
    #: the latest earlier `as_of` with which all due ends were announced; None where there is none
    last_checked: date | None


def load_history(session: Session, email: str, channel: str, as_of: date) -> DeliveryHistory:
    """The ends that were announced to an email address before, by the ledger."""
    mine = (DeliveryRow.address == email, DeliveryRow.channel == channel)
    rows = session.execute(
        select(
            DeliveryItemRow.document_id,
            DeliveryItemRow.part,
            DeliveryItemRow.ends,
            func.max(DeliveryRow.as_of),
        )
        .join(DeliveryRow, DeliveryRow.id == DeliveryItemRow.delivery_id)
        .where(*mine, DeliveryRow.state.in_(ANNOUNCED_STATES))
        .group_by(DeliveryItemRow.document_id, DeliveryItemRow.part, DeliveryItemRow.ends)
    )
    last_checked = session.scalar(
        select(func.max(DeliveryRow.as_of)).where(
            *mine,
            DeliveryRow.state.in_((*ANNOUNCED_STATES, DeliveryState.NOTHING)),
            DeliveryRow.as_of < as_of,
        )
    )
    announced_ends = {((document, part), ends): latest for document, part, ends, latest in rows}
    return DeliveryHistory(announced_ends, last_checked)


def enter_delivery(session: Session, due: DueDigest, now: datetime) -> DeliveryRecord:
    """The row of an email address's digest of a week, made where there is none.

    While nothing was sent of it, the row follows what is due now: `nothing` can become `planned` in
    the same week, and back."""
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
    """The delivery in its new state, or None where another process moved it first.

    `content` is what this attempt sends. A move back to `planned` deletes it, because nothing was
    sent."""
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
            DeliveryItemRow(delivery_id=delivery.id, document_id=document, part=part, ends=ends)
            for (document, part), ends in content.items.items()
        )
    session.flush()
    return _delivery_record(won)


def lapse_deliveries(session: Session, channel: str, week: str, now: datetime) -> None:
    """Close what was never sent in the weeks before `week`, whose digest announces it."""
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
    """The delivery with this id, or None."""
    row = session.get(DeliveryRow, delivery)
    return None if row is None else _delivery_record(row)


def deliveries_of_week(session: Session, channel: str, week: str) -> dict[str, DeliveryRecord]:
    """The deliveries of a week by email address."""
    rows = session.scalars(
        select(DeliveryRow).where(DeliveryRow.channel == channel, DeliveryRow.week == week)
    )
    return {row.address: _delivery_record(row) for row in rows}


def load_delivery_content(session: Session, delivery: int) -> DeliveryContent | None:
    """The content of a delivery, or None where no attempt to send it is recorded."""
    row = session.get(DeliveryRow, delivery)
    if row is None or row.message is None:
        return None
    items = session.scalars(select(DeliveryItemRow).where(DeliveryItemRow.delivery_id == delivery))
    ends = {(item.document_id, item.part): item.ends for item in items}
    return DeliveryContent(row.as_of, row.message, ends)


def deliveries_in_doubt(session: Session, channel: str) -> list[DeliveryRecord]:
    """The deliveries left in `sending`, oldest first: a person must find out whether they
    arrived."""
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
