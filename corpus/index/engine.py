"""The interface of a search engine. SQL is the truth; whatever an engine holds can be built again.

`embedded.py` (tantivy, in process) implements it; Elasticsearch will implement the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from corpus.index.fields import Entry
from corpus.index.query import Request, Result


class Snapshot(Protocol):
    """The index as it stood at one moment; what is written later does not show in it."""

    def search(self, request: Request) -> Result: ...

    def count(self) -> int:
        """Documents that can be found."""
        ...


class Engine(Protocol):
    """Where entries are kept to be found."""

    def write(self, entries: Iterable[Entry], gone: Sequence[str] = ()) -> None:
        """Put these in the place of what is held of their documents; found once this returns."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...

    def snapshot(self) -> Snapshot:
        """The newest state, commits of other processes included."""
        ...
