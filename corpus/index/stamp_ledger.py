"""The database's side of the stamps of its index: which were begun, and which were settled.

A stamp is noted before its write to the index, and settled once the index has it. An index fits the
database if the database knows its stamp and has settled none after it. Where many processes write
at once, the largest number is the newest state (corpus.index.index_stamp)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, delete, insert, select, update

from corpus.index.index_stamp import IndexStamp, IndexState
from corpus.store.database import Database, locks_single_rows, write_session
from corpus.store.index_tables import IndexStampRow
from corpus.store.postgresql import concurrent_transaction
from corpus.store.table_base import table_of

_TOKEN_BYTES = 16
#: stamps of failed writes that are kept: where the index cannot be written, each attempt leaves one
_MOST_UNSETTLED = 100


def begin_stamp(database: Database) -> IndexStamp:
    """A new stamp, noted in the database, for a write to the index that is about to begin."""
    table, token = table_of(IndexStampRow), secrets.token_hex(_TOKEN_BYTES)
    with _writing(database) as connection:
        statement = insert(table).values(token=token, settled=False).returning(table.c.id)
        stamp = IndexStamp(connection.execute(statement).scalar_one(), token)
        oldest = stamp.number - _MOST_UNSETTLED
        connection.execute(delete(table).where(table.c.id < oldest, table.c.settled.is_(False)))
    return stamp


def settle_stamp(database: Database, stamp: IndexStamp) -> None:
    """Note that the index has a stamp; those before it are of no more use."""
    table = table_of(IndexStampRow)
    with _writing(database) as connection:
        connection.execute(update(table).where(table.c.id == stamp.number).values(settled=True))
        connection.execute(delete(table).where(table.c.id < stamp.number))


def fits_database(database: Database, state: IndexState) -> bool:
    """Whether an index is the one that the database has written last.

    `state` has to be read before this is called: the database only moves on."""
    table = table_of(IndexStampRow)
    with database.connect() as connection:
        rows = connection.execute(select(table)).all()
    tokens = {row.id: row.token for row in rows}
    settled = max((row.id for row in rows if row.settled), default=0)
    if not state.exists:
        return settled == 0
    if state.stamp is None:  # its first write is under way, or was interrupted
        return settled == 0 and bool(rows)
    number = state.stamp.number
    if tokens.get(number) != state.stamp.token or number < settled:
        return False
    return state.is_finished or max(tokens) > number


def _writing(database: Database) -> AbstractContextManager[Connection]:
    if locks_single_rows(database):
        return concurrent_transaction(database)
    return _write_connection(database)


@contextmanager
def _write_connection(database: Database) -> Iterator[Connection]:
    with write_session(database) as session:
        yield session.connection()
