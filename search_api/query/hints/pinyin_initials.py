"""Titles and terms by the initials of their pinyin: xzcf for 行政处罚法."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from threading import Lock

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analyzers.everyday import vocabulary
from analyzers.sounds import initials
from corpus.store.tables import Document, DocumentTitle

#: titles that are kept: some 200 bytes each
MOST_KEPT = 100_000
#: of a title: nobody types more
LONGEST = 20
#: 中华人民共和国
_STATE = "zhrmghg"


class Initials:
    """Those of a library, read when they are first asked for; what has come since is added at the
    next question. Safe in threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version = -1
        self._keys: set[str] = set()
        #: initials with the key of a title
        self._titles: list[tuple[str, str]] = []
        self._terms: list[tuple[str, str]] = []

    def terms(self, typed: str) -> list[str]:
        """Terms that begin so, simplified, the shortest first."""
        with self._lock:
            if not self._terms:
                self._terms = _spelled(vocabulary())
            return sorted(_beginning(self._terms, typed, None), key=len)

    def titles(self, reading: Session, typed: str, most: int) -> list[str]:
        """Keys of titles (corpus.model.match_keys) that begin so, at most so many."""
        # the keys are without the state's name
        typed = typed.removeprefix(_STATE)
        with self._lock:
            self._read_on(reading)
            return _beginning(self._titles, typed, most)

    def _read_on(self, reading: Session) -> None:
        newest = reading.scalar(select(func.max(Document.version)))
        if newest is None or newest == self._version or len(self._keys) >= MOST_KEPT:
            return
        changed = (
            select(DocumentTitle.key)
            .join(Document, Document.id == DocumentTitle.document_id)
            .where(DocumentTitle.form != "part", Document.version > self._version)
            .limit(MOST_KEPT)
        )
        fresh = set(reading.scalars(changed)) - self._keys
        self._keys |= fresh
        # nearly in order already: that is quick
        self._titles = sorted([*self._titles, *_spelled(fresh)])
        self._version = newest


def _spelled(texts: set[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    return sorted((way, text) for text in texts for way in initials(text[:LONGEST]))


def _beginning(spelled: list[tuple[str, str]], typed: str, most: int | None) -> list[str]:
    first = bisect_left(spelled, (typed, ""))
    last = bisect_left(spelled, (typed + "\U0010ffff", ""))
    return list(islice(dict.fromkeys(text for _, text in spelled[first:last]), most))
