"""Finds keywords and document numbers in an original text, exact to the character.

A keyword becomes a pattern over the text itself: each of its characters matches all that fold to
it, with white space allowed between. So nothing has to be folded, and no offset has to be mapped
(docs/contract.md, "Fold")."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from analyzers.chinese_script import fold, keyword_forms
from analyzers.document_numbers import find_numbers
from analyzers.number_rules import ParsedNumber
from analyzers.span import Span


def find_keyword(text: str, simplified: str | None, keyword: str, within: Span) -> list[Span]:
    """The spans of a keyword in a text, in order, overlapping ones merged.

    `simplified` is the simplified text, None where it equals the text; `within` is the span to
    search.

    >>> find_keyword("關於規 範性文件", "关于规 范性文件", "规范", Span(0, 8))
    [Span(start=2, end=5)]
    """
    pattern = _pattern(keyword)
    # a long text has thousands of them, and a plain call takes twice as long as `_make`
    spans = [Span._make(match.span()) for match in pattern.finditer(text, *within)]
    if simplified is None or simplified == text:
        return spans
    found = (Span._make(match.span()) for match in pattern.finditer(simplified, *within))
    return merge_spans({*spans, *found})


def find_overlapping(text: str, simplified: str | None, keyword: str, within: Span) -> list[Span]:
    """The spans of a keyword in a text, in order, each by itself even where they overlap.

    >>> find_overlapping("一一一", None, "一一", Span(0, 3))
    [Span(start=0, end=2), Span(start=1, end=3)]
    """
    pattern = _pattern(keyword)
    spans: set[Span] = set()
    for source in {text, simplified or text}:
        start = within.start
        while match := pattern.search(source, start, within.end):
            spans.add(Span._make(match.span()))
            start = match.start() + 1
    return sorted(spans)


def find_number_spans(
    text: str, within: Span, wanted: Callable[[ParsedNumber], bool]
) -> list[Span]:
    """The spans of the document numbers that `wanted` accepts, in any spelling."""
    first = within.start
    return [
        Span(first + mention.start, first + mention.end)
        for mention in find_numbers(text[slice(*within)])
        if wanted(mention.number)
    ]


def merge_spans(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, overlapping ones merged."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(span.end, joined[-1].end))
        else:
            joined.append(span)
    return joined


@lru_cache(maxsize=512)
def _pattern(keyword: str) -> re.Pattern[str]:
    forms = [r"\s*".join(map(_variants_pattern, form)) for form in keyword_forms(keyword)]
    return re.compile("|".join(forms) or "(?!)")  # white space alone matches nothing


def _variants_pattern(character: str) -> str:
    variants = _fold_variants().get(character, "")
    if not variants:
        return re.escape(character)
    return f"[{re.escape(character + variants)}]"


@cache
def _fold_variants() -> dict[str, str]:
    """A table from each folded character to the other characters that fold to it."""
    every = "".join(map(chr, (*range(0xD800), *range(0xE000, sys.maxunicode + 1))))
    variants: dict[str, str] = defaultdict(str)
    for character, folded in zip(every, fold(every), strict=True):
        if character != folded:
            variants[folded] += character
    return variants
