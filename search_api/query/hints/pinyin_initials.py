"""Titles and terms by the initials of their pinyin: xzcf finds 行政处罚法."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice
from threading import Lock

from analyzers.everyday_terms import table_words
from analyzers.pinyin_sounds import syllable_initials
from corpus.documents.document_lists import newest_version
from corpus.documents.title_lookup import load_title_keys
from corpus.store.database import Session

#: titles in the index: some 200 bytes each
MAX_TITLES = 100_000
#: characters of a title whose initials are indexed: nobody types more
MAX_TITLE_LENGTH = 20
#: the initials of 中华人民共和国
_STATE = "zhrmghg"


class InitialsIndex:
    """An index in memory of titles and terms by the initials of their pinyin.

    It is read from the library at the first look-up; documents that have come since are added at
    the next one. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._version = -1
        self._keys: set[str] = set()
        #: pairs of initials and the key of a title
        self._titles: list[tuple[str, str]] = []
        self._terms: list[tuple[str, str]] = []

    def terms(self, typed: str) -> list[str]:
        """The terms whose initials begin with `typed`, simplified, the shortest first."""
        with self._lock:
            if not self._terms:
                self._terms = _with_initials(table_words())
            return sorted(_beginning_with(self._terms, typed, None), key=len)

    def titles(self, session: Session, typed: str, most: int) -> list[str]:
        """At most `most` keys of titles whose initials begin with `typed`.

        The keys are those of corpus.model.match_keys."""
        # the keys of titles leave out the state's name
        typed = typed.removeprefix(_STATE)
        with self._lock:
            self._refresh(session)
            return _beginning_with(self._titles, typed, most)

    def _refresh(self, session: Session) -> None:
        newest = newest_version(session)
        if newest is None or newest == self._version or len(self._keys) >= MAX_TITLES:
            return
        fresh = load_title_keys(session, self._version, MAX_TITLES) - self._keys
        self._keys |= fresh
        # the list is nearly in order already, which is quick to sort
        self._titles = sorted([*self._titles, *_with_initials(fresh)])
        self._version = newest


def _with_initials(texts: set[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    return sorted(
        (way, text) for text in texts for way in syllable_initials(text[:MAX_TITLE_LENGTH])
    )


def _beginning_with(spelled: list[tuple[str, str]], typed: str, most: int | None) -> list[str]:
    first = bisect_left(spelled, (typed, ""))
    last = bisect_left(spelled, (typed + "\U0010ffff", ""))
    return list(islice(dict.fromkeys(text for _, text in spelled[first:last]), most))
