"""What an article is made of: 款 (its paragraphs), 项 （一）, 目 1.; in Taiwan 项 (its paragraphs),
款 一、, 目 （一）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from analyzers.numerals import NUMERAL, parse_numeral

#: a number counted from 1, and the stretch that bears it, without the white space at its end
NumberedSpan: TypeAlias = tuple[int, int, int]

_N = rf"[{NUMERAL}]{{1,6}}"
_ITEM = re.compile(rf"[(（][^\S\n]*({_N})[^\S\n]*[)）]")
_POINT = re.compile(r"([0-9０-９]{1,3})[^\S\n]*[.．、](?![0-9])")
_HAN = re.compile(r"([一二三四五六七八九十]{1,3})、")
#: an item may begin behind these on the line of another: 下列行为：（一）甲；（二）乙。
_BEFORE = frozenset("：:；;。，,条")


@dataclass(frozen=True, slots=True)
class SubdivisionScheme:
    """What stands below an article, from the top down: what it is called; how items and the points
    below them are marked; how the address of an item is written, its number in Han numerals."""

    paragraph: str
    item: str
    point: str
    marks: tuple[re.Pattern[str], re.Pattern[str]]
    item_template: str

    def opens_item(self, line: str) -> bool:
        """Whether a line is an item or a point, and no paragraph of its own."""
        at = len(line) - len(line.lstrip())
        return any(mark.match(line, at) for mark in self.marks)


MAINLAND = SubdivisionScheme("款", "项", "目", (_ITEM, _POINT), "第（{0}）项")
TAIWAN = SubdivisionScheme("项", "款", "目", (_HAN, _ITEM), "第{0}款")


def scheme_of_region(region: str | None) -> SubdivisionScheme:
    """The one that the documents of a region are numbered by.

    >>> scheme_of_region("台湾省").paragraph, scheme_of_region(None).paragraph
    ('项', '款')
    """
    return TAIWAN if region == "台湾省" else MAINLAND


def find_paragraphs(
    text: str, start: int, end: int, scheme: SubdivisionScheme = MAINLAND
) -> Iterator[NumberedSpan]:
    r"""The 款 of an article: its lines, those that open an item with the one above.

    >>> text = "第三条 甲：\n（一）乙；\n（二）丙。\n丁。"
    >>> [text[first:last] for _, first, last in find_paragraphs(text, 0, len(text))]
    ['第三条 甲：\n（一）乙；\n（二）丙。', '丁。']
    """
    found: list[tuple[int, int]] = []
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        if line.strip():
            last = at + len(line.rstrip())
            if found and scheme.opens_item(line):
                found[-1] = (found[-1][0], last)
            else:
                found.append((last - len(line.strip()), last))
        at = stop + 1
    for number, (first, last) in enumerate(found, 1):
        yield number, first, last


def find_items(
    text: str, start: int, end: int, scheme: SubdivisionScheme = MAINLAND
) -> Iterator[NumberedSpan]:
    """The 项 of an article or 款, each with the 目 below it.

    >>> text = "下列行为：（一）甲；（二）乙。"
    >>> [text[first:last] for _, first, last in find_items(text, 0, len(text))]
    ['（一）甲；', '（二）乙。']
    """
    for _, first, last in find_paragraphs(text, start, end, scheme):
        yield from _spans_between_marks(text, first, last, scheme.marks[0])


def find_points(
    text: str, start: int, end: int, scheme: SubdivisionScheme = MAINLAND
) -> Iterator[NumberedSpan]:
    """The 目 of an item.

    >>> text = "（二）包括：1.甲；2.乙。"
    >>> [text[first:last] for _, first, last in find_points(text, 0, len(text))]
    ['1.甲；', '2.乙。']
    """
    yield from _spans_between_marks(text, start, end, scheme.marks[1])


def _spans_between_marks(
    text: str, start: int, end: int, mark: re.Pattern[str]
) -> Iterator[NumberedSpan]:
    """Stretches from mark to mark: any number at the start of a line, inside one only the next."""
    begins: list[tuple[int, int]] = []
    for match in mark.finditer(text, start, end):
        number = parse_numeral(match[1])
        if number is None:
            continue
        before = text[start : match.start()].rstrip(" \t　")
        at_line = not before or before.endswith("\n")
        follows = number == (begins[-1][0] + 1 if begins else 1)
        if at_line or (follows and before[-1] in _BEFORE):
            begins.append((number, match.start()))
    for place, (number, first) in enumerate(begins):
        last = begins[place + 1][1] if place + 1 < len(begins) else end
        yield number, first, first + len(text[first:last].rstrip())
