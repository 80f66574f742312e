"""Separates the running headers and page numbers of printed pages from their text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle

from analyzers.pattern_rules import WholeTextRule
from corpus.model.domain_types import Cut
from ingest.read.layout.printed_line import PrintedLine

HEADER_RULE, PAGE_NUMBER_RULE = "页眉页脚", "页码"
#: forms of page numbers on lines of their own, white space removed
PAGE_NUMBER_FORMS = (
    WholeTextRule("数字", re.compile(r"(\d{1,4})"), "12", spared=("2021年", "20210")),
    WholeTextRule(
        "横线之间",
        re.compile(r"[-—–－─·・]+(\d{1,4})[-—–－─·・]+"),
        "— 12 —",
        spared=("2020—2025",),
    ),
    WholeTextRule(
        "第几页",
        re.compile(r"第(\d{1,4})页(?:[,，/]?共\d{1,4}页)?"),
        "第 12 页 共 30 页",
        spared=("第12条",),
    ),
    WholeTextRule("几分之几", re.compile(r"(\d{1,4})/\d{1,4}"), "12/30"),
    WholeTextRule(
        "英文", re.compile(r"(?:Page|page|PAGE)(\d{1,4})(?:of\d{1,4})?"), "Page 12 of 30"
    ),
)
_DIGITS = re.compile(r"\d+")
#: a header has so many lines at most, and its height on the pages differs by so many points
_EDGE_LINES, _SAME_HEIGHT = 3, 3.0
_LEAST_SHARE = 3


def split_headers_footers(
    lines: Sequence[PrintedLine], pages: int
) -> tuple[list[PrintedLine], list[Cut]]:
    """The lines that are text, and the cut headers, footers and page numbers, each wording once.

    `pages` is the number of pages."""
    edges = _edge_runs(lines)
    repeated = _repeated_keys(edges, pages)
    # page numbers are at one edge of all pages: rows of a table have numbers at both
    offsets = (_page_number_offset(edges[0::2]), _page_number_offset(edges[1::2]))
    cut: dict[PrintedLine, str] = {}
    for run, offset in zip(edges, cycle(offsets)):
        for line in run:
            if offset is not None and parse_page_number(line.text) == line.page + offset:
                cut[line] = PAGE_NUMBER_RULE
            elif any(key in repeated for key in _line_keys(line)):
                cut[line] = HEADER_RULE
            else:
                break
    # a page number differs on each page: only the first is listed
    wordings = {
        (rule, _DIGITS.sub("#", line.text)): line.text for line, rule in reversed(cut.items())
    }
    cuts = [Cut(rule, text) for (rule, _), text in reversed(wordings.items())]
    return [line for line in lines if line not in cut], cuts


def parse_page_number(text: str) -> int | None:
    """The number on a line that is nothing but a page number, else None.

    >>> parse_page_number("— 3 —"), parse_page_number("第3条")
    (3, None)
    """
    squeezed = "".join(text.split())
    matches = (form.find(squeezed) for form in PAGE_NUMBER_FORMS)
    return next((int(match[1]) for match in matches if match), None)


def _edge_runs(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """The top and bottom lines of each page, alternating, the outermost line of each run first."""
    pages: defaultdict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        if line.cell is None:
            pages[line.page].append(line)
    runs = []
    for page in pages.values():
        down = sorted(page, key=lambda line: -line.middle)
        runs += [down[:_EDGE_LINES], down[: -_EDGE_LINES - 1 : -1]]
    return runs


def _repeated_keys(edges: Sequence[Sequence[PrintedLine]], pages: int) -> set[tuple[str, int]]:
    """The keys (words, height) that at least two pages share, and a third of all.

    Left and right pages may differ."""
    seen = {(key, line.page) for run in edges for line in run for key in _line_keys(line)}
    counts = Counter(key for key, _ in seen)
    return {key for key, count in counts.items() if count >= max(2, pages / _LEAST_SHARE)}


def _line_keys(line: PrintedLine) -> Iterator[tuple[str, int]]:
    """The keys by which lines are compared: words without numbers, and height.

    Two lines with equal words at nearly one height share a key; rows of mere figures have none."""
    words = _DIGITS.sub("#", "".join(line.text.split()))
    if not any(character.isalpha() for character in words):
        return iter(())
    step = int(line.middle / _SAME_HEIGHT)
    return ((words, each) for each in (step, step + 1))


def _page_number_offset(edges: Sequence[Sequence[PrintedLine]]) -> int | None:
    """The difference of most page numbers to the index of their page, or None.

    A lone 7 at an edge is no page number."""
    outer = {line for run in edges for line in run}
    numbers = ((parse_page_number(line.text), line.page) for line in outer)
    offsets = Counter(number - page for number, page in numbers if number is not None)
    if not offsets:
        return None
    offset, count = max(offsets.items(), key=lambda item: (item[1], item[0] == 1))
    return offset if count > 1 or offset == 1 else None
