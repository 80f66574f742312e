"""Pinyin that mirrors print behind characters: 規(guī)定. A tone mark tells it from 甲(A)类."""

from __future__ import annotations

import re

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_GLOSS = re.compile(
    rf"(?<=[\u3400-\u9fff])[(（]\s?[a-zü]{{0,3}}[{_TONED}][a-zü]{{0,3}}\s?[)）]", re.IGNORECASE
)


def before(text: str, offset: int) -> int:
    """Where a place in a text lies once the glosses are taken out.

    >>> before("會(huì )議", 8)
    2
    """
    found = (match.span() for match in _GLOSS.finditer(text, 0))
    return offset - sum(min(end, offset) - start for start, end in found if start < offset)


def without_glosses(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without them, and what was taken out, in order.

    >>> without_glosses("會(huì )議規(guī)則，甲(A)类")
    ('會議規則，甲(A)类', ('(huì )', '(guī)'))
    """
    found = tuple(_GLOSS.findall(text))
    return (_GLOSS.sub("", text), found) if found else (text, ())
