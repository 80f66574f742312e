"""Writing a generation of the embedded index: all of a batch or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from tantivy import Index

from corpus.index import schema
from corpus.index.fields import Entry

#: bytes that a writer fills before it writes a segment; each has one thread
DOCUMENTS_HEAP = 96_000_000
PROVISIONS_HEAP = 160_000_000


def open_indexes(folder: Path) -> tuple[Index, Index]:
    """The index of documents and that of provisions in a generation's folder, made if need be."""
    opened = []
    for name, fields in (
        ("documents", schema.documents_schema()),
        ("provisions", schema.provisions_schema()),
    ):
        path = folder / name
        path.mkdir(exist_ok=True)
        opened.append(schema.register(Index(fields, str(path))))
    documents, provisions = opened
    return documents, provisions


class Writers:
    """The one writer of each index. Close it before the lock is let go."""

    def __init__(self, folder: Path) -> None:
        documents, provisions = open_indexes(folder)
        self._documents = documents.writer(DOCUMENTS_HEAP, 1)
        self._provisions = provisions.writer(PROVISIONS_HEAP, 1)

    def write(self, entries: Iterable[Entry], gone: Sequence[str] = ()) -> None:
        try:
            for identifier in gone:
                self._forget(identifier)
            for entry in entries:
                self._forget(entry.document)
                self._documents.add_document(schema.document_of(entry))
                for provision in schema.provisions_of(entry):
                    self._provisions.add_document(provision)
            self._provisions.commit()
            self._documents.commit()
        except BaseException:
            # without it every later commit would succeed and store nothing
            self._provisions.rollback()
            self._documents.rollback()
            raise

    def close(self) -> None:
        self._documents.wait_merging_threads()
        self._provisions.wait_merging_threads()

    def _forget(self, identifier: str) -> None:
        self._documents.delete_documents_by_term("id", identifier)
        self._provisions.delete_documents_by_term("id", identifier)
