"""The interface of a search engine; whatever an engine holds can be built again from SQL.

`embedded/` (tantivy, in process) and `elastic/` (Elasticsearch) implement it. Why SQL decides:
docs/decisions/0002-sql-is-the-truth.md."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from corpus.index.index_stamp import IndexStamp, IndexState

if TYPE_CHECKING:
    from corpus.index.entry.build_entry import IndexEntry
    from corpus.index.query_tree import EngineResult, SearchRequest

#: what `write` deletes by default: no document
NO_DELETIONS: Mapping[str, int] = MappingProxyType({})


class EngineUnavailableError(Exception):
    """Raised when the engine cannot be used at present, for a reason in Chinese.

    A retry can succeed: nothing is wrong with what was to be written."""


class SnapshotLostError(EngineUnavailableError):
    """Raised when the index behind a snapshot no longer exists; a new snapshot can be taken."""

    def __init__(self) -> None:
        super().__init__("检索所用的索引状态已经不在，请重新检索")


class EntriesRefusedError(Exception):
    """Raised after writing when the engine refused some documents; `refused` gives id → reason.

    All other documents have been written."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__("；".join(f"{id_}：{reason}" for id_, reason in reasons.items()))
        self.refused = reasons


class IndexOutdatedError(Exception):
    """Raised when the index was made by other rules, or is damaged, or belongs to another database.

    It has to be built again from SQL."""

    def __init__(self, detail: str = "检索索引与程序版本不符，请先重建：fagui reindex") -> None:
        super().__init__(detail)


class IndexSnapshot(Protocol):
    """The index as it was at one moment; what is written later does not appear in it."""

    @property
    def state(self) -> IndexState:
        """What the index said of itself when the snapshot was taken."""
        ...

    def search(self, request: SearchRequest) -> EngineResult:
        """The hits of a page, their total and the facets. Raises EngineUnavailableError."""
        ...

    def count(self) -> int:
        """The number of documents that can be found."""
        ...

    def warm(self) -> None:
        """Read into memory what the first searches would have to wait for."""
        ...


class IndexWriter(Protocol):
    """Writes index entries."""

    def write(
        self, entries: Iterable[IndexEntry], deleted: Mapping[str, int] = NO_DELETIONS
    ) -> None:
        """Replace what the index holds of these documents, unless it holds a larger version of one.

        `deleted` maps the ids of documents that no longer exist to the version of their deletion.

        After any exception none of them has been written, except that EntriesRefusedError means all
        but those it names, and EngineUnavailableError that it is not known which. Writing all of
        them again does no harm."""
        ...

    def write_stamp(self, stamp: IndexStamp) -> None:
        """Give the index the stamp of what was written; a larger one that it has stays."""
        ...


class SearchEngine(IndexWriter, Protocol):
    """Stores entries and searches them."""

    @property
    def shared_writing(self) -> bool:
        """Whether many processes may write at once; else the writer holds the lock `index`."""
        ...

    def exists(self) -> bool:
        """Whether there is an index to write to. Raises IndexOutdatedError."""
        ...

    def state(self) -> IndexState:
        """What the index says of itself at present. Raises IndexOutdatedError."""
        ...

    def needs_rebuild(self) -> bool:
        """Whether a reader has met an index that has to be built again; asks no server."""
        ...

    def check(self) -> None:
        """Check all bytes of the index. Raises IndexOutdatedError where they are damaged.

        An engine that checks its own files whenever it reads them does nothing."""
        ...

    def rebuild(self) -> AbstractContextManager[IndexWriter]:
        """A writer to an empty index, which replaces the present one at the end.

        After an exception the present index stays."""
        ...

    def finish_writing(self) -> None:
        """End writing; the holder of the lock calls it before releasing the lock."""
        ...

    def snapshot(self) -> IndexSnapshot:
        """The newest state, including commits of other processes. Raises IndexOutdatedError."""
        ...
