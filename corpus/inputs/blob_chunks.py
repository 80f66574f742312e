"""Inputs too large for a row, stored on PostgreSQL in the database, in chunks, for all hosts."""

from __future__ import annotations

import errno
import hashlib
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import BinaryIO

from sqlalchemy import Connection, select

from corpus.inputs.blobs import COMPRESSION_LEVEL, InputBlob
from corpus.store.database import Database
from corpus.store.document_tables import SourcePieceRow, SourceRow
from corpus.store.postgresql import (
    concurrent_transaction,
    insert_or_ignore,
    lock_writers,
    postgresql_engine,
)
from corpus.store.retry_transient import retry_transient

#: bytes of one row before compression: as many as reading and writing hold in memory at a time
CHUNK_BYTES = 4 << 20


def store_chunks(dsn: str, file: BinaryIO) -> InputBlob:
    """The digest and size of an input, after its bytes were stored in one transaction.

    A process that is killed half-way leaves nothing. The chunks are inserted before the writers'
    lock is taken, so that nobody waits for a whole archive. Raises OSError where the file changes
    meanwhile."""
    digest, size = hashlib.sha256(), 0
    for piece in _read_file_chunks(file):
        digest.update(piece)
        size += len(piece)
    sha256 = digest.hexdigest()
    engine = postgresql_engine(dsn, 1)

    def keep() -> None:
        with concurrent_transaction(engine) as connection:
            if not _is_stored(connection, sha256):
                insert_chunks(connection, sha256, file)
                lock_writers(connection)
                row = {"sha256": sha256, "size": size, "created": datetime.now(UTC)}
                connection.execute(insert_or_ignore(SourceRow), row)

    try:
        retry_transient(keep)
    finally:
        engine.dispose()
    return InputBlob(sha256, size, None)


def _is_stored(connection: Connection, sha256: str) -> bool:
    return connection.scalar(select(SourceRow.sha256).where(SourceRow.sha256 == sha256)) is not None


def _read_file_chunks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(CHUNK_BYTES):
        yield piece


def insert_chunks(connection: Connection, sha256: str, file: BinaryIO) -> None:
    """Insert the chunks of an input, in the transaction of `connection`.

    Raises OSError where the file's bytes do not have this hash."""
    digest = hashlib.sha256()
    add = insert_or_ignore(SourcePieceRow)  # another host may be storing the same input
    for position, piece in enumerate(_read_file_chunks(file)):
        digest.update(piece)
        content = zlib.compress(piece, COMPRESSION_LEVEL)
        row = {"source_sha256": sha256, "position": position, "content": content}
        connection.execute(add, row)
    if digest.hexdigest() != sha256:
        raise OSError(errno.EAGAIN, "读的时候内容变了")


def read_chunks(database: Database, sha256: str) -> Iterator[bytes]:
    """The bytes of a stored input, chunk by chunk.

    Each chunk is read in a transaction of its own, because a download may take long."""
    for position in count():
        with database.connect() as connection:
            content = connection.scalar(
                select(SourcePieceRow.content).where(
                    SourcePieceRow.source_sha256 == sha256, SourcePieceRow.position == position
                )
            )
        if content is None:
            return
        yield zlib.decompress(content)
