"""Document numbers with `*` in them: 穗府〔2015〕*, 国务院令第5*号."""

from __future__ import annotations

import re

from analyzers.document_numbers import parse_number
from analyzers.number_forms import fold_brackets

#: what a number has beside its `*`: digits, a year in brackets, 令 or 公告; 规划* has none
_NUMBER_SIGNS = re.compile(r"[0-9〔〕]|(?:令|公告)第?\*|字第")
#: texts to try for a `*` at the end of a pattern, at its beginning, and within it
_FILLINGS = tuple(
    (last, "府", middle)
    for last in ("1号", "", "第1号", "〔2015〕1号")
    for middle in ("1", "2015", "")
)


def number_pattern(text: str) -> str | None:
    """The text itself where it is a number with `*` for some of its characters; else None.

    >>> [number_pattern(text) for text in ("穗府[2015]*", "*〔2015〕26号", "粤府令第2*号")]
    ['穗府[2015]*', '*〔2015〕26号', '粤府令第2*号']
    >>> number_pattern("规划*"), number_pattern("*"), number_pattern("3*5")
    (None, None, None)
    """
    pattern = fold_brackets("".join(text.split()))
    if "*" not in pattern or not _NUMBER_SIGNS.search(pattern):
        return None
    filled = (_fill_pattern(pattern, *parts) for parts in _FILLINGS)
    return text if any(map(parse_number, filled)) else None


def _fill_pattern(pattern: str, last: str, first: str, middle: str) -> str:
    if pattern.endswith("*"):
        pattern = pattern[:-1] + last
    if pattern.startswith("*"):
        pattern = first + pattern[1:]
    return pattern.replace("*", middle)
