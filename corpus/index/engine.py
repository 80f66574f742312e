"""The interface of a search engine. SQL is the truth; whatever an engine holds can be built again.

`embedded.py` (tantivy, in process) implements it; Elasticsearch will implement the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from corpus.index.fields import Entry
from corpus.index.query import Request, Result


class IndexOutdatedError(Exception):
    """The index was made by other rules: it must be built again from SQL."""

    def __init__(self) -> None:
        super().__init__("检索索引与程序版本不符，请先重建：fagui reindex")


class Snapshot(Protocol):
    """The index as it stood at one moment; what is written later does not show in it."""

    def search(self, request: Request) -> Result: ...

    def count(self) -> int:
        """Documents that can be found."""
        ...


class Writer(Protocol):
    """Takes entries in."""

    def write(self, entries: Iterable[Entry], gone: Sequence[str] = ()) -> None:
        """Put these in the place of what is held of their documents, all or none of them."""
        ...


class Engine(Writer, Protocol):
    """Where entries are kept to be found. Whoever writes holds the index lock."""

    def exists(self) -> bool:
        """Whether there is an index to write to. Raises IndexOutdatedError."""
        ...

    def rebuild(self) -> AbstractContextManager[Writer]:
        """An empty index beside the present one, which it replaces if nothing is raised."""
        ...

    def release(self) -> None:
        """End writing: before the lock is let go."""
        ...

    def snapshot(self) -> Snapshot:
        """The newest state, commits of other processes included. Raises IndexOutdatedError."""
        ...
