"""Reading whole folders on all cores, for the gates."""

import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from corpus.model.domain_types import ParsedDocument
from ingest.read_document import read_document


def _read(path: Path) -> ParsedDocument:
    return read_document(path.read_bytes(), path.name)


def readings(paths: list[Path]) -> list[ParsedDocument]:
    """What each file says, in order."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_read, paths, chunksize=16))


def _understood(data: bytes) -> ParsedDocument:
    return read_document(data, "page.html")


def understood(pages: list[bytes]) -> list[ParsedDocument]:
    """What each HTML page says, in order."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(_understood, pages, chunksize=4))
