"""Answers given lately. A snapshot never changes, so neither does what it answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import TypeAlias, TypeVar

from cachetools import LRUCache

from corpus.index.query_tree import EngineResult, FacetCount

#: of each kind; a page with its facets takes some twenty thousand bytes
MAX_CACHED = 500

FacetCounts: TypeAlias = dict[str, tuple[FacetCount, ...]]
V = TypeVar("V")


class ResultCache:
    """Of all snapshots of an engine together: old ones, which live as long as their cursors, keep
    none of their own. Those asked for last are kept. Safe in threads.

    >>> cache = ResultCache()
    >>> cache.facets("a", lambda: {"level": ()}), cache.facets("a", dict)
    ({'level': ()}, {'level': ()})
    """

    def __init__(self) -> None:
        self._results: LRUCache[Hashable, EngineResult] = LRUCache(MAX_CACHED)
        self._facets: LRUCache[Hashable, FacetCounts] = LRUCache(MAX_CACHED)
        self._lock = threading.Lock()

    def result(self, key: Hashable, make: Callable[[], EngineResult]) -> EngineResult:
        """The answer to a search; made where it is not kept."""
        return self._get_or_make(self._results, key, make)

    def facets(self, key: Hashable, make: Callable[[], FacetCounts]) -> FacetCounts:
        """The facets of a search, whichever of its pages is asked for; made where they are not
        kept."""
        return self._get_or_make(self._facets, key, make)

    def _get_or_make(self, cache: LRUCache[Hashable, V], key: Hashable, make: Callable[[], V]) -> V:
        with self._lock:
            if key in cache:
                return cache[key]
        value = make()  # by several at once if need be: nobody waits for another's search
        with self._lock:
            cache[key] = value
        return value
