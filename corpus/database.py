"""The SQL database: opened, migrated, read in snapshots, written in short transactions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from corpus.home import Home
from corpus.locks import held

#: the newest revision in migrations/versions
HEAD = "0007"
MIGRATIONS = Path(__file__).parent / "migrations"
#: how long a writer waits for another's transaction
PATIENCE_SECONDS = 30


class NewerDatabaseError(Exception):
    """The data folder was written by a newer version of the program."""

    def __init__(self, version: str) -> None:
        super().__init__(f"数据由更新的程序版本写成（数据版本 {version}），请升级 fagui 后再用")


def open_database(home: Home) -> Engine:
    """The database of a data folder, made or brought up to date where it is not yet.

    Several processes may call it at once. Raises NewerDatabaseError.
    """
    home.create()
    engine = create_engine(
        f"sqlite:///{home.database}",
        connect_args={"timeout": PATIENCE_SECONDS},
        json_serializer=json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode,
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    if _version(engine) != HEAD:
        with held(home.database_lock):
            _migrate(engine)
    return engine


def session(engine: Engine) -> Session:
    """A session for reading: it sees one snapshot until it is closed, rolled back or committed."""
    return Session(engine)


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A short write transaction, committed at the end of the block, rolled back by an exception.

    It takes the write lock at its beginning: one that reads first and writes later would fail
    where another process wrote in between.
    """
    immediate = engine.execution_options(begin="BEGIN IMMEDIATE")
    with Session(immediate) as session, session.begin():
        yield session


class _Cursor(Protocol):
    def execute(self, statement: str) -> object: ...

    def close(self) -> None: ...


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # sqlite3 would begin transactions by itself, too late (before the first change only): off,
    # and `_begin` does it.
    connection.isolation_level = None
    cursor: _Cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # What was told as taken in stays when the power fails, too: measured, one fsync for each
    # commit costs nothing that shows beside NORMAL, because transactions hold many documents.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _version(engine: Engine) -> str | None:
    """The revision of the tables, None where there are none. Without Alembic, whose import would
    take half of the start.
    """
    with engine.connect() as connection:
        try:
            return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        except OperationalError as error:
            if "no such table" not in str(error):
                raise
            return None


def _migrate(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - see _version
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    version = _version(engine)
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise NewerDatabaseError(version)
    outside = engine.raw_connection()  # SQLite changes its journal outside transactions only
    outside.cursor().execute("PRAGMA journal_mode = WAL")
    outside.close()
    with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
