"""Measures whether all documents that were taken in can be searched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from corpus.documents.document_lists import count_totals
from corpus.index.search_engine import EngineUnavailableError, IndexOutdatedError
from corpus.index.update.index_queue import load_backlog
from corpus.store.database import describe_engine, read_session
from search_api.library import Library


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far the index is behind the database.

    `documents`: number in the database; `searchable`: number in the index; `waiting`: number in the
    queue, the oldest for `waiting_seconds`; `failing`: number of those that could not be written
    and are tried again; `trouble`: why the index cannot be used, or None."""

    documents: int
    searchable: int
    waiting: int
    waiting_seconds: int
    failing: int
    #: the kind and version of the database
    database: str
    trouble: str | None

    @property
    def ready(self) -> bool:
        return self.waiting == 0 and self.documents == self.searchable and self.trouble is None


def measure_readiness(library: Library) -> Readiness:
    """How far the index of a library is behind its database.

    An index of another version, or one that does not answer, counts as empty."""
    with read_session(library.database) as session:
        documents = count_totals(session).documents
        left = load_backlog(session)
    searchable, trouble = 0, None
    try:
        searchable = library.engine.snapshot().count()
    except (IndexOutdatedError, EngineUnavailableError) as error:
        trouble = str(error)
    age = datetime.now(UTC) - left.since if left.since else None
    seconds = max(0, round(age.total_seconds())) if age else 0
    return Readiness(
        documents,
        searchable,
        left.documents,
        seconds,
        left.failing,
        describe_engine(library.database),
        trouble,
    )
