"""Copies the database and large inputs of a data folder into an empty PostgreSQL, and checks them.

The copy is one transaction: when it is interrupted, the target stays empty. The caller sees to it
that nobody writes to the source meanwhile. The rows of the index queue and the stamps of the index
are not copied, because the new index is built from all documents."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO, cast

from sqlalchemy import Connection, Table, func, insert, select, text
from sqlalchemy.orm import Session

from corpus.inputs.blob_chunks import insert_chunks, read_chunks
from corpus.store.database import Database, read_session, write_session
from corpus.store.document_tables import DocumentRow, SourcePieceRow, SourceRow
from corpus.store.home import Home
from corpus.store.index_tables import IndexQueueRow, IndexStampRow
from corpus.store.people_tables import DeliveryRow

#: the tables of document_tables and of people_tables: they share one metadata
_METADATA = DeliveryRow.metadata

#: rows fetched from the source at a time; the most rows in one INSERT; and bytes after which an
#: INSERT ends, whatever its rows
_FETCHED_ROWS = 20
_BATCH_ROWS = 500
_BATCH_BYTES = 8 << 20
#: a table's digest is the sum of the hashes of its rows modulo this number, so that the order of
#: the rows does not matter
_MODULUS = 1 << 256

#: called with the number of rows copied so far and the number of rows in all
Progress = Callable[[int, int], None]


class MissingSourceError(Exception):
    """Raised when the bytes of an input are missing from the data folder, or are damaged."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"数据文件夹里缺少原始文件 sources/{sha256}.gz，或内容已损坏")


@dataclass(frozen=True, slots=True)
class TableDigest:
    """The number of rows of one table, and the sum of the hashes of its rows in hexadecimal."""

    rows: int
    digest: str


def tables_to_copy() -> list[Table]:
    """The tables that are copied, each after the tables that its foreign keys refer to."""
    left = {row.__tablename__ for row in (IndexQueueRow, IndexStampRow, SourcePieceRow)}
    return [table for table in _METADATA.sorted_tables if table.name not in left]


def is_empty(engine: Database) -> bool:
    """Whether none of the tables that are copied holds a row."""
    with read_session(engine) as session:
        return not any(
            session.execute(select(table).limit(1)).first() for table in tables_to_copy()
        )


def copy_database(
    source: Database, home: Home, target: Database, progress: Progress
) -> dict[str, TableDigest]:
    """The digests of what was read from the source, by the name of the table.

    LARGE_SOURCES stands for the inputs that lie in files of the data folder. `progress` is called
    after every INSERT. Raises MissingSourceError."""
    digests: dict[str, TableDigest] = {}
    copied_rows = 0
    with write_session(source) as source_session, write_session(target) as target_session:
        total = sum(_count_rows(source_session, table) for table in tables_to_copy())
        for table in tables_to_copy():
            hasher = _RowHasher()
            for batch in _batch_rows(hasher.hash_rows(_read_rows(source_session, table))):
                target_session.execute(insert(table), batch)
                copied_rows += len(batch)
                progress(copied_rows, total)
            digests[table.name] = hasher.table_digest
        digests[LARGE_SOURCES] = _copy_large_sources(
            source_session, home, target_session.connection()
        )
        _set_sequences(target_session)
    return digests


#: the name under which the digests list the inputs that are too large for a row
LARGE_SOURCES = "source_piece"


def digest_database(engine: Database, home: Home) -> dict[str, TableDigest]:
    """The digests of a database by the name of the table, as `copy_database` returns them.

    Where the database is an SQLite of the data folder, its large inputs are read from the folder.
    """
    digests: dict[str, TableDigest] = {}
    with read_session(engine) as session:
        for table in tables_to_copy():
            hasher = _RowHasher()
            for _ in hasher.hash_rows(_read_rows(session, table)):
                pass
            digests[table.name] = hasher.table_digest
        hasher = _RowHasher()
        for sha256 in _load_large_hashes(session):
            hasher.hash_row({"sha256": _sha256(_read_source(engine, home, sha256))})
    return {**digests, LARGE_SOURCES: hasher.table_digest}


class _RowHasher:
    """Counts and hashes the rows that pass through it."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def hash_rows(self, rows: Iterator[dict[str, object]]) -> Iterator[dict[str, object]]:
        for row in rows:
            self.hash_row(row)
            yield row

    def hash_row(self, row: Mapping[str, object]) -> None:
        encoded = json.dumps(row, ensure_ascii=True, sort_keys=True, default=_json_default)
        self._rows += 1
        self._sum += int.from_bytes(hashlib.sha256(encoded.encode()).digest(), "big")

    @property
    def table_digest(self) -> TableDigest:
        return TableDigest(self._rows, f"{self._sum % _MODULUS:064x}")


def _json_default(value: object) -> str:
    """The string for a value that JSON has no type for: the SHA-256 of bytes, the ISO form of
    dates.

    Every database gives the same string, so the digests of two databases can be compared."""
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    assert isinstance(value, date | datetime), value
    return value.isoformat()


def _count_rows(session: Session, table: Table) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def _read_rows(session: Session, table: Table) -> Iterator[dict[str, object]]:
    rows = session.execute(select(table).execution_options(yield_per=_FETCHED_ROWS))
    return (dict(row) for row in rows.mappings())


def _batch_rows(rows: Iterator[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    batch: list[dict[str, object]] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(len(value) for value in row.values() if isinstance(value, str | bytes | list))
        if len(batch) == _BATCH_ROWS or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _load_large_hashes(session: Session) -> list[str]:
    query = select(SourceRow.sha256).where(SourceRow.content.is_(None)).order_by(SourceRow.sha256)
    return list(session.scalars(query))


def _copy_large_sources(session: Session, home: Home, connection: Connection) -> TableDigest:
    hasher = _RowHasher()
    for sha256 in _load_large_hashes(session):
        try:
            with gzip.open(home.sources / f"{sha256}.gz") as file:
                insert_chunks(connection, sha256, cast("BinaryIO", file))
        except OSError as error:
            raise MissingSourceError(sha256) from error
        hasher.hash_row({"sha256": sha256})
    return hasher.table_digest


def _read_source(engine: Database, home: Home, sha256: str) -> Iterator[bytes]:
    if home.postgresql is not None:
        yield from read_chunks(engine, sha256)
        return
    with gzip.open(home.sources / f"{sha256}.gz") as file:
        while piece := file.read(1 << 20):
            yield piece


def _sha256(parts: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _set_sequences(session: Session) -> None:
    """Set every sequence behind the copied ids, so that new rows get new ids.

    The sequence of the index queue goes on from the highest version of a document: versions are
    numbers of that queue."""
    newest = select(func.max(DocumentRow.version)).scalar_subquery()
    for table in [*tables_to_copy(), _METADATA.tables[IndexQueueRow.__tablename__]]:
        column = table.autoincrement_column
        if column is None:
            continue
        last = newest if table.name == IndexQueueRow.__tablename__ else func.max(column)
        number = session.scalar(select(last))
        if number:
            session.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :column), :number)"),
                {"table": table.name, "column": column.name, "number": number},
            )
