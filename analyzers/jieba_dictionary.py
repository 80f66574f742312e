"""jieba's dictionary, searched on demand instead of being loaded into a table.

Few texts need jieba itself. Loading the half million entries takes a second and 100 MB, too much
for the dozen words of a page (docs/decisions/0005-jieba-and-rjieba.md)."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

_COUNT = re.compile(rb" (\d+)")


class JiebaDictionary:
    r"""A substitute for the mapping `jieba.Tokenizer.FREQ`: word → frequency, 0 for what only
    begins a word.

    >>> words = JiebaDictionary("规范 1058 v\n规范性 10 n\n文件 2967 n\n".encode())
    >>> words.get("规范"), words["文"], words.get("性"), "规" in words, words.total
    (1058, 0, None, True, 4035)
    """

    def __init__(self, rows: bytes) -> None:
        self._rows = sorted(rows.splitlines())
        #: the sum of all frequencies, as jieba counts it
        self.total = sum(map(int, _COUNT.findall(rows)))
        self.get = lru_cache(maxsize=1 << 14)(self._get)

    @classmethod
    def read(cls, path: Path) -> JiebaDictionary:
        """The dictionary of a file with rows `word count tag`, in any order."""
        return cls(path.read_bytes())

    def __contains__(self, word: str) -> bool:
        return self.get(word) is not None

    def __getitem__(self, word: str) -> int:
        count = self.get(word)
        if count is None:
            raise KeyError(word)
        return count

    def _get(self, word: str) -> int | None:
        key = word.encode()
        at = bisect_left(self._rows, key)
        if at == len(self._rows) or not self._rows[at].startswith(key):
            return None
        # the row of the word itself comes first: its blank sorts before all that continues a word
        rest = self._rows[at][len(key) :]
        return int(rest.split()[0]) if rest.startswith(b" ") else 0
