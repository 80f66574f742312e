"""Whether everything taken in can be searched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.documents.save import totals
from corpus.index.engine import IndexOutdatedError, UnavailableError
from corpus.index.update.queue import backlog
from corpus.store.database import kind, session
from search_api.library import Library


@dataclass(frozen=True, slots=True)
class Readiness:
    """Documents that are kept, that can be found, and that wait for the index, the oldest for so
    many seconds; `failing`: those among them that could not be written and are tried again."""

    documents: int
    searchable: int
    waiting: int
    waiting_seconds: int
    failing: int
    #: its kind and version
    database: str
    trouble: str | None

    @property
    def ready(self) -> bool:
        return self.waiting == 0 and self.documents == self.searchable and self.trouble is None


def readiness(library: Library) -> Readiness:
    """How far the index is behind SQL. One of another version, or that does not answer, can find
    nothing."""
    with session(library.database) as reading:
        documents = totals(reading).documents
        left = backlog(reading)
    searchable, trouble = 0, None
    try:
        searchable = library.engine.snapshot().count()
    except (IndexOutdatedError, UnavailableError) as error:
        trouble = str(error)
    age = datetime.now(UTC) - left.since if left.since else None
    seconds = max(0, round(age.total_seconds())) if age else 0
    return Readiness(
        documents,
        searchable,
        left.documents,
        seconds,
        left.failing,
        kind(library.database),
        trouble,
    )
