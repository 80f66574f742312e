"""jieba's dictionary, looked up where it is needed: few texts need jieba itself, and for a page's
dozen of words its half million of entries are not read into a table (a second, and 100 MB)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

_COUNT = re.compile(rb" (\d+)")


class JiebaDictionary:
    r"""Stands for `jieba.Tokenizer.FREQ`: word → how often; 0 for what only begins a word.

    >>> words = JiebaDictionary("规范 1058 v\n规范性 10 n\n文件 2967 n\n".encode())
    >>> words.get("规范"), words["文"], words.get("性"), "规" in words, words.total
    (1058, 0, None, True, 4035)
    """

    def __init__(self, rows: bytes) -> None:
        self._rows = sorted(rows.splitlines())
        #: of all words together, as jieba counts
        self.total = sum(map(int, _COUNT.findall(rows)))
        self.get = lru_cache(maxsize=1 << 14)(self._get)

    @classmethod
    def read(cls, path: Path) -> JiebaDictionary:
        """The rows of a file `word count tag`, in any order."""
        return cls(path.read_bytes())

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> int:
        count = self.get(word)
        if count is None:
            raise KeyError(word)
        return count

    def _get(self, word: str) -> int | None:
        wanted = word.encode()
        at = bisect_left(self._rows, wanted)
        if at == len(self._rows) or not self._rows[at].startswith(wanted):
            return None
        # the blank that ends a word sorts before all that may continue it
        rest = self._rows[at][len(wanted) :]
        return int(rest.split()[0]) if rest.startswith(b" ") else 0
