"""Pinyin that mirrors print behind characters: 規(guī)定. A tone mark tells it from 甲(A)类."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from itertools import accumulate

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_GLOSS = re.compile(
    rf"(?<=[\u3400-\u9fff])[(（]\s?[a-zü]{{0,3}}[{_TONED}][a-zü]{{0,3}}\s?[)）]", re.IGNORECASE
)
#: no gloss without one of them; looked for first, at a quarter of the cost
_TONE = re.compile(f"[{_TONED}{_TONED.upper()}]")


def offsets_without_glosses(text: str) -> Callable[[int], int]:
    """Tells where a place in a text lies once the glosses are taken out.

    >>> moved = offsets_without_glosses("會(huì )議規(guī)")
    >>> moved(1), moved(4), moved(8), moved(14)
    (1, 1, 2, 3)
    """
    found = [match.span() for match in _GLOSS.finditer(text)] if _TONE.search(text) else []
    starts = [start for start, _ in found]
    gone = [0, *accumulate(end - start for start, end in found)]

    def moved(offset: int) -> int:
        count = bisect_left(starts, offset)
        # one that the place lies in is gone up to there
        over = max(0, found[count - 1][1] - offset) if count else 0
        return offset - gone[count] + over

    return moved


def without_glosses(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without them, and what was taken out, in order.

    >>> without_glosses("會(huì )議規(guī)則，甲(A)类")
    ('會議規則，甲(A)类', ('(huì )', '(guī)'))
    """
    found = tuple(_GLOSS.findall(text)) if _TONE.search(text) else ()
    return (_GLOSS.sub("", text), found) if found else (text, ())
