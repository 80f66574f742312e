"""Whether everything taken in can be searched."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.database import session
from corpus.documents import totals
from corpus.index.engine import IndexOutdatedError
from search_api.library import Library


@dataclass(frozen=True, slots=True)
class Readiness:
    """Documents that are kept, that can be found, and that wait for the index."""

    documents: int
    searchable: int
    waiting: int

    @property
    def ready(self) -> bool:
        return self.waiting == 0 and self.documents == self.searchable


def readiness(library: Library) -> Readiness:
    """How far the index is behind SQL. An index of another version can find nothing."""
    with session(library.database) as reading:
        counts = totals(reading)
    try:
        searchable = library.engine.snapshot().count()
    except IndexOutdatedError:
        searchable = 0
    return Readiness(counts.documents, searchable, counts.queued)
