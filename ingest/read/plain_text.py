"""Reads plain text and Markdown; each line becomes a block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzers.chinese_script import squeeze, to_simplified
from corpus.model.domain_types import Cut
from ingest.page_types import Block, Page
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.front_matter import read_front_matter
from ingest.read.markdown_html import strip_inline_html

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?$")
_RULER = re.compile(r"\|(?:\s*:?-+:?\s*\|)+$")
_SOURCE = re.compile(r"<!--\s*source:\s*(https?://\S+)", re.IGNORECASE)
_SOURCE_REACH = 2000
#: the mark between the lines of the title and the text in collections of laws
_INFO_END = "<!-- INFO END -->"
FRONT_MATTER_RULE = "元数据"
#: among so many lines at its head a text prints its title
_HEAD_LINES = 12


def read_text(text: str, removals: RemovalLog) -> Page:
    r"""The page of a plain text, whose lines are its paragraphs.

    >>> [block.text for block in read_text("　通知 \n\n各单位：", RemovalLog()).blocks]
    ['通知', '各单位：']
    """
    lines = (line.strip() for line in text.splitlines())
    blocks = tuple(Block("paragraph", line) for line in lines if line)
    return Page("text", blocks, cuts=removals.cuts())


def read_markdown(text: str, removals: RemovalLog) -> Page:
    r"""The page of a Markdown text.

    Headings keep their level, table cells their position; comments and HTML tags are no text. The
    metadata above the text (front matter) become labels; their title becomes the heading where the
    first lines do not print it. `meta["info"]` is
    the number of blocks above `<!-- INFO END -->`, where the text has that mark.

    >>> page = read_markdown("# 条例\n2001年公布\n<!-- INFO END -->\n## 第一章 总则", RemovalLog())
    >>> [(block.block_kind, block.level, block.text) for block in page.blocks]
    [('heading', 1, '条例'), ('paragraph', 0, '2001年公布'), ('heading', 2, '第一章 总则')]
    >>> page.meta
    {'info': '2'}
    """
    source = _SOURCE.search(text, 0, _SOURCE_REACH)
    front = read_front_matter(text)
    head, mark, body = text[front.length :].partition(_INFO_END)
    above = _blocks(head)
    rest = _blocks(body) if mark else []
    heading = _missing_heading(front.title, [*above, *rest])
    blocks = (*heading, *above, *rest)
    cut = text[: front.length].strip().strip("-").strip()
    return Page(
        "markdown",
        blocks,
        title=front.title
        or next((block.text for block in blocks if block.block_kind == "heading"), ""),
        meta={"info": str(len(heading) + len(above))} if mark else {},
        stated_url=source[1] if source else front.stated_url,
        labels=tuple(front.labels()),
        cuts=(*removals.cuts(), *([Cut(FRONT_MATTER_RULE, cut)] if cut else [])),
    )


def _missing_heading(title: str, blocks: list[Block]) -> list[Block]:
    """The title of the metadata as a heading, where the first lines do not print it."""
    wanted = squeeze(to_simplified(title))
    if not wanted:
        return []
    head = squeeze(to_simplified("".join(block.text for block in blocks[:_HEAD_LINES])))
    return [Block("heading", title, level=1)] if wanted not in head else []


def _blocks(text: str) -> list[Block]:
    blocks: list[Block] = []
    table, row = -1, -1
    for raw in strip_inline_html(_without_comments(text)).splitlines():
        line = raw.strip()
        if not line:
            row = -1
        elif line[0] == "#" and (heading := _HEADING.match(line)):
            if heading[2]:
                blocks.append(Block("heading", heading[2], level=len(heading[1])))
        elif line[0] == "|" and line[-1] == "|" and len(line) > 1:
            if not _RULER.match(line):
                table, row = (table + 1, 0) if row < 0 else (table, row + 1)
                blocks.extend(_cells(line, table, row))
        else:
            blocks.append(Block("paragraph", line))
    return blocks


def _cells(line: str, table: int, row: int) -> Iterator[Block]:
    for column, cell in enumerate(line[1:-1].split("|")):
        if text := cell.strip():
            yield Block("cell", text, table=(table, row, column))


def _without_comments(text: str) -> str:
    """The text without comments, whole lines or within them; one that never closes stays."""
    parts: list[str] = []
    start = 0
    while (opening := text.find("<!--", start)) >= 0:
        closing = text.find("-->", opening)
        if closing < 0:
            break
        parts.append(text[start:opening])
        start = closing + len("-->")
    return "".join((*parts, text[start:]))
