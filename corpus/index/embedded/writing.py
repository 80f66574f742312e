"""Writing a generation of the embedded index: all of a batch or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tantivy import Document, Index

from corpus.index.embedded import schema
from corpus.index.engine import NONE
from corpus.index.entry.build import Entry
from corpus.index.entry.rows import Made, made

#: bytes that a writer fills before it writes a segment; each has one thread
HEAPS = {"provisions": 96_000_000, "documents": 64_000_000}


def open_indexes(folder: Path) -> dict[str, Index]:
    """The indexes in a generation's folder by name, made if need be."""
    opened = {}
    for name, unit in schema.NAMES.items():
        path = folder / name
        path.mkdir(exist_ok=True)
        opened[name] = schema.register(Index(schema.schema(unit), str(path)))
    return opened


class Writers:
    """The one writer of each index. Close it before the lock is let go."""

    def __init__(self, folder: Path) -> None:
        self._writers = {
            name: index.writer(HEAPS[name], 1) for name, index in open_indexes(folder).items()
        }

    def write(self, entries: Iterable[Entry], gone: Mapping[str, int] = NONE) -> None:
        try:
            for identifier in gone:
                self._forget(identifier)
            for entry in entries:
                self._forget(entry.document)
                self._add(made(entry, Document))
            self._commit()
        except BaseException:
            # without it every later commit would succeed and store nothing
            for writer in self._writers.values():
                writer.rollback()
            raise

    def close(self) -> None:
        for writer in self._writers.values():
            writer.wait_merging_threads()

    def _commit(self) -> None:
        """The documents last, so that nobody finds one whose provisions are not there yet."""
        for name in schema.NAMES:
            self._writers[name].commit()

    def _add(self, rows: Made[Document]) -> None:
        for provision in rows.provisions:
            self._writers["provisions"].add_document(provision)
        self._writers["documents"].add_document(rows.document())

    def _forget(self, identifier: str) -> None:
        for writer in self._writers.values():
            writer.delete_documents_by_term("id", identifier)
