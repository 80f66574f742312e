"""Writes a generation of the embedded index: all of a batch or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tantivy import Document, Index

from corpus.index.embedded import index_schema
from corpus.index.embedded.generation_stamp import write_stamp
from corpus.index.embedded.open_index import open_index
from corpus.index.entry.build_entry import IndexEntry
from corpus.index.entry.entry_fields import EntryFields, make_fields
from corpus.index.index_stamp import IndexStamp
from corpus.index.search_engine import NO_DELETIONS

#: bytes that a writer fills before it writes a segment; each writer has one thread
HEAP_BYTES = {"provisions": 96_000_000, "documents": 64_000_000}


def open_indexes(folder: Path) -> dict[str, Index]:
    """The indexes in the folder of a generation, by name; missing ones are created."""
    opened = {}
    for name, unit in index_schema.INDEX_UNITS.items():
        path = folder / name
        path.mkdir(exist_ok=True)
        opened[name] = index_schema.register_tokenizer(open_index(path, unit))
    return opened


class EmbeddedWriter:
    """The only writer of each index; it has to be closed before the lock is released."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamp: IndexStamp | None = None
        self._writers = {
            name: index.writer(HEAP_BYTES[name], 1) for name, index in open_indexes(folder).items()
        }

    def write(
        self, entries: Iterable[IndexEntry], deleted: Mapping[str, int] = NO_DELETIONS
    ) -> None:
        try:
            for identifier in deleted:
                self._delete_rows(identifier)
            for entry in entries:
                self._delete_rows(entry.document)
                self._add_rows(make_fields(entry, Document))
            self._commit()
        except BaseException:
            # without a rollback every later commit would succeed and store nothing
            for writer in self._writers.values():
                writer.rollback()
            raise

    def write_stamp(self, stamp: IndexStamp) -> None:
        """Stamp what has been written so far."""
        self._stamp = stamp
        write_stamp(self._folder, stamp)

    def close(self) -> None:
        for writer in self._writers.values():
            writer.wait_merging_threads()
        if self._stamp is not None:
            write_stamp(self._folder, self._stamp)  # with the files as merging left them

    def _commit(self) -> None:
        """Commit the documents last, so that no search finds one whose provisions are missing."""
        for name in index_schema.INDEX_UNITS:
            self._writers[name].commit()

    def _add_rows(self, rows: EntryFields[Document]) -> None:
        for provision in rows.provisions:
            self._writers["provisions"].add_document(provision)
        self._writers["documents"].add_document(rows.document())

    def _delete_rows(self, document_id: str) -> None:
        for writer in self._writers.values():
            writer.delete_documents_by_term("id", document_id)
