"""Reading whole folders on all cores, for the gates."""

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from corpus.model.types import Reading
from ingest.document import read_document


def _read(path: Path) -> Reading:
    return read_document(path.read_bytes(), path.name)


def readings(paths: list[Path]) -> list[Reading]:
    """What each file says, in order."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_read, paths, chunksize=16))


def _understood(data: bytes) -> Reading:
    return read_document(data, "page.html")


def understood(pages: list[bytes]) -> list[Reading]:
    """What each HTML page says, in order."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_understood, pages, chunksize=4))
