"""The queue of documents that changed: rows are enqueued, claimed, and then deleted or postponed.

The version of a document is the number of the queue's row for its last change. Write transactions
run one after the other (`corpus.store.database.write_session`), so the numbers are committed in
their order, and of two writes to an index the one with the larger number is newer
(docs/decisions/0006-one-writer.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Select, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from corpus.store.database import Database, locks_single_rows, write_session
from corpus.store.document_tables import DocumentRow
from corpus.store.index_tables import IndexQueueRow
from corpus.store.postgresql import concurrent_transaction
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import table_of

#: the pause before a document that failed is tried again: twice as long after each failure, up to a
#: limit
FIRST_PAUSE = timedelta(seconds=10)
MAX_PAUSE = timedelta(hours=1)
#: characters of the reason of a failure that are stored
_ERROR_CHARACTERS = 500


def enqueue(session: Session, ids: Iterable[str], now: datetime) -> None:
    """Queue documents, each once, and set their versions; in the transaction that changes them."""
    changed = sorted(set(ids))
    if not changed:
        return
    table = table_of(IndexQueueRow)
    numbers = session.scalars(
        insert(table).returning(table.c.id, sort_by_parameter_order=True),
        [{"document_id": id_, "at": now} for id_ in changed],
    )
    versions = [
        {"id": id_, "version": number} for id_, number in zip(changed, numbers, strict=True)
    ]
    session.execute(update(DocumentRow), versions)


@dataclass(frozen=True, slots=True)
class QueueClaim:
    """Rows of the queue that this process has to write: row → document.

    The caller adds documents that could not be written to `failed`, with the reason; all others
    count as done."""

    rows: Mapping[int, str]
    failed: dict[str, str] = field(default_factory=dict)

    @property
    def versions(self) -> dict[str, int]:
        """The documents, each once, with the number of its newest row."""
        return {document: row for row, document in sorted(self.rows.items())}


@contextmanager
def claim_rows(database: Database, limit: int) -> Iterator[QueueClaim]:
    """The oldest due rows that no other process has claimed.

    At the end of the block the rows are deleted, those of failed documents postponed. After an
    exception, or when the process is killed, the rows are free again at once.

    On PostgreSQL any number of processes claim at the same time, each of them different rows, which
    a transaction locks for the duration of the block. On SQLite the caller holds the lock `index`.
    """
    if locks_single_rows(database):
        with concurrent_transaction(database) as connection:
            claim = QueueClaim(
                _read_rows(connection, _due_rows(limit).with_for_update(skip_locked=True))
            )
            yield claim
            _settle_claim(connection, claim)
        return
    with database.connect() as connection:
        claim = QueueClaim(_read_rows(connection, _due_rows(limit)))
    yield claim
    if claim.rows:
        with write_session(database) as session:
            _settle_claim(session.connection(), claim)


def _due_rows(limit: int) -> Select[int, str]:
    now = datetime.now(UTC)
    due = IndexQueueRow.due
    # no pause is longer than MAX_PAUSE: a moment beyond it was set while the clock was ahead
    is_due = or_(due.is_(None), due <= now, due > now + MAX_PAUSE)
    return (
        select(IndexQueueRow.id, IndexQueueRow.document_id)
        .where(is_due)
        .order_by(IndexQueueRow.id)
        .limit(limit)
    )


def _read_rows(connection: Connection, query: Select[int, str]) -> dict[int, str]:
    return {row.id: row.document_id for row in connection.execute(query)}


def _settle_claim(connection: Connection, claim: QueueClaim) -> None:
    """Delete the rows that are done and postpone those that failed.

    The rows are named one by one: a row with a smaller number may have been committed since the
    claim."""
    done = [row for row, document in claim.rows.items() if document not in claim.failed]
    delete_rows(connection, done)
    for row, document in claim.rows.items():
        if document in claim.failed:
            _postpone_row(connection, row, claim.failed[document])


def delete_rows(connection: Connection, rows: Iterable[int]) -> None:
    """Delete rows that are done from the queue. Runs in a write transaction."""
    table = table_of(IndexQueueRow)
    for chunk in parameter_batches(list(rows)):
        connection.execute(delete(table).where(table.c.id.in_(chunk)))


def _postpone_row(connection: Connection, row: int, reason: str) -> None:
    table = table_of(IndexQueueRow)
    attempts = connection.execute(select(table.c.attempts).where(table.c.id == row)).scalar_one()
    connection.execute(
        update(table)
        .where(table.c.id == row)
        .values(
            attempts=attempts + 1, error=reason[:_ERROR_CHARACTERS], due=_next_attempt(attempts + 1)
        )
    )


def _next_attempt(attempts: int) -> datetime:
    """The time of the next attempt, after so many failed ones.

    >>> _next_attempt(2) - _next_attempt(1) > timedelta(seconds=9)
    True
    """
    doubled: timedelta = FIRST_PAUSE * 2 ** min(attempts - 1, 20)
    return datetime.now(UTC) + min(doubled, MAX_PAUSE)


def queue_failed(session: Session, failed: Mapping[str, str]) -> None:
    """Queue documents that a rebuild could not write, for a retry. Runs in a write transaction."""
    now = datetime.now(UTC)
    rows = [
        {
            "document_id": id_,
            "at": now,
            "attempts": 1,
            "error": reason[:_ERROR_CHARACTERS],
            "due": _next_attempt(1),
        }
        for id_, reason in failed.items()
    ]
    if rows:
        session.execute(insert(table_of(IndexQueueRow)), rows)


def has_waiting_rows(database: Database, until: int | None = None) -> bool:
    """Whether a row is due; with `until`, whether a row up to that one has never been tried."""
    query = _due_rows(1)
    if until is not None:
        query = (
            select(IndexQueueRow.id, IndexQueueRow.document_id)
            .where(IndexQueueRow.id <= until, IndexQueueRow.attempts == 0)
            .limit(1)
        )
    with database.connect() as connection:
        return connection.execute(query).first() is not None


def count_untried(database: Database) -> int:
    """The number of rows that have never been tried."""
    query = select(func.count()).select_from(IndexQueueRow).where(IndexQueueRow.attempts == 0)
    with database.connect() as connection:
        return connection.execute(query).scalar_one()


@dataclass(frozen=True, slots=True)
class QueueExtent:
    """The number of rows in the queue, and the last of them; None where there is none."""

    rows: int
    last: int | None


def measure_queue(session: Session) -> QueueExtent:
    """The length of the queue, and the row up to which it covers all changes made by now."""
    query = select(func.count(IndexQueueRow.id), func.max(IndexQueueRow.id))
    return QueueExtent(*session.execute(query).one())


def is_queued(session: Session, id_: str) -> bool:
    """Whether a document waits to be indexed."""
    query = select(IndexQueueRow.id).where(IndexQueueRow.document_id == id_).limit(1)
    return session.scalar(query) is not None


@dataclass(frozen=True, slots=True)
class IndexBacklog:
    """How far the index is behind SQL.

    `rows` wait for `documents`, the oldest since `since`. `failing` is the number of documents that
    could not be written, `errors` the reasons of some of them: id → reason."""

    rows: int
    documents: int
    since: datetime | None
    failing: int
    errors: Mapping[str, str]


#: the most reasons in `IndexBacklog.errors`
_MAX_ERRORS = 5


def load_backlog(session: Session) -> IndexBacklog:
    """The backlog at present."""
    table = IndexQueueRow
    failed = table.attempts > 0
    rows, documents, since = session.execute(
        select(func.count(), func.count(table.document_id.distinct()), func.min(table.at))
    ).one()
    failing = session.scalar(select(func.count(table.document_id.distinct())).where(failed))
    errors = session.execute(
        select(table.document_id, table.error).where(failed).order_by(table.id).limit(_MAX_ERRORS)
    )
    return IndexBacklog(
        rows, documents, since, failing or 0, {row.document_id: row.error or "" for row in errors}
    )
