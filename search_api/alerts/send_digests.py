"""Sends the digests of a week, so that a kill at any point neither loses nor doubles a mail.

The steps of a mail (docs/decisions/0013-ledger-of-digests.md): the server answers 354, the ledger
gets `sending` (committed), the message goes out, the server answers 250, the ledger gets `sent`. A
process killed before the commit leaves the row `planned`, and the next run sends the mail; one
killed after it leaves the delivery in doubt, and a person has to decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from corpus.people.delivery_ledger import (
    DeliveryContent,
    DeliveryRecord,
    DeliveryState,
    DueDigest,
    enter_delivery,
    iso_week,
    lapse_deliveries,
    load_delivery,
    load_delivery_content,
    move_delivery,
)
from corpus.store.database import Database, read_session, write_session
from corpus.store.half_files import sweep_halves
from corpus.store.home import Home
from corpus.store.locks import hold_lock
from search_api.alerts.mail_files import write_mail_file
from search_api.alerts.plan_digests import (
    MAIL_CHANNEL,
    Digest,
    plan_digest,
    subscriptions_by_email,
)
from search_api.alerts.render_mail import MailSender, render_mail
from search_api.alerts.smtp_connection import (
    DeliveryInDoubtError,
    MailRefusedError,
    SmtpConnection,
    SmtpServer,
)
from search_api.vocabulary.alert_phrases import NO_RESEND_PHRASES

#: states from which a delivery is sent again, as long as its content is on record
_RESENDABLE_STATES = (DeliveryState.SENDING, DeliveryState.WRITTEN, DeliveryState.FAILED)


class CannotResendError(Exception):
    """A delivery is not sent again; the message says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class MailSetup:
    """What sending needs: sender, database, and the server, without which mails become files."""

    home: Home
    database: Database
    sender: MailSender
    server: SmtpServer | None


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """The outcome of one delivery in a run.

    `items`: number of documents in the message that this run sent or would have sent; `tried`:
    whether this run tried to send it; `path`: its .eml file, where it was written to one."""

    entry: DeliveryRecord
    items: int
    tried: bool
    path: Path | None = None


def send_digests(setup: MailSetup, as_of: date, report: Callable[[DeliveryOutcome], None]) -> None:
    """Sends the digests of the week of `as_of`, and reports each delivery when it is done.

    Raises MailServerUnreachableError; the deliveries reported until then stay as they are."""
    sweep_halves(setup.home.outbox)
    with hold_lock(setup.home, "alerts", shared=True), _open_connection(setup) as connection:
        for digest, entry in _record_digests(setup, as_of):
            if entry.state is DeliveryState.PLANNED:
                content = _delivery_content(setup, digest, entry)
                report(_deliver(setup, connection, entry, content))
            else:
                report(DeliveryOutcome(entry, len(digest.items), tried=False))


def resend_delivery(setup: MailSetup, delivery: int) -> DeliveryOutcome:
    """The outcome of sending a delivery once more, byte for byte, because a person says so.

    Only a delivery that is in doubt, was refused, or was written to a file can be sent again.
    Raises CannotResendError and MailServerUnreachableError."""
    with (
        hold_lock(setup.home, "alerts", wait=False) as alone,
        _open_connection(setup) as connection,
    ):
        if not alone:
            raise CannotResendError("另一次发送正在进行，请待它结束后再试")
        with read_session(setup.database) as session:
            entry = load_delivery(session, delivery)
            content = load_delivery_content(session, delivery)
        if entry is None:
            raise CannotResendError(f"账本中没有编号为 {delivery} 的投递")
        if entry.state not in _RESENDABLE_STATES or content is None:
            raise CannotResendError(f"投递 {delivery} {NO_RESEND_PHRASES[entry.state]}")
        return _deliver(setup, connection, entry, content)


def is_sending(home: Home) -> bool:
    """Whether a run is sending at this moment: until it ends, `sending` may not mean doubt."""
    with hold_lock(home, "alerts", wait=False) as alone:
        return not alone


def _record_digests(setup: MailSetup, as_of: date) -> Iterator[tuple[Digest, DeliveryRecord]]:
    """The digests of the week, each with its row in the ledger, one after the other.

    Each is planned when its turn comes, and written in a transaction of its own: nobody waits for
    the rows of all, and the memory holds one digest at a time."""
    with read_session(setup.database) as session:
        subscribers = subscriptions_by_email(session)
    with write_session(setup.database) as session:
        lapse_deliveries(session, MAIL_CHANNEL, iso_week(as_of), datetime.now(UTC))
    for subscriptions in subscribers:
        with read_session(setup.database) as session:
            digest = plan_digest(session, subscriptions, as_of)
        with write_session(setup.database) as session:
            due = _owed_delivery(digest, setup.sender)
            entry = enter_delivery(session, due, datetime.now(UTC))
        yield digest, entry


def _owed_delivery(digest: Digest, sender: MailSender) -> DueDigest:
    return DueDigest(
        email=digest.email,
        channel=MAIL_CHANNEL,
        as_of=digest.as_of,
        message_id=digest.message_id(sender.domain),
        has_items=bool(digest.items),
    )


def _delivery_content(setup: MailSetup, digest: Digest, entry: DeliveryRecord) -> DeliveryContent:
    return DeliveryContent(
        as_of=digest.as_of,
        message=render_mail(digest, setup.sender, entry.message_id, datetime.now(UTC)),
        items={item.key: item.ends for item in digest.items},
    )


def _deliver(
    setup: MailSetup,
    connection: SmtpConnection | None,
    entry: DeliveryRecord,
    content: DeliveryContent,
) -> DeliveryOutcome:
    if connection is None:
        return _deliver_to_file(setup, entry, content)
    return _deliver_by_smtp(setup, connection, entry, content)


def _deliver_to_file(
    setup: MailSetup, entry: DeliveryRecord, content: DeliveryContent
) -> DeliveryOutcome:
    """The outcome of writing a mail to a file.

    The delivery's id is in the file's name: a mail written again after a kill is still one file."""
    with write_session(setup.database) as session:
        after = move_delivery(
            session, entry, DeliveryState.WRITTEN, datetime.now(UTC), content=content
        )
        if after is not None:
            path = write_mail_file(
                setup.home.outbox, f"{entry.week}-{entry.id}.eml", content.message
            )
            return DeliveryOutcome(after, len(content.items), tried=True, path=path)
    return _current_outcome(setup, entry, content)


def _deliver_by_smtp(
    setup: MailSetup, connection: SmtpConnection, entry: DeliveryRecord, content: DeliveryContent
) -> DeliveryOutcome:
    """The outcome of sending a mail through the server.

    Each `_record_outcome` is a transaction of its own, committed when it returns."""
    try:
        connection.begin_message(setup.sender.email, entry.address)
    except MailRefusedError as refusal:
        return _record_outcome(
            setup, entry, _state_after_refusal(entry, refusal), content, str(refusal)
        )
    with write_session(setup.database) as session:
        claimed = move_delivery(
            session, entry, DeliveryState.SENDING, datetime.now(UTC), content=content
        )
    if claimed is None:
        connection.close()  # the server waits for a message, and discards one without an end
        return _current_outcome(setup, entry, content)
    try:
        connection.send_message(content.message)
    except MailRefusedError as refusal:
        return _record_outcome(
            setup, claimed, _state_after_refusal(entry, refusal), content, str(refusal)
        )
    except DeliveryInDoubtError as doubt:
        return _record_outcome(setup, claimed, DeliveryState.SENDING, content, str(doubt))
    return _record_outcome(setup, claimed, DeliveryState.SENT, content)


def _state_after_refusal(before: DeliveryRecord, refusal: MailRefusedError) -> DeliveryState:
    """The state after a refusal: `failed` for a first attempt refused for good, else as before.

    An attempt by hand changes nothing: a delivery that was in doubt before it still is."""
    if refusal.permanent and before.state is DeliveryState.PLANNED:
        return DeliveryState.FAILED
    return before.state


def _record_outcome(
    setup: MailSetup,
    entry: DeliveryRecord,
    state: DeliveryState,
    content: DeliveryContent,
    error: str | None = None,
) -> DeliveryOutcome:
    # in any other state the content is on record already, or nothing was announced
    kept = content if state is DeliveryState.FAILED else None
    with write_session(setup.database) as session:
        after = move_delivery(session, entry, state, datetime.now(UTC), content=kept, error=error)
    if after is None:
        return _current_outcome(setup, entry, content)
    return DeliveryOutcome(after, len(content.items), tried=True)


def _current_outcome(
    setup: MailSetup, entry: DeliveryRecord, content: DeliveryContent
) -> DeliveryOutcome:
    """The outcome where another run was first: the delivery as it is now, not tried by this run."""
    with read_session(setup.database) as session:
        return DeliveryOutcome(
            load_delivery(session, entry.id) or entry, len(content.items), tried=False
        )


def _open_connection(setup: MailSetup) -> AbstractContextManager[SmtpConnection | None]:
    return SmtpConnection(setup.server, setup.sender.domain) if setup.server else nullcontext()
