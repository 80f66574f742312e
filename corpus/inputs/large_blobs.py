"""Inputs too large for a row, stored in chunks in the data folder, or in the PostgreSQL in its
place.

Like `corpus.inputs.blobs`, this module imports no SQL unless PostgreSQL is used."""

from __future__ import annotations

import gzip
import hashlib
from typing import BinaryIO

from corpus.inputs.blobs import COMPRESSION_LEVEL, InputBlob
from corpus.store.half_files import complete, half_file
from corpus.store.home import Home

_CHUNK_BYTES = 1 << 20


def store_large_blob(home: Home, file: BinaryIO) -> InputBlob:
    """The digest and size of an input too large for a row, after its bytes were stored.

    In the data folder its row is still to be made; a process that is killed half-way leaves a
    temporary file, which does not count as stored. On PostgreSQL the bytes lie in the database,
    with their row."""
    if home.postgresql is None:
        return _store_file(home, file)
    from corpus.inputs.blob_chunks import store_chunks  # noqa: PLC0415 - SQL, for such inputs alone

    return store_chunks(home.postgresql, file)


def _store_file(home: Home, file: BinaryIO) -> InputBlob:
    digest, size = hashlib.sha256(), 0
    with (
        half_file(home.sources) as target,
        gzip.GzipFile(
            fileobj=target, mode="wb", compresslevel=COMPRESSION_LEVEL, mtime=0
        ) as packed,
    ):
        while piece := file.read(_CHUNK_BYTES):
            digest.update(piece)
            size += len(piece)
            packed.write(piece)
        complete(target, home.sources / f"{digest.hexdigest()}.gz")
    return InputBlob(digest.hexdigest(), size, None)
