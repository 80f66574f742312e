"""The tree of provisions of one stretch of text, each with an address of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from analyzers.numerals import parse_numeral
from corpus.model.types import Provision
from ingest.structure.numbering import ARTICLE, HAN, SECTION, Mark, heading, marks_in
from ingest.structure.quotes import Quotes

_SECTION_LONGEST = 40
#: in a table of contents a heading has one line; headings without a number stand between
_LINES_A_HEADING = 2
_FIRST = re.compile(r"第?一(?:$|[编章节部])")


@dataclass(slots=True)
class _Node:
    mark: Mark
    address: str
    end: int = 0
    children: list[_Node] = field(default_factory=list)


class Addresses:
    """Gives each address once: what would come twice gets ~2, ~3.

    >>> taken = Addresses()
    >>> taken.unique("第一条"), taken.unique("第一条")
    ('第一条', '第一条~2')
    """

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def unique(self, address: str) -> str:
        times = self._times.get(address, 0) + 1
        self._times[address] = times
        return address if times == 1 else f"{address}~{times}"


def outline(
    text: str, simplified: str, start: int, end: int, prefix: str, addresses: Addresses
) -> tuple[Provision, ...]:
    r"""The provisions between two offsets; `prefix` (`附件1/`) begins their addresses.

    >>> text = "第一章 总则\n第一条 甲\n（一）乙\n第二条 丙"
    >>> [tree] = outline(text, text, 0, len(text), "", Addresses())
    >>> tree.address, [(each.address, each.start, each.end) for each in tree.children]
    ('第一章', [('第一条', 7, 17), ('第二条', 18, 23)])
    """
    found = list(marks_in(simplified, start, end))
    if found:
        quotes = Quotes(simplified, start, end)
        found = [mark for mark in found if not quotes.hold(mark.start)]
        found = _without_contents(_only_cited(found), simplified)
    roots: list[_Node] = []
    stack: list[_Node] = []
    within = False  # an article is open
    for index, mark in enumerate(found):
        if within and not _ends_article(mark, found, index, simplified):
            continue
        while stack and stack[-1].mark.depth >= mark.depth:
            stack.pop().end = mark.start - 1
        node = _Node(mark, addresses.unique(_address(mark, stack, prefix)))
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
        within = mark.depth == ARTICLE
    for node in stack:
        node.end = end
    return tuple(_provision(node, text) for node in roots)


def _address(mark: Mark, stack: list[_Node], prefix: str) -> str:
    if mark.depth == ARTICLE or not stack:
        return prefix + mark.name
    return f"{stack[-1].address}/{mark.name}"


def _ends_article(mark: Mark, found: list[Mark], index: int, text: str) -> bool:
    """Inside an article all numbers are its items, but for the next article and what stands above
    articles: chapters, and a short line 二、… with the next article right below it."""
    if mark.depth == ARTICLE or mark.depth <= SECTION:
        return True
    if mark.depth != HAN or index + 1 >= len(found) or found[index + 1].depth != ARTICLE:
        return False
    between = text[mark.after : found[index + 1].start].strip()
    return (
        "\n" not in between
        and len(between) <= _SECTION_LONGEST
        and not between.endswith(("。", "；", "：", "，"))
    )


def _only_cited(found: list[Mark]) -> list[Mark]:
    """Without lines that begin with the number of an article and only cite it: where the next
    article goes on from the one before."""
    articles = [(mark, _number(mark.name)) for mark in found if mark.depth == ARTICLE]
    cited = set()
    before = 0
    for (mark, number), (_, after) in pairwise(articles):
        if number not in (before, before + 1) and after in (before, before + 1) and after:
            cited.add(mark)
        else:
            before = number
    return [mark for mark in found if mark not in cited] if cited else found


def _number(article: str) -> int:
    return parse_numeral(article[1 : article.index("条")]) or 0


def _without_contents(found: list[Mark], text: str) -> list[Mark]:
    """Without a table of contents: headings line by line, before they begin again."""
    for index in range(1, len(found)):
        first, mark = found[0], found[index]
        if max(first.depth, mark.depth) >= ARTICLE:
            return found
        if mark.depth == first.depth and (mark.name == first.name or _FIRST.match(mark.name)):
            return found[index:]
        if text.count("\n", found[index - 1].start, mark.start) > _LINES_A_HEADING:
            return found
    return found


def _provision(node: _Node, text: str) -> Provision:
    return Provision(
        node.address,
        heading(text, node.mark, node.end),
        node.mark.start,
        node.end,
        tuple(_provision(child, text) for child in node.children),
    )
