"""An LRU cache of the current texts of documents, from which passages are taken."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from cachetools import LRUCache

from corpus.documents.current_texts import CurrentText, current_revisions, load_current_texts
from corpus.store.database import Session

#: characters of all texts in the cache, some 40 MB; all of 3,400 laws are just as many
MAX_CACHED_CHARACTERS = 20_000_000


class TextCache:
    """An LRU cache of current texts by the number of their revision; threads may share it."""

    def __init__(self) -> None:
        self._texts: LRUCache[int, CurrentText] = LRUCache(
            MAX_CACHED_CHARACTERS, getsizeof=lambda text: len(text.text)
        )
        self._lock = threading.Lock()

    def load(self, session: Session, ids: Sequence[str]) -> dict[str, CurrentText]:
        """The current texts by document id; documents without a text are left out."""
        present = current_revisions(session, ids)
        revisions = list(present.values())
        texts = self._cached(revisions)
        if missing := [number for number in revisions if number not in texts]:
            fresh = load_current_texts(session, missing)
            self._cache(fresh)
            texts |= fresh
        return {
            identifier: texts[number] for identifier, number in present.items() if number in texts
        }

    def _cached(self, revisions: Sequence[int]) -> dict[int, CurrentText]:
        with self._lock:
            return {number: self._texts[number] for number in revisions if number in self._texts}

    def _cache(self, fresh: dict[int, CurrentText]) -> None:
        with self._lock:
            for number, text in fresh.items():
                if len(text.text) <= MAX_CACHED_CHARACTERS:
                    self._texts[number] = text
