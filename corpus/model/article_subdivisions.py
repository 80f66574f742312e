"""The subdivisions of an article: 款 (its paragraphs), 项 （一）, 目 1.; in Taiwan 项 (its
paragraphs), 款 一、, 目 （一）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from analyzers.numerals import NUMERAL, parse_numeral
from analyzers.span import Span

_N = rf"[{NUMERAL}]{{1,6}}"
_ITEM = re.compile(rf"[(（][^\S\n]*({_N})[^\S\n]*[)）]")
_POINT = re.compile(r"([0-9０-９]{1,3})[^\S\n]*[.．、](?![0-9])")
_HAN = re.compile(r"([一二三四五六七八九十]{1,3})、")
#: characters behind which an item may begin inside a line: 下列行为：（一）甲；（二）乙。
_BEFORE = frozenset("：:；;。，,条")


class NumberedSpan(NamedTuple):
    """The number of a subdivision and its span, without the white space at its end."""

    number: int
    span: Span


@dataclass(frozen=True, slots=True)
class SubdivisionScheme:
    """The names and marks of the levels below an article, from the top down.

    `paragraph`, `item`, `point`: their names. `marks`: the patterns at which items and points
    begin. `item_template`: the address of an item, with its number in Han numerals."""

    paragraph: str
    item: str
    point: str
    marks: tuple[re.Pattern[str], re.Pattern[str]]
    item_template: str

    def opens_item(self, line: str) -> bool:
        """Whether a line begins with the mark of an item or point, and so is no paragraph of its
        own."""
        at = len(line) - len(line.lstrip())
        return any(mark.match(line, at) for mark in self.marks)


MAINLAND = SubdivisionScheme("款", "项", "目", (_ITEM, _POINT), "第（{0}）项")
TAIWAN = SubdivisionScheme("项", "款", "目", (_HAN, _ITEM), "第{0}款")


def scheme_of_region(region: str | None) -> SubdivisionScheme:
    """The scheme by which documents of a region divide their articles.

    >>> scheme_of_region("台湾省").paragraph, scheme_of_region(None).paragraph
    ('项', '款')
    """
    return TAIWAN if region == "台湾省" else MAINLAND


def find_paragraphs(
    text: str, start: int, end: int, scheme: SubdivisionScheme = MAINLAND
) -> Iterator[NumberedSpan]:
    r"""The 款 of an article at `[start, end)`: its lines, each with the lines below it that open an
    item.

    >>> text = "第三条 甲：\n（一）乙；\n（二）丙。\n丁。"
    >>> [text[slice(*span)] for _, span in find_paragraphs(text, 0, len(text))]
    ['第三条 甲：\n（一）乙；\n（二）丙。', '丁。']
    """
    spans: list[Span] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        if line.strip():
            last = at + len(line.rstrip())
            if spans and scheme.opens_item(line):
                spans[-1] = Span(spans[-1].start, last)
            else:
                spans.append(Span(last - len(line.strip()), last))
        at = stop + 1
    for number, span in enumerate(spans, 1):
        yield NumberedSpan(number, span)


def find_items(
    text: str, start: int, end: int, scheme: SubdivisionScheme = MAINLAND
) -> Iterator[NumberedSpan]:
    """The 项 of an article or 款 at `[start, end)`, each with the 目 below it.

    >>> text = "下列行为：（一）甲；（二）乙。"
    >>> [text[slice(*span)] for _, span in find_items(text, 0, len(text))]
    ['（一）甲；', '（二）乙。']
    """
    for _, paragraph in find_paragraphs(text, start, end, scheme):
        yield from _spans_between_marks(text, *paragraph, scheme.marks[0])


def find_points(
    text: str, start: int, end: int, scheme: SubdivisionScheme = MAINLAND
) -> Iterator[NumberedSpan]:
    """The 目 of an item at `[start, end)`.

    >>> text = "（二）包括：1.甲；2.乙。"
    >>> [text[slice(*span)] for _, span in find_points(text, 0, len(text))]
    ['1.甲；', '2.乙。']
    """
    yield from _spans_between_marks(text, start, end, scheme.marks[1])


def _spans_between_marks(
    text: str, start: int, end: int, mark: re.Pattern[str]
) -> Iterator[NumberedSpan]:
    """The spans from one mark to the next.

    At the start of a line any number counts, inside a line only the number that follows the last
    one."""
    begins: list[tuple[int, int]] = []  # the number and offset of each mark
    for match in mark.finditer(text, start, end):
        number = parse_numeral(match[1])
        if number is None:
            continue
        before = text[start : match.start()].rstrip(" \t　")
        at_line = not before or before.endswith("\n")
        follows = number == (begins[-1][0] + 1 if begins else 1)
        if at_line or (follows and before[-1] in _BEFORE):
            begins.append((number, match.start()))
    for index, (number, first) in enumerate(begins):
        last = begins[index + 1][1] if index + 1 < len(begins) else end
        yield NumberedSpan(number, Span(first, first + len(text[first:last].rstrip())))
