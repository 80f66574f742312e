"""Inputs too large for a row, on PostgreSQL: in the database, piece by piece, for all hosts."""

from __future__ import annotations

import errno
import hashlib
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from typing import BinaryIO

from sqlalchemy import Connection, Engine, select
from sqlalchemy.dialects.postgresql import insert

from corpus.inputs.blobs import LEVEL, Bytes
from corpus.store.base import table_of
from corpus.store.database import patiently
from corpus.store.postgresql import WRITING, connect, one_writer
from corpus.store.tables import Source, SourcePiece

#: bytes in one row before they are compressed: what reading and writing hold at a time
PIECE = 4 << 20


def keep_pieces(address: str, file: BinaryIO) -> Bytes:
    """Keep an input, in one transaction: killed half-way it leaves nothing. The pieces go in
    before the writers' lock is taken, so that nobody waits for a whole archive.

    Raises OSError where the file changes meanwhile.
    """
    digest, size = hashlib.sha256(), 0
    for piece in _read(file):
        digest.update(piece)
        size += len(piece)
    sha256 = digest.hexdigest()
    engine = connect(address, 1)

    def keep() -> None:
        with engine.execution_options(**WRITING).begin() as connection:
            if not _known(connection, sha256):
                insert_pieces(connection, sha256, file)
                one_writer(connection)
                row = {"sha256": sha256, "size": size, "created": datetime.now(UTC)}
                connection.execute(insert(table_of(Source)).on_conflict_do_nothing(), row)

    try:
        patiently(keep)
    finally:
        engine.dispose()
    return Bytes(sha256, size, None)


def _known(connection: Connection, sha256: str) -> bool:
    return connection.scalar(select(Source.sha256).where(Source.sha256 == sha256)) is not None


def _read(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(PIECE):
        yield piece


def insert_pieces(connection: Connection, sha256: str, file: BinaryIO) -> None:
    """In a transaction. Raises OSError where the file is another one."""
    seen = hashlib.sha256()
    add = insert(table_of(SourcePiece)).on_conflict_do_nothing()  # another host may be at it, too
    for position, piece in enumerate(_read(file)):
        seen.update(piece)
        content = zlib.compress(piece, LEVEL)
        row = {"source_sha256": sha256, "position": position, "content": content}
        connection.execute(add, row)
    if seen.hexdigest() != sha256:
        raise OSError(errno.EAGAIN, "读的时候内容变了")


def pieces(engine: Engine, sha256: str) -> Iterator[bytes]:
    """The bytes again, each piece in a transaction of its own: a download may take its time."""
    for position in count():
        with engine.connect() as connection:
            content = connection.scalar(
                select(SourcePiece.content).where(
                    SourcePiece.source_sha256 == sha256, SourcePiece.position == position
                )
            )
        if content is None:
            return
        yield zlib.decompress(content)
