"""Answers given lately. A snapshot never changes, so neither does what it answers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from corpus.index.query_tree import EngineResult, FacetCount

#: of each kind; a page with its facets takes some twenty thousand bytes
MAX_CACHED = 500

V = TypeVar("V")


class LruCache(Generic[V]):
    """The values asked for last, at most `max_cached`. Safe in threads.

    >>> cache = LruCache[int](1)
    >>> cache.get_or_make("a", lambda: 1), cache.get_or_make("a", lambda: 2)
    (1, 1)
    >>> cache.get_or_make("b", lambda: 3), cache.get_or_make("a", lambda: 2)
    (3, 2)
    """

    def __init__(self, max_cached: int = MAX_CACHED) -> None:
        self._max_cached = max_cached
        self._values: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()

    def get_or_make(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key; made where it is not kept, by several at once if need be."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._max_cached:
                self._values.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class ResultCache:
    """Of all snapshots of an engine together: old ones, which live as long as their cursors, keep
    none of their own. `facets`: those of a search, whichever of its pages is asked for.
    """

    results: LruCache[EngineResult] = field(default_factory=LruCache)
    facets: LruCache[dict[str, tuple[FacetCount, ...]]] = field(default_factory=LruCache)
