"""The SQL database: opened, migrated, read in snapshots, written in short transactions.

It is the folder's own (SQLite), or the PostgreSQL that the folder names; other modules need not
know which one (corpus.store.postgresql holds the differences)."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol, TypeAlias
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, orm
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.store import postgresql
from corpus.store.database_errors import unreachable_reason
from corpus.store.home import Home
from corpus.store.locks import hold_lock
from corpus.store.table_base import encode_json

#: the newest revision of the tables in migrations/versions
HEAD = "withdrawals"
MIGRATIONS = Path(__file__).parent.parent / "migrations"
#: seconds that a writer waits for another's transaction
BUSY_TIMEOUT_SECONDS = 30

#: SQLAlchemy's types under our names, for the other packages: only corpus imports SQLAlchemy
Database: TypeAlias = Engine
Session: TypeAlias = orm.Session


class NewerDatabaseError(Exception):
    """A newer version of the program wrote the data folder."""

    def __init__(self, version: str) -> None:
        super().__init__(f"数据由更新的程序版本写成（数据版本 {version}），请升级 fagui 后再用")


def open_database(home: Home) -> Database:
    """The database of a data folder, created or migrated where it is not up to date.

    Several processes may call this at once, on several hosts. Raises NewerDatabaseError,
    corpus.store.postgresql.DatabaseEncodingError, and OperationalError where no server answers."""
    home.create()
    if home.postgresql is None:
        engine = _sqlite_engine(home.database)
    else:
        engine = postgresql.postgresql_engine(home.postgresql, home.connections)
    if _schema_version(engine) != HEAD:
        with hold_lock(home, "database"):
            _migrate(engine)
    return engine


def read_session(engine: Database) -> Session:
    """A session that sees one snapshot until it is closed, rolled back or committed.

    The caller closes it. PostgreSQL refuses to write in it; SQLite does not."""
    return Session(engine.execution_options(**_postgresql_options(engine, postgresql.READ_OPTIONS)))


@contextmanager
def write_session(engine: Database, patience: int = BUSY_TIMEOUT_SECONDS) -> Iterator[Session]:
    """A session in a short write transaction, committed at the end of the block or rolled back by
    an exception.

    It takes the write lock at its beginning: a transaction that reads first and writes later would
    fail, or overlook what another process wrote in between. `patience`: seconds that it waits for
    the lock; then one of `corpus.store.database_errors.BUSY_ERRORS` is raised."""
    options = _postgresql_options(engine, postgresql.WRITE_OPTIONS) or {
        **_IMMEDIATE,
        "busy_timeout": patience * 1000,
    }
    with Session(engine.execution_options(**options)) as session, session.begin():
        if engine.dialect.name == "postgresql":
            postgresql.lock_writers(session.connection(), patience)
        yield session


def describe_engine(engine: Database) -> str:
    """The name and version of the database, for people.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     describe_engine(open_database(Home(Path(folder)))).partition(" ")[0]
    'SQLite'
    """
    if engine.dialect.name == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}"
    if engine.dialect.server_version_info is None:  # known only after the first connection
        engine.connect().close()
    return f"PostgreSQL {'.'.join(map(str, engine.dialect.server_version_info or ()))}"


def describe_database(home: Home) -> str:
    """The database of a data folder in words, or why its server does not answer; nothing is
    created."""
    if home.postgresql is None:
        return f"SQLite {sqlite3.sqlite_version}，{home.database}"
    engine = postgresql.postgresql_engine(home.postgresql, 1)
    try:
        return describe_engine(engine)
    except OperationalError as error:
        return unreachable_reason(error, home.postgresql) or str(error.orig)
    finally:
        engine.dispose()


def locks_single_rows(engine: Database) -> bool:
    """Whether the database locks row by row, so that several processes may claim rows at a time.

    Otherwise one process writes at a time."""
    return engine.dialect.name == "postgresql"


def _postgresql_options(engine: Database, options: dict[str, object]) -> dict[str, object]:
    return options if engine.dialect.name == "postgresql" else {}


_IMMEDIATE: dict[str, object] = {"begin": "BEGIN IMMEDIATE"}


def _sqlite_engine(file: Path) -> Database:
    engine = create_engine(
        _sqlite_url(file),
        connect_args={"timeout": BUSY_TIMEOUT_SECONDS},
        json_serializer=encode_json,
        hide_parameters=True,  # they hold people's words, and errors go into logs
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin_transaction)
    return engine


def _sqlite_url(file: Path) -> URL:
    """The URL of a file, whatever characters its name holds; made for its owner alone if new.

    Where the folder cannot be written, nobody writes there: without a journal the file can be read
    as it is, while SQLite would else want to make files beside it."""
    if os.access(file.parent, os.W_OK):
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
        return URL.create("sqlite", database=str(file))
    journal = file.with_name(f"{file.name}-wal")
    alone = {} if journal.exists() and journal.stat().st_size else {"immutable": "1"}
    return URL.create(
        "sqlite",
        database=f"file:{quote(os.fsencode(file))}",
        query={"mode": "ro", "uri": "true", **alone},
    )


class _DbCursor(Protocol):
    def execute(self, statement: str) -> object: ...

    def close(self) -> None: ...


def _prepare_connection(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # sqlite3 by itself begins a transaction only before the first change, too late for a snapshot:
    # this switches that off, and `_begin_transaction` begins transactions.
    connection.isolation_level = None
    cursor: _DbCursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # What was reported as taken in must survive a power failure. Measured: one fsync for each
    # commit costs nothing that shows beside NORMAL, because transactions hold many documents
    # (docs/decisions/0011-sqlite-full.md).
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA cache_size = -16384")
    cursor.close()


def _begin_transaction(connection: Connection) -> None:
    options = connection.get_execution_options()
    if "busy_timeout" in options:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {options['busy_timeout']}")
    connection.exec_driver_sql(options.get("begin", "BEGIN"))


def _schema_version(engine: Database) -> str | None:
    """The revision of the tables, or None where there are none.

    It is read without Alembic, whose import would take half of the start-up time."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _migrate(engine: Database) -> None:
    from alembic import command  # noqa: PLC0415 - see _schema_version
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    version = _schema_version(engine)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise NewerDatabaseError(version)
    if engine.dialect.name == "sqlite":
        outside = engine.raw_connection()  # the journal can change outside transactions only
        outside.cursor().execute("PRAGMA journal_mode = WAL")
        outside.close()
    options = _postgresql_options(engine, postgresql.WRITE_OPTIONS) or _IMMEDIATE
    with engine.execution_options(**options).begin() as connection:
        config.attributes["connection"] = connection
        if engine.dialect.name == "postgresql":
            postgresql.check_encoding(connection)
            postgresql.lock_writers(connection)
        command.upgrade(config, "head")
        if engine.dialect.name == "postgresql":
            postgresql.order_by_code_point(connection)
