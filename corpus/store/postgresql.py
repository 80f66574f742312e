"""PostgreSQL in place of the folder's own database: its connections, and how it differs from
SQLite.

Any number of processes on any number of hosts share it. They may rely on the following
(docs/decisions/0006-one-writer.md):

* Writers go one after the other, as on SQLite: `lock_writers` is the first statement of every write
  transaction. Nearly every such transaction reads first and writes what follows from it (which
  document an input is, whose validity a relation changes, what a ledger row says), over tables that
  depend on one another. Row locks cannot lock rows that do not exist yet, and SERIALIZABLE would
  require every such transaction to be retried. One lock for all is as sound as it is simple. It is
  held for as long as it takes to write; reading and parsing happen before, outside the transaction.
* The lock is taken in READ COMMITTED, where each statement sees what was committed before it. In
  REPEATABLE READ the snapshot would be as old as the beginning of the wait for the lock.
* Readers wait for nobody: they see one snapshot (REPEATABLE READ, read only)."""

from __future__ import annotations

import weakref
from contextlib import AbstractContextManager

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.store.table_base import BaseRow, encode_json, table_of

#: seconds that a statement waits for a lock; with many hosts, writers queue for theirs
LOCK_TIMEOUT_SECONDS = 30
#: seconds after which the server notices that a host is gone, and releases its locks
_KEEPALIVE_SECONDS = 30
#: the first half of the keys of all our advisory locks, "FAGU"
NAMESPACE = 0x46414755
_WRITER_KEY = 0
_CONNECT_SECONDS = 10

READ_OPTIONS: dict[str, object] = {
    "isolation_level": "REPEATABLE READ",
    "postgresql_readonly": True,
}
WRITE_OPTIONS: dict[str, object] = {"isolation_level": "READ COMMITTED"}


class DatabaseEncodingError(Exception):
    """The database's encoding cannot hold Chinese text."""

    def __init__(self, encoding: str) -> None:
        super().__init__(f"数据库的编码是 {encoding}，应为 UTF8：请用 ENCODING 'UTF8' 另建一个库")


def postgresql_engine(
    dsn: str, pool_size: int, *, max_overflow: int = 0, lock_timeout: int = LOCK_TIMEOUT_SECONDS
) -> Engine:
    """An engine of `pool_size` connections, and of `max_overflow` more (-1: any number) closed
    after use.

    Each connection is tested before it is used, so that a restart of the server disturbs only those
    in the middle of a transaction. `lock_timeout`: seconds that a statement waits for a lock, 0 for
    no limit."""
    from corpus.store.postgresql_nul import NulReplacingDumper  # noqa: PLC0415 - imports the driver, which SQLite does not need

    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.adapters.register_dumper(str, NulReplacingDumper)
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(
            f"SET lock_timeout = '{lock_timeout}s'; SET timezone = 'UTC';"
            f"SET tcp_keepalives_idle = {_KEEPALIVE_SECONDS // 2};"
            f"SET tcp_keepalives_interval = {_KEEPALIVE_SECONDS // 6}; SET tcp_keepalives_count = 3"
        )
        cursor.close()
        connection.autocommit = False

    engine = create_engine(
        dsn,
        isolation_level="REPEATABLE READ",  # a transaction sees one snapshot, as on SQLite
        pool_size=pool_size,
        max_overflow=max_overflow,
        pool_pre_ping=True,
        json_serializer=encode_json,
        hide_parameters=True,  # they hold people's words, and errors go into logs
        connect_args={
            "connect_timeout": _CONNECT_SECONDS,
            "application_name": "fagui",
            "client_encoding": "UTF8",
        },
    )
    event.listen(engine, "connect", prepare)
    weakref.finalize(engine, engine.pool.dispose)  # a command that ends closes its connections
    return engine


def lock_writers(connection: Connection, patience: int = LOCK_TIMEOUT_SECONDS) -> None:
    """Wait until no other transaction writes, for at most `patience` seconds.

    The lock is held until this transaction ends."""
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{patience}s'")
    connection.execute(_LOCK, {"space": NAMESPACE, "key": _WRITER_KEY})


_LOCK = text("SELECT pg_advisory_xact_lock(:space, :key)")


def concurrent_transaction(engine: Engine) -> AbstractContextManager[Connection]:
    """A transaction that writes while others write.

    What it changes must be locked row by row, or must not depend on which transaction is first."""
    return engine.execution_options(**WRITE_OPTIONS).begin()


def insert_or_ignore(model: type[BaseRow]) -> Insert:
    """A statement that inserts rows with new keys; rows that exist already stay as they are."""
    return insert(table_of(model)).on_conflict_do_nothing()


def check_encoding(connection: Connection) -> None:
    """Check that the database can hold Chinese text; raises DatabaseEncodingError where it
    cannot."""
    encoding = str(connection.exec_driver_sql("SHOW server_encoding").scalar())
    if encoding != "UTF8":
        raise DatabaseEncodingError(encoding)


def order_by_code_point(connection: Connection) -> None:
    """Make all text columns sort and compare by code points, as SQLite does, in any database
    locale.

    It runs after each migration, for the columns that the migration added."""
    columns = connection.execute(_COLUMNS).all()
    quote = connection.dialect.identifier_preparer.quote
    for table, column, type_ in columns:
        connection.exec_driver_sql(
            f'ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} TYPE {type_} COLLATE "C"'
        )


_COLUMNS = text(
    """
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
    JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
    WHERE a.attcollation <> 0 AND a.attcollation <> '"C"'::regcollation AND NOT a.attisdropped
    ORDER BY 1, a.attnum
    """
)
