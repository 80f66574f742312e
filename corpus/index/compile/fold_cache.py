"""A cache of the folds of documents, for searches within sentences and paragraphs."""

from __future__ import annotations

import threading

from cachetools import LRUCache

from corpus.index.compile.examine_folds import FoldedDocument

#: bytes of memory: the folds of some four thousand laws. Reading them from the index takes
#: 30 microseconds each, examining them a tenth of that
MAX_BYTES = 64 << 20


class FoldCache:
    """An LRU cache of folds by the key of their content, safe in threads.

    All snapshots of an engine share it: a document that is not changed is not read again.

    >>> cache = FoldCache()
    >>> cache.add(7, FoldedDocument("题".encode()))
    >>> cache.find(7).title, cache.find(8)
    ('题', None)
    """

    def __init__(self) -> None:
        self._folds: LRUCache[int, FoldedDocument] = LRUCache(MAX_BYTES, getsizeof=_size)
        self._lock = threading.Lock()

    @property
    def is_full(self) -> bool:
        """Whether another large document would push one out."""
        return self._folds.currsize > MAX_BYTES * 0.9

    def find(self, key: int) -> FoldedDocument | None:
        """The folds of a content, None where they are not cached."""
        with self._lock:
            return self._folds.get(key)

    def add(self, key: int, folds: FoldedDocument) -> None:
        """Cache folds; one document may take a sixteenth of the memory at most."""
        if folds.size <= MAX_BYTES // 16:
            with self._lock:
                self._folds[key] = folds


def _size(folds: FoldedDocument) -> int:
    return folds.size
