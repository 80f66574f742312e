"""What a printed page repeats around its text: running headers and page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle

from corpus.model.types import Cut
from ingest.read.layout.printed_line import Printed

HEADER_RULE, NUMBER_RULE = "页眉页脚", "页码"
#: forms of page numbers on lines of their own, each with an example
PAGE_NUMBERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(\d{1,4})"), "12"),
    (re.compile(r"[-—–－─·・]+(\d{1,4})[-—–－─·・]+"), "— 12 —"),
    (re.compile(r"第(\d{1,4})页(?:[,，/]?共\d{1,4}页)?"), "第 12 页 共 30 页"),
    (re.compile(r"(\d{1,4})/\d{1,4}"), "12/30"),
    (re.compile(r"(?:Page|page|PAGE)(\d{1,4})(?:of\d{1,4})?"), "Page 12 of 30"),
)
_DIGITS = re.compile(r"\d+")
#: a header has so many lines at most, and keeps its height on the page to so many points
_DEEP, _SAME_HEIGHT = 3, 3.0
_SHARE = 3


def without_furniture(lines: Sequence[Printed], pages: int) -> tuple[list[Printed], list[Cut]]:
    """The lines that are text, and what was cut, each wording once."""
    edges = _edges(lines)
    repeated = _repeated(edges, pages)
    # numbers stand at one edge of all pages: the rows of a table have theirs at both
    offsets = (_offset(edges[0::2]), _offset(edges[1::2]))
    cut: dict[Printed, str] = {}
    for run, offset in zip(edges, cycle(offsets)):
        for line in run:
            if offset is not None and page_number(line.text) == line.page + offset:
                cut[line] = NUMBER_RULE
            elif any(key in repeated for key in _keys(line)):
                cut[line] = HEADER_RULE
            else:
                break
    # a number turns with each page: the first says what they look like
    told = {(rule, _DIGITS.sub("#", line.text)): line.text for line, rule in reversed(cut.items())}
    cuts = [Cut(rule, text) for (rule, _), text in reversed(told.items())]
    return [line for line in lines if line not in cut], cuts


def page_number(text: str) -> int | None:
    """The number of a line that is nothing but a page's number.

    >>> page_number("— 3 —"), page_number("第3条")
    (3, None)
    """
    squeezed = "".join(text.split())
    found = (pattern.fullmatch(squeezed) for pattern, _ in PAGE_NUMBERS)
    return next((int(match[1]) for match in found if match), None)


def _edges(lines: Sequence[Printed]) -> list[list[Printed]]:
    """From the top and from the bottom of each page by turns, the outermost lines first."""
    pages: defaultdict[int, list[Printed]] = defaultdict(list)
    for line in lines:
        if line.cell is None:
            pages[line.page].append(line)
    runs = []
    for page in pages.values():
        down = sorted(page, key=lambda line: -line.middle)
        runs += [down[:_DEEP], down[: -_DEEP - 1 : -1]]
    return runs


def _repeated(edges: Sequence[Sequence[Printed]], pages: int) -> set[tuple[str, int]]:
    """Words at one height that at least two pages share, and a third of all (left and right pages
    may differ)."""
    seen = {(key, line.page) for run in edges for line in run for key in _keys(line)}
    counts = Counter(key for key, _ in seen)
    return {key for key, count in counts.items() if count >= max(2, pages / _SHARE)}


def _keys(line: Printed) -> Iterator[tuple[str, int]]:
    """Equal for lines of the same words, numbers aside, at nearly the same height; none for rows
    of mere figures."""
    words = _DIGITS.sub("#", "".join(line.text.split()))
    if not any(character.isalpha() for character in words):
        return iter(())
    step = int(line.middle / _SAME_HEIGHT)
    return ((words, each) for each in (step, step + 1))


def _offset(edges: Sequence[Sequence[Printed]]) -> int | None:
    """What most page numbers are ahead of the count of pages; a lone 7 at an edge is no number."""
    outer = {line for run in edges for line in run}
    numbers = ((page_number(line.text), line.page) for line in outer)
    offsets = Counter(number - page for number, page in numbers if number is not None)
    if not offsets:
        return None
    offset, count = max(offsets.items(), key=lambda item: (item[1], item[0] == 1))
    return offset if count > 1 or offset == 1 else None
