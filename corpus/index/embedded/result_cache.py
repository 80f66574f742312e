"""Caches of recent results; a snapshot never changes, so its results stay right."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import TypeAlias, TypeVar

from cachetools import LRUCache

from corpus.index.query_tree import EngineResult, FacetCount

#: results, and facets, that are cached; a page with its facets takes some twenty thousand bytes
MAX_CACHED = 500
#: characters of a search that is cached: one with thousands of filters would fill the memory, and
#: nobody asks for it twice
MAX_KEY_LENGTH = 8_000

FacetCounts: TypeAlias = dict[str, tuple[FacetCount, ...]]
V = TypeVar("V")


class ResultCache:
    """An LRU cache of results and of facets, safe in threads.

    All snapshots of an engine share it: old snapshots live as long as their cursors, and with a
    cache each they would add up.

    >>> cache = ResultCache()
    >>> cache.facets("a", lambda: {"level": ()}), cache.facets("a", dict)
    ({'level': ()}, {'level': ()})
    >>> cache.facets("a" * 9_000, dict), cache.facets("a" * 9_000, lambda: {"level": ()})
    ({}, {'level': ()})
    """

    def __init__(self) -> None:
        self._results: LRUCache[Hashable, EngineResult] = LRUCache(MAX_CACHED)
        self._facets: LRUCache[Hashable, FacetCounts] = LRUCache(MAX_CACHED)
        self._lock = threading.Lock()

    def result(self, key: Hashable, make: Callable[[], EngineResult]) -> EngineResult:
        """The result of a search, computed where it is not cached."""
        return self._get_or_make(self._results, key, make)

    def facets(self, key: Hashable, make: Callable[[], FacetCounts]) -> FacetCounts:
        """The facets of a search, shared by all its pages, computed where they are not cached."""
        return self._get_or_make(self._facets, key, make)

    def _get_or_make(self, cache: LRUCache[Hashable, V], key: Hashable, make: Callable[[], V]) -> V:
        if len(repr(key)) > MAX_KEY_LENGTH:
            return make()
        with self._lock:
            if key in cache:
                return cache[key]
        value = make()  # outside the lock: no search waits for another
        with self._lock:
            cache[key] = value
        return value
