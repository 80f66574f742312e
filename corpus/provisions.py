"""Provisions as search lists them, and as people cite them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzers.numerals import NUMERAL, parse_numeral
from corpus.types import Provision

_N = rf"[{NUMERAL}]+"
_ARTICLE = re.compile(rf"(?P<part>(?:.+/)?)第(?P<article>{_N})条(?:之(?P<insert>{_N}))?(?:~\d+)?")
_INK = re.compile(r"\S")
#: what opens a 项 （一） and a 目 1. of an article
_ITEM = re.compile(rf"[^\S\n]*[(（]({_N})[)）]")
_POINT = re.compile(r"[^\S\n]*(\d{1,3})[^\S\n]*[.．、]")
_BELOW = re.compile(
    rf"(?:第(?P<paragraph>{_N})款)?(?:第[(（]?(?P<item>{_N})[)）]?项)?(?:第?(?P<point>{_N})目)?"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of the text. `address`: of the outline, or 段N for a paragraph outside it."""

    address: str
    start: int
    end: int


def units(text: str, outline: Sequence[Provision]) -> list[Unit]:
    r"""The text in units of `unit=provision`: every character belongs to exactly one.

    An article with all below it; the lowest numbered heading with its paragraphs, and what stands
    between a higher one and the first below it; a paragraph elsewhere. White space belongs to the
    unit before it.

    >>> units("总则\n第一条 甲。\n", [Provision("第一条", "第一条", 3, 9)])
    [Unit(address='段1', start=0, end=3), Unit(address='第一条', start=3, end=10)]
    """
    found: list[Unit] = []
    paragraphs = 0
    for address, start, end in _stretches(text, outline, 0, len(text)):
        if not _INK.search(text, start, end):
            continue
        if address is None:
            paragraphs += 1
        # what lay between, white space alone, goes to the unit before; at the top, to the first
        first = start if found else 0
        if found and found[-1].end < first:
            found[-1] = Unit(found[-1].address, found[-1].start, first)
        found.append(Unit(address or f"段{paragraphs}", first, end))
    if found:
        found[-1] = Unit(found[-1].address, found[-1].start, len(text))
    elif text:
        found.append(Unit("段1", 0, len(text)))
    return found


def _stretches(
    text: str, outline: Sequence[Provision], start: int, end: int
) -> Iterator[tuple[str | None, int, int]]:
    """Neighbouring stretches from start to end, with the address of the outline or None."""
    at = start
    for node in outline:
        first, last = max(node.start, at), min(node.end, end)
        if first >= last:
            continue
        yield from _lines(text, at, first)
        if node.children and not _ARTICLE.fullmatch(node.address):
            inner = min(max(node.children[0].start, first), last)
            yield node.address, first, inner
            yield from _stretches(text, node.children, inner, last)
        else:
            yield node.address, first, last
        at = last
    yield from _lines(text, at, end)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[None, int, int]]:
    while start < end:
        stop = text.find("\n", start, end) + 1 or end
        yield None, start, stop
        start = stop


def locate(text: str, outline: Sequence[Provision], address: str) -> tuple[int, int] | None:
    r"""Where a cited provision stands: an address of the outline, or 第N条第N款第（N）项第N目 in
    any numerals; None where the text has no such provision.

    >>> text = "第三条 甲：\n（一）乙；\n（二）丙。\n丁。"
    >>> outline = [Provision("第三条", "第三条", 0, len(text))]
    >>> [text[slice(*locate(text, outline, a))] for a in ("第3条第一款第二项", "第三条第二款")]
    ['（二）丙。', '丁。']
    """
    nodes = {node.address: node for node in _all(outline)}
    if address in nodes:
        return nodes[address].start, nodes[address].end
    match = _ARTICLE.match(address)
    below = match and _BELOW.fullmatch(address, match.end())
    if match is None or below is None:
        return None
    wanted = _same_article(match)
    articles = (
        node
        for node in nodes.values()
        if (m := _ARTICLE.fullmatch(node.address)) and _same_article(m) == wanted
    )
    article = next(articles, None)
    if article is None:
        return None
    span = (article.start, article.end)
    for name, opens in (("paragraph", None), ("item", _ITEM), ("point", _POINT)):
        if below[name]:
            found = _child(text, *span, opens, parse_numeral(below[name]))
            if found is None:
                return None
            span = found
    return span


def _all(outline: Sequence[Provision]) -> Iterator[Provision]:
    for node in outline:
        yield node
        yield from _all(node.children)


def _same_article(match: re.Match[str]) -> tuple[str, int | None, int | None]:
    insert = match["insert"]
    return match["part"], parse_numeral(match["article"]), parse_numeral(insert) if insert else None


def _child(
    text: str, start: int, end: int, opens: re.Pattern[str] | None, number: int | None
) -> tuple[int, int] | None:
    """The item or point of that number within a stretch, or (no pattern) the paragraph, which
    holds the items below it; without the white space at its end."""
    found: list[tuple[int | None, int, int]] = []
    goes_on = False
    for _, first, last in _lines(text, start, end):
        line = text[first:last]
        item, point = _ITEM.match(line), _POINT.match(line)
        if opens is None:
            goes_on = bool(found) and bool(item or point or not line.strip())
            count = None if goes_on or not line.strip() else len(found) + 1
        else:  # a line that opens nothing below it is the next paragraph
            mark = opens.match(line)
            goes_on = goes_on and opens is _ITEM and point is not None
            count = parse_numeral(mark[1]) if mark else None
        if count is not None:
            found.append((count, first, last))
            goes_on = True
        elif goes_on:
            found[-1] = (*found[-1][:2], last)
    for count, first, last in found:
        if count == number:
            return first, first + len(text[first:last].rstrip())
    return None
