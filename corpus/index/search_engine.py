"""The interface of a search engine. SQL is the truth; whatever an engine holds can be built again.

`embedded/` (tantivy, in process) and `elastic/` (Elasticsearch) implement it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from corpus.index.entry.build_entry import IndexEntry
    from corpus.index.query_tree import EngineResult, SearchRequest

#: no document is gone
NO_DELETIONS: Mapping[str, int] = MappingProxyType({})


class EngineUnavailableError(Exception):
    """The engine takes nothing at all at present, for a reason in words for people; it is worth
    trying again. Nothing is wrong with what was to be written."""


class SnapshotLostError(EngineUnavailableError):
    """What a snapshot looked at is no more; a new one can be taken."""

    def __init__(self) -> None:
        super().__init__("检索所用的索引状态已经不在，请重新检索")


class EntriesRefusedError(Exception):
    """The engine took everything but these documents: id → reason."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__("；".join(f"{id_}：{reason}" for id_, reason in reasons.items()))
        self.refused = reasons


class IndexOutdatedError(Exception):
    """The index was made by other rules: it must be built again from SQL."""

    def __init__(self, detail: str = "检索索引与程序版本不符，请先重建：fagui reindex") -> None:
        super().__init__(detail)


class IndexSnapshot(Protocol):
    """The index as it stood at one moment; what is written later does not show in it."""

    def search(self, request: SearchRequest) -> EngineResult: ...

    def count(self) -> int:
        """Documents that can be found."""
        ...


class IndexWriter(Protocol):
    """Takes entries in."""

    def write(
        self, entries: Iterable[IndexEntry], deleted: Mapping[str, int] = NO_DELETIONS
    ) -> None:
        """Put these in the place of what is held of their documents, unless that has a larger
        version. `deleted`: documents that are no more, and the version of that change.

        Whatever is raised, none of them has been written, or (EntriesRefusedError) all but some,
        or it is not known (EngineUnavailableError): to write all again does no harm.
        """
        ...


class SearchEngine(IndexWriter, Protocol):
    """Where entries are kept to be found."""

    @property
    def shared_writing(self) -> bool:
        """Whether many may write at once; else whoever writes holds the index lock."""
        ...

    def exists(self) -> bool:
        """Whether there is an index to write to. Raises IndexOutdatedError."""
        ...

    def rebuild(self) -> AbstractContextManager[IndexWriter]:
        """An empty index beside the present one, which it replaces if nothing is raised."""
        ...

    def finish_writing(self) -> None:
        """End writing: before the lock is let go."""
        ...

    def snapshot(self) -> IndexSnapshot:
        """The newest state, commits of other processes included. Raises IndexOutdatedError."""
        ...
