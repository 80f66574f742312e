"""The units into which a text is divided when search lists provisions (`unit=provision`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analyzers.numerals import NUMERAL
from corpus.model.json_columns import Json

_N = rf"[{NUMERAL}]+"
_ARTICLE = re.compile(rf"(?:.+/)?第{_N}条(?:之{_N})?(?:~\d+)?")
_INK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class ProvisionUnit:
    """A provision at code points `[start, end)` of a text.

    `address`: that of the outline, or 段N for a paragraph outside it."""

    address: str
    start: int
    end: int


def split_units(text: str, outline: Sequence[Json]) -> list[ProvisionUnit]:
    r"""The units of a text in order, of which every character belongs to exactly one.

    A unit is an article with all below it; the lowest numbered heading with its paragraphs; the
    text between a higher heading and the first heading below it; elsewhere a paragraph
    (docs/contract.md, "Provision unit"). White space belongs to the unit before it. `outline` is
    read as it is stored (`corpus.model.json_columns.outline_json`), because a long law has a
    thousand provisions.

    >>> split_units("总则\n第一条 甲。\n", [["第一条", "第一条", 3, 9, []]])
    [ProvisionUnit(address='段1', start=0, end=3), ProvisionUnit(address='第一条', start=3, end=10)]
    """
    units: list[ProvisionUnit] = []
    paragraphs = 0
    for address, start, end in _outline_spans(text, outline, 0, len(text)):
        if not _INK.search(text, start, end):
            continue
        if address is None:
            paragraphs += 1
        # white space between two units goes to the one before, at the top of a text to the first
        first = start if units else 0
        if units and units[-1].end < first:
            units[-1] = ProvisionUnit(units[-1].address, units[-1].start, first)
        units.append(ProvisionUnit(address or f"段{paragraphs}", first, end))
    if units:
        units[-1] = ProvisionUnit(units[-1].address, units[-1].start, len(text))
    elif text:
        units.append(ProvisionUnit("段1", 0, len(text)))
    return units


def address_at(text: str, outline: Sequence[Json], offset: int) -> str:
    r"""The address of the unit that holds the character at an offset, which must not be white
    space.

    Raises IndexError behind the end of the text.

    >>> address_at("总则\n第一条 甲。\n", [["第一条", "第一条", 3, 9, []]], 7)
    '第一条'
    """
    paragraphs = 0
    for address, start, end in _outline_spans(text, outline, 0, len(text)):
        if address is None:
            paragraphs += _INK.search(text, start, end) is not None
        if offset < end:
            return address or f"段{paragraphs}"
    raise IndexError(offset)


def _outline_spans(
    text: str, outline: Sequence[Json], start: int, end: int
) -> Iterator[tuple[str | None, int, int]]:
    """Adjacent spans from start to end, each with its address in the outline, or None outside
    it."""
    # plain tuples, as this runs for every line of every text that is indexed
    at = start
    for address, _, begins, ends, children in outline:
        first, last = max(begins, at), min(ends, end)
        if first >= last:
            continue
        yield from _line_spans(text, at, first)
        if children and not _ARTICLE.fullmatch(address):
            inner = min(max(children[0][2], first), last)
            yield address, first, inner
            yield from _outline_spans(text, children, inner, last)
        else:
            yield address, first, last
        at = last
    yield from _line_spans(text, at, end)


def _line_spans(text: str, start: int, end: int) -> Iterator[tuple[None, int, int]]:
    while start < end:
        stop = text.find("\n", start, end) + 1 or end
        yield None, start, stop
        start = stop
