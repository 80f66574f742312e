"""Pinyin glosses that mirror sites print after characters: 規(guī)定.

A tone mark distinguishes a gloss from other letters in brackets: 甲(A)类.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate

from analyzers.span import Span

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_GLOSS = re.compile(
    rf"(?<=[\u3400-\u9fff])[(（]\s?[a-zü]{{0,3}}[{_TONED}][a-zü]{{0,3}}\s?[)）]", re.IGNORECASE
)
#: every gloss has one of them; to search a text for them costs a quarter of a search for glosses
_TONE = re.compile(f"[{_TONED}{_TONED.upper()}]")


def offsets_without_glosses(text: str) -> Callable[[int], int]:
    """A function from an offset in `text` to the offset in the text without its glosses.

    Offsets are code points. An offset inside a gloss becomes that of the character after it.

    >>> moved = offsets_without_glosses("會(huì )議規(guī)")
    >>> moved(1), moved(4), moved(8), moved(14)
    (1, 1, 2, 3)
    """
    found = [Span(*match.span()) for match in _GLOSS.finditer(text)] if _TONE.search(text) else []
    starts = [start for start, _ in found]
    gone = [0, *accumulate(end - start for start, end in found)]

    def moved(offset: int) -> int:
        count = bisect_left(starts, offset)
        # of a gloss around the offset only the characters before the offset are removed
        over = max(0, found[count - 1].end - offset) if count else 0
        return offset - gone[count] + over

    return moved


def without_glosses(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its glosses, and the glosses that were removed, in order.

    >>> without_glosses("會(huì )議規(guī)則，甲(A)类")
    ('會議規則，甲(A)类', ('(huì )', '(guī)'))
    """
    found = tuple(_GLOSS.findall(text)) if _TONE.search(text) else ()
    return (_GLOSS.sub("", text), found) if found else (text, ())
