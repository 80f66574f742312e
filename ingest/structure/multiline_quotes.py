"""Quotations over several lines: an amendment quotes new articles, which are not its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_SIGN = re.compile(r"[“”]")
_STRAIGHT = re.compile(r'(?:(?<=[：:为])|(?<=\n))"[^"]{0,4000}"')
#: what precedes a quotation of new wording: 修改为：“, or the start of a line
_OPENS = frozenset("：:为\n")
#: in code points: a longer quotation was never closed
_LONGEST = 20_000


class MultilineQuotes:
    r"""The quotations between two offsets of a text that extend over more than one line.

    >>> text = "一、第三条修改为：“第三条 甲称“乙”。\n“第四条 丙。”\n二、丁。"
    >>> quotes = MultilineQuotes(text, 0, len(text))
    >>> quotes.contain(text.index("第四条")), quotes.contain(text.index("二、"))
    (True, False)
    """

    def __init__(self, text: str, start: int, end: int) -> None:
        found = sorted((*_curly_quotes(text, start, end), *_straight_quotes(text, start, end)))
        self._starts = [first for first, _ in found]
        self._ends = [last for _, last in found]

    def contain(self, offset: int) -> bool:
        """Whether an offset is inside one of the quotations."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def _curly_quotes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The outermost quotations in “” over several lines.

    In a long one each paragraph may begin with “ although the paragraph before was not closed.
    """
    opened, depth = -1, 0
    for match in _SIGN.finditer(text, start, end):
        at = match.start()
        if depth and at - opened > _LONGEST:
            depth = 0
        if match[0] == "”":
            depth -= depth > 0
            if depth == 0 and opened >= 0:
                if "\n" in text[opened:at]:
                    yield opened, at + 1
                opened = -1
            continue
        before = _character_before(text, start, at)
        if depth == 0:
            opened, depth = (at, 1) if before in _OPENS else (-1, 0)
        elif before != "\n":
            depth += 1


def _character_before(text: str, start: int, at: int) -> str:
    """The last character before offset `at` that is not blank; a line break where there is none."""
    while at > start and text[at - 1] in " \t　":
        at -= 1
    return text[at - 1] if at > start else "\n"


def _straight_quotes(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The quotations in straight quotation marks over several lines."""
    if text.find('"', start, end) < 0:
        return
    for match in _STRAIGHT.finditer(text, start, end):
        if "\n" in match[0]:
            yield match.span()
