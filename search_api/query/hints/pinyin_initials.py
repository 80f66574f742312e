"""Titles and terms by the initials of their pinyin: xzcf finds 行政处罚法."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from threading import Lock

from analyzers.everyday_terms import table_words
from analyzers.pinyin_sounds import syllable_initials
from corpus.documents.document_lists import newest_version
from corpus.documents.title_lookup import load_title_keys
from corpus.index.time_budget import BudgetSpentError, check_budget, remaining_seconds
from corpus.store.database import Session
from corpus.store.statement_batches import parameter_batches

#: titles in the index: some 200 bytes each
MAX_TITLES = 100_000
#: titles after which the time of the request is looked at; a later look-up goes on from there
_TITLES_AT_A_TIME = 5_000
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
        with self._turn():
            if not self._terms:
                self._terms = _with_initials(table_words())
            return sorted(_beginning_with(self._terms, typed, None), key=len)

    def titles(self, session: Session, typed: str, most: int) -> list[str]:
        """At most `most` keys of titles whose initials begin with `typed`.

        The keys are those of corpus.model.match_keys."""
        # the keys of titles leave out the state's name
        typed = typed.removeprefix(_STATE)
        with self._turn():
            self._refresh(session)
            return _beginning_with(self._titles, typed, most)

    def warm(self, session: Session) -> None:
        """Read the library, for which the first look-up would have to wait."""
        self.terms("")
        self.titles(session, "", 0)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """A context in which no other thread reads the library. Raises BudgetSpentError."""
        if not self._lock.acquire(timeout=remaining_seconds()):
            raise BudgetSpentError
        try:
            yield
        finally:
            self._lock.release()

    def _refresh(self, session: Session) -> None:
        newest = newest_version(session)
        if newest is None or newest == self._version or len(self._keys) >= MAX_TITLES:
            return
        fresh = load_title_keys(session, self._version, MAX_TITLES) - self._keys
        for batch in parameter_batches(list(fresh), _TITLES_AT_A_TIME):
            check_budget()
            self._keys.update(batch)
            # the list is nearly in order already, which is quick to sort
            self._titles = sorted([*self._titles, *_with_initials(batch)])
        self._version = newest


def _with_initials(texts: Iterable[str]) -> list[tuple[str, str]]:
    return sorted(
        (way, text) for text in texts for way in syllable_initials(text[:MAX_TITLE_LENGTH])
    )


def _beginning_with(spelled: list[tuple[str, str]], typed: str, most: int | None) -> list[str]:
    first = bisect_left(spelled, (typed, ""))
    last = bisect_left(spelled, (typed + "\U0010ffff", ""))
    return list(islice(dict.fromkeys(text for _, text in spelled[first:last]), most))
