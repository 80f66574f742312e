"""The tree of provisions of one stretch of text, each with an address of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from analyzers.numerals import parse_numeral
from corpus.model.domain_types import Provision
from ingest.structure.multiline_quotes import MultilineQuotes
from ingest.structure.provision_marks import (
    ARTICLE,
    HAN,
    SECTION,
    ProvisionMark,
    find_provision_marks,
    outline_heading,
)

_SECTION_LONGEST = 40
#: in a table of contents a heading has one line; headings without a number stand between
_LINES_A_HEADING = 2
_FIRST = re.compile(r"第?一(?:$|[编章节部])")


@dataclass(slots=True)
class _OutlineNode:
    mark: ProvisionMark
    address: str
    end: int = 0
    children: list[_OutlineNode] = field(default_factory=list)


class AddressRegistry:
    """Gives each address once: what would come twice gets ~2, ~3.

    >>> taken = AddressRegistry()
    >>> taken.make_unique("第一条"), taken.make_unique("第一条")
    ('第一条', '第一条~2')
    """

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def make_unique(self, address: str) -> str:
        times = self._times.get(address, 0) + 1
        self._times[address] = times
        return address if times == 1 else f"{address}~{times}"


def build_outline(
    text: str, simplified: str, start: int, end: int, prefix: str, addresses: AddressRegistry
) -> tuple[Provision, ...]:
    r"""The provisions between two offsets; `prefix` (`附件1/`) begins their addresses.

    >>> text = "第一章 总则\n第一条 甲\n（一）乙\n第二条 丙"
    >>> [tree] = build_outline(text, text, 0, len(text), "", AddressRegistry())
    >>> tree.address, [(each.address, each.start, each.end) for each in tree.children]
    ('第一章', [('第一条', 7, 17), ('第二条', 18, 23)])
    """
    found = list(find_provision_marks(simplified, start, end))
    if found:
        quotes = MultilineQuotes(simplified, start, end)
        found = [mark for mark in found if not quotes.contain(mark.start)]
        found = _without_contents(_without_citations(found), simplified)
    roots: list[_OutlineNode] = []
    stack: list[_OutlineNode] = []
    within = False  # an article is open
    for index, mark in enumerate(found):
        if within and not _ends_article(mark, found, index, simplified):
            continue
        while stack and stack[-1].mark.depth >= mark.depth:
            stack.pop().end = mark.start - 1
        node = _OutlineNode(mark, addresses.make_unique(_address(mark, stack, prefix)))
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
        within = mark.depth == ARTICLE
    for node in stack:
        node.end = end
    return tuple(_provision(node, text) for node in roots)


def _address(mark: ProvisionMark, stack: list[_OutlineNode], prefix: str) -> str:
    if mark.depth == ARTICLE or not stack:
        return prefix + mark.name
    return f"{stack[-1].address}/{mark.name}"


def _ends_article(mark: ProvisionMark, found: list[ProvisionMark], index: int, text: str) -> bool:
    """Inside an article all numbers are its items, but for the next article and what stands above
    articles: chapters, and a short line 二、… with the next article right below it."""
    if mark.depth == ARTICLE or mark.depth <= SECTION:
        return True
    if mark.depth != HAN or index + 1 >= len(found) or found[index + 1].depth != ARTICLE:
        return False
    between = text[mark.end : found[index + 1].start].strip()
    return (
        "\n" not in between
        and len(between) <= _SECTION_LONGEST
        and not between.endswith(("。", "；", "：", "，"))
    )


def _without_citations(found: list[ProvisionMark]) -> list[ProvisionMark]:
    """Without lines that begin with the number of an article and only cite it: where the next
    article goes on from the one before."""
    articles = [(mark, _article_number(mark.name)) for mark in found if mark.depth == ARTICLE]
    cited = set()
    before = 0
    for (mark, number), (_, after) in pairwise(articles):
        if number not in (before, before + 1) and after in (before, before + 1) and after:
            cited.add(mark)
        else:
            before = number
    return [mark for mark in found if mark not in cited] if cited else found


def _article_number(article: str) -> int:
    return parse_numeral(article[1 : article.index("条")]) or 0


def _without_contents(found: list[ProvisionMark], text: str) -> list[ProvisionMark]:
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


def _provision(node: _OutlineNode, text: str) -> Provision:
    return Provision(
        node.address,
        outline_heading(text, node.mark, node.end),
        node.mark.start,
        node.end,
        tuple(_provision(child, text) for child in node.children),
    )
