"""Documents that changed are queued for the index, and numbered by it.

A document's version is the number of the queue's row of its last change. The numbers of one
document only rise, so that of two writes to an index the one with the larger number is newer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from corpus.base import table_of
from corpus.rows import chunks
from corpus.tables import Document, IndexQueue


def enqueue(session: Session, ids: Iterable[str], now: datetime) -> None:
    """Queue documents, each once. In the transaction that changes them."""
    changed = sorted(set(ids))
    if not changed:
        return
    # Numbered by whoever holds the rows: else a transaction that got its number first could
    # commit last
    for some in chunks(changed):
        rows = select(Document.id).where(Document.id.in_(some)).order_by(Document.id)
        session.execute(rows.with_for_update())
    table = table_of(IndexQueue)
    numbers = session.scalars(
        insert(table).returning(table.c.id, sort_by_parameter_order=True),
        [{"document_id": id_, "at": now} for id_ in changed],
    )
    versions = [
        {"id": id_, "version": number} for id_, number in zip(changed, numbers, strict=True)
    ]
    session.execute(update(Document), versions)
