"""Verifies the file of an SQLite database: its pages, and that every value can be read.

SQLite has no checksums: a byte that changed inside a value goes unnoticed until somebody reads it.
Values that can be read and say something else are found by their hashes
(corpus.documents.verify_content)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from sqlalchemy import JSON, Date, Engine, Table
from sqlalchemy.exc import OperationalError

from corpus.store.table_base import BaseRow, UtcDateTime

_ROWS = 1_000
_DATE = "[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]"
_MOMENT = f"{_DATE} [0-2][0-9]:[0-5][0-9]:[0-5][0-9]*"


def damaged_parts(engine: Engine) -> list[str]:
    """What is damaged: the names of tables, or “pages” of the file; nothing on PostgreSQL.

    PostgreSQL checks its own. Raises OperationalError where the database is locked or full."""
    if engine.dialect.name == "postgresql":
        return []
    with closing(engine.raw_connection()) as outer:
        connection = outer.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        try:
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                return ["pages"]
            return [
                name
                for name, table in BaseRow.metadata.tables.items()
                if not _is_readable(connection, table)
            ]
        except sqlite3.OperationalError as error:
            raise OperationalError("PRAGMA quick_check", None, error) from error
        except sqlite3.DatabaseError:
            return ["pages"]


def _is_readable(connection: sqlite3.Connection, table: Table) -> bool:
    """Whether all values of a table are UTF-8 and of their types."""
    unreadable = " OR ".join(_conditions(table))
    if unreadable:
        query = f'SELECT 1 FROM "{table.name}" WHERE {unreadable} LIMIT 1'  # noqa: S608 - our names
        if connection.execute(query).fetchone() is not None:
            return False
    texts = ", ".join(f'"{column.name}"' for column in table.columns if _holds_text(column.type))
    return not texts or _is_utf8(connection, f'SELECT {texts} FROM "{table.name}"')  # noqa: S608


def _conditions(table: Table) -> Iterator[str]:
    for column in table.columns:
        name = f'"{column.name}"'
        if isinstance(column.type, JSON):
            yield f"({name} IS NOT NULL AND NOT json_valid({name}))"
        elif isinstance(column.type, Date):
            yield f"{name} NOT GLOB '{_DATE}'"
        elif isinstance(column.type, UtcDateTime):
            yield f"{name} NOT GLOB '{_MOMENT}'"


def _holds_text(type_: object) -> bool:
    return isinstance(type_, JSON) or getattr(type_, "python_type", None) is str


def _is_utf8(connection: sqlite3.Connection, query: str) -> bool:
    connection.text_factory = bytes.decode
    try:
        cursor = connection.execute(query)
        while cursor.fetchmany(_ROWS):
            pass
    except UnicodeDecodeError:
        return False
    finally:
        connection.text_factory = str
    return True
