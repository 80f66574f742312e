"""Pinyin that mirrors print behind characters: 規(guī)定. A tone mark tells it from 甲(A)类."""

from __future__ import annotations

import re

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_GLOSS = re.compile(
    rf"(?<=[\u3400-\u9fff])[(（]\s?[a-zü]{{0,3}}[{_TONED}][a-zü]{{0,3}}\s?[)）]", re.IGNORECASE
)
#: no gloss without one of them; looked for first, at a quarter of the cost
_TONE = re.compile(f"[{_TONED}{_TONED.upper()}]")


def before(text: str, offset: int) -> int:
    """Where a place in a text lies once the glosses are taken out.

    >>> before("會(huì )議", 8)
    2
    """
    if _TONE.search(text) is None:
        return offset
    found = (match.span() for match in _GLOSS.finditer(text, 0))
    return offset - sum(min(end, offset) - start for start, end in found if start < offset)


def without_glosses(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without them, and what was taken out, in order.

    >>> without_glosses("會(huì )議規(guī)則，甲(A)类")
    ('會議規則，甲(A)类', ('(huì )', '(guī)'))
    """
    found = tuple(_GLOSS.findall(text)) if _TONE.search(text) else ()
    return (_GLOSS.sub("", text), found) if found else (text, ())
