"""Quotations over several lines: an amendment quotes new articles, which are not its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzers.span import Span, SpanSet

_SIGN = re.compile(r"[“”]")
_STRAIGHT = re.compile(r'(?:(?<=[：:为])|(?<=\n))"[^"]{0,4000}"')
#: what precedes a quotation of new wording: 修改为：“, or the start of a line
_OPENS = frozenset("：:为\n")
#: in code points: a longer quotation was never closed
_LONGEST = 20_000


def find_multiline_quotes(text: str, start: int, end: int) -> SpanSet:
    r"""The spans of the quotations between two offsets of a text that extend over several lines.

    >>> text = "一、第三条修改为：“第三条 甲称“乙”。\n“第四条 丙。”\n二、丁。"
    >>> quotes = find_multiline_quotes(text, 0, len(text))
    >>> quotes.contains(text.index("第四条")), quotes.contains(text.index("二、"))
    (True, False)
    """
    return SpanSet((*_curly_quotes(text, start, end), *_straight_quotes(text, start, end)))


def _curly_quotes(text: str, start: int, end: int) -> Iterator[Span]:
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
                    yield Span(opened, at + 1)
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


def _straight_quotes(text: str, start: int, end: int) -> Iterator[Span]:
    """The quotations in straight quotation marks over several lines."""
    if text.find('"', start, end) < 0:
        return
    for match in _STRAIGHT.finditer(text, start, end):
        if "\n" in match[0]:
            yield Span(*match.span())
