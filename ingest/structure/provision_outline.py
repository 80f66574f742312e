"""The outline of a text: the tree of its provisions, each with an address of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from analyzers.numerals import parse_numeral
from corpus.model.domain_types import Provision
from ingest.structure.multiline_quotes import find_multiline_quotes
from ingest.structure.provision_marks import (
    ARTICLE,
    HAN,
    SECTION,
    ProvisionMark,
    find_provision_marks,
    outline_heading,
)

_SECTION_LONGEST = 40
#: in a table of contents: a heading has one line, and one without a number may be in between
_LINES_A_HEADING = 2
_FIRST = re.compile(r"第?一(?:$|[编章节部])")


@dataclass(slots=True)
class _OutlineNode:
    """A provision while the outline is built; its end is known once the next one begins."""

    mark: ProvisionMark
    address: str
    end: int = 0
    children: list[_OutlineNode] = field(default_factory=list)


class AddressRegistry:
    """The addresses used in one document; a repeated one gets ~2, ~3.

    Source: docs/contract.md, "Provision unit".

    >>> taken = AddressRegistry()
    >>> taken.make_unique("第一条"), taken.make_unique("第一条")
    ('第一条', '第一条~2')
    """

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def make_unique(self, address: str) -> str:
        """The address, with ~2 or ~3 where it was returned before."""
        times = self._times.get(address, 0) + 1
        self._times[address] = times
        return address if times == 1 else f"{address}~{times}"


def build_outline(
    text: str, simplified: str, start: int, end: int, prefix: str, addresses: AddressRegistry
) -> tuple[Provision, ...]:
    r"""The provisions between two offsets of a text, as trees in order.

    `simplified` has the length of `text`. `prefix` (`附件1/`) begins all addresses, and `addresses`
    makes them unique.

    >>> text = "第一章 总则\n第一条 甲\n（一）乙\n第二条 丙"
    >>> [tree] = build_outline(text, text, 0, len(text), "", AddressRegistry())
    >>> tree.address, [(each.address, each.start, each.end) for each in tree.children]
    ('第一章', [('第一条', 7, 17), ('第二条', 18, 23)])
    """
    marks = list(find_provision_marks(simplified, start, end))
    if marks:
        quotes = find_multiline_quotes(simplified, start, end)
        marks = [mark for mark in marks if not quotes.contains(mark.start)]
        marks = _without_contents(_without_citations(marks), simplified)
    roots: list[_OutlineNode] = []
    stack: list[_OutlineNode] = []
    within_article = False
    for index, mark in enumerate(marks):
        if within_article and not _ends_article(mark, marks, index, simplified):
            continue
        while stack and stack[-1].mark.depth >= mark.depth:
            stack.pop().end = mark.start - 1
        node = _OutlineNode(mark, addresses.make_unique(_address(mark, stack, prefix)))
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
        within_article = mark.depth == ARTICLE
    for node in stack:
        node.end = end
    return tuple(_provision(node, text) for node in roots)


def _address(mark: ProvisionMark, stack: list[_OutlineNode], prefix: str) -> str:
    """The address of a provision inside those of `stack`; no chapter is in an article's address."""
    if mark.depth == ARTICLE or not stack:
        return prefix + mark.name
    return f"{stack[-1].address}/{mark.name}"


def _ends_article(mark: ProvisionMark, marks: list[ProvisionMark], index: int, text: str) -> bool:
    """Whether a mark ends the article before it; other marks inside an article are its items.

    The next article and a chapter end it, and so does a short line 二、… with the next article
    directly below.
    """
    if mark.depth == ARTICLE or mark.depth <= SECTION:
        return True
    if mark.depth != HAN or index + 1 >= len(marks) or marks[index + 1].depth != ARTICLE:
        return False
    between = text[mark.end : marks[index + 1].start].strip()
    return (
        "\n" not in between
        and len(between) <= _SECTION_LONGEST
        and not between.endswith(("。", "；", "：", "，"))
    )


def _without_citations(marks: list[ProvisionMark]) -> list[ProvisionMark]:
    """The marks without those of lines that begin with the number of an article and only cite it.

    The number of such a line is out of order, and the next article continues from the one before.
    """
    articles = [(mark, _article_number(mark.name)) for mark in marks if mark.depth == ARTICLE]
    cited = set()
    before = 0
    for (mark, number), (_, after) in pairwise(articles):
        if number not in (before, before + 1) and after in (before, before + 1) and after:
            cited.add(mark)
        else:
            before = number
    return [mark for mark in marks if mark not in cited] if cited else marks


def _article_number(article: str) -> int:
    """The number in the name of an article, or 0 where it cannot be read."""
    return parse_numeral(article[1 : article.index("条")]) or 0


def _without_contents(marks: list[ProvisionMark], text: str) -> list[ProvisionMark]:
    """The marks without a table of contents: headings on successive lines before they recur."""
    for index in range(1, len(marks)):
        first, mark = marks[0], marks[index]
        if max(first.depth, mark.depth) >= ARTICLE:
            return marks
        if mark.depth == first.depth and (mark.name == first.name or _FIRST.match(mark.name)):
            return marks[index:]
        if text.count("\n", marks[index - 1].start, mark.start) > _LINES_A_HEADING:
            return marks
    return marks


def _provision(node: _OutlineNode, text: str) -> Provision:
    return Provision(
        node.address,
        outline_heading(text, node.mark, node.end),
        node.mark.start,
        node.end,
        tuple(_provision(child, text) for child in node.children),
    )
