"""All that a data folder keeps, copied into an empty PostgreSQL, and checked.

The copy is one transaction: interrupted at any point it leaves nothing. Nobody writes to the source
meanwhile. What stands only for work to be done, the index queue, is not copied: the new index is
built from all documents.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO, cast

from sqlalchemy import Connection, Engine, Table, func, insert, select, text
from sqlalchemy.orm import Session

from corpus.inputs.blob_chunks import insert_pieces, pieces
from corpus.store.database import session, writing
from corpus.store.home import Home
from corpus.store.people_tables import Delivery
from corpus.store.tables import Document, IndexQueue, Source, SourcePiece

#: the tables of both modules
_ALL = Delivery.metadata

#: rows read at a time, and rows and bytes, about, in one statement
_READ = 20
_ROWS = 500
_BYTES = 8 << 20
#: hashes of rows are summed, so that the order of rows does not matter
_MODULUS = 1 << 256

#: told how many rows of how many are there
Progress = Callable[[int, int], None]


class MissingSourceError(Exception):
    """The bytes of an input are not in the data folder."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"数据文件夹里缺少原始文件 sources/{sha256}.gz，或内容已损坏")


@dataclass(frozen=True, slots=True)
class Content:
    """How many rows, and the sum of their hashes."""

    rows: int
    digest: str


def tables() -> list[Table]:
    """What is copied, each after those that it refers to."""
    left = {IndexQueue.__tablename__, SourcePiece.__tablename__}
    return [table for table in _ALL.sorted_tables if table.name not in left]


def is_empty(engine: Engine) -> bool:
    with session(engine) as reading:
        return not any(reading.execute(select(table).limit(1)).first() for table in tables())


def copy(source: Engine, home: Home, target: Engine, progress: Progress) -> dict[str, Content]:
    """Copy everything, and tell what was read of each table; under LARGE the inputs that lie in
    files of the data folder. Raises MissingSourceError."""
    found: dict[str, Content] = {}
    done = 0
    with writing(source) as reading, writing(target) as transaction:
        total = sum(_count(reading, table) for table in tables())
        for table in tables():
            counted = _Counted()
            for some in _batches(counted.all(_rows(reading, table))):
                transaction.execute(insert(table), some)
                done += len(some)
                progress(done, total)
            found[table.name] = counted.content
        found[LARGE] = _copy_large(reading, home, transaction.connection())
        _set_sequences(transaction)
    return found


#: the inputs too large for a row, as they are told among the tables
LARGE = "source_piece"


def content(engine: Engine, home: Home) -> dict[str, Content]:
    """What a database, and the data folder where it is its own, holds: as `copy` tells it."""
    found: dict[str, Content] = {}
    with session(engine) as reading:
        for table in tables():
            counted = _Counted()
            for _ in counted.all(_rows(reading, table)):
                pass
            found[table.name] = counted.content
        counted = _Counted()
        for sha256 in _large(reading):
            counted.add({"sha256": _sha256(_bytes(engine, home, sha256))})
    return {**found, LARGE: counted.content}


class _Counted:
    """Rows counted and hashed while they pass."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def all(self, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            self.add(row)
            yield row

    def add(self, row: Mapping[str, Any]) -> None:
        told = json.dumps(row, ensure_ascii=True, sort_keys=True, default=_told)
        self._rows += 1
        self._sum += int.from_bytes(hashlib.sha256(told.encode()).digest(), "big")

    @property
    def content(self) -> Content:
        return Content(self._rows, f"{self._sum % _MODULUS:064x}")


def _told(value: object) -> str:
    """What JSON has no form for, alike on every database."""
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    assert isinstance(value, date | datetime), value
    return value.isoformat()


def _count(reading: Session, table: Table) -> int:
    return reading.scalar(select(func.count()).select_from(table)) or 0


def _rows(reading: Session, table: Table) -> Iterator[dict[str, Any]]:
    rows = reading.execute(select(table).execution_options(yield_per=_READ))
    return (dict(row) for row in rows.mappings())


def _batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(len(value) for value in row.values() if isinstance(value, str | bytes | list))
        if len(batch) == _ROWS or size > _BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _large(reading: Session) -> list[str]:
    query = select(Source.sha256).where(Source.content.is_(None)).order_by(Source.sha256)
    return list(reading.scalars(query))


def _copy_large(reading: Session, home: Home, target: Connection) -> Content:
    counted = _Counted()
    for sha256 in _large(reading):
        try:
            with gzip.open(home.sources / f"{sha256}.gz") as file:
                insert_pieces(target, sha256, cast("BinaryIO", file))
        except OSError as error:
            raise MissingSourceError(sha256) from error
        counted.add({"sha256": sha256})
    return counted.content


def _bytes(engine: Engine, home: Home, sha256: str) -> Iterator[bytes]:
    if home.postgresql is not None:
        yield from pieces(engine, sha256)
        return
    with gzip.open(home.sources / f"{sha256}.gz") as file:
        while piece := file.read(1 << 20):
            yield piece


def _sha256(parts: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def _set_sequences(transaction: Session) -> None:
    """Numbers given from now on follow those that were given before."""
    newest = select(func.max(Document.version)).scalar_subquery()
    for table in [*tables(), _ALL.tables[IndexQueue.__tablename__]]:
        column = table.autoincrement_column
        if column is None:
            continue
        last = newest if table.name == IndexQueue.__tablename__ else func.max(column)
        number = transaction.scalar(select(last))
        if number:
            transaction.execute(
                text("SELECT setval(pg_get_serial_sequence(:table, :column), :number)"),
                {"table": table.name, "column": column.name, "number": number},
            )
