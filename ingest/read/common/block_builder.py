"""Builds blocks from pieces of text and the elements around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.page_types import Block, BlockKind
from ingest.read.common.html_elements import (
    BLOCK_TAGS,
    CELL_TAGS,
    HEADING_LEVELS,
    collapse_blanks,
    is_centered,
    split_indented,
)
from ingest.read.common.html_grid import HtmlGrid
from ingest.read.common.stray_characters import RemovalLog

#: deeper elements keep the path of the one at this depth (pages nest thousands by mistake)
_DEPTH = 48
_NO_SPANS: dict[str, str] = {}


@dataclass(slots=True)
class _ElementFrame:
    """The properties that an open element passes on to the text inside it; they never change."""

    element_path: tuple[int, ...] = ()
    level: int = 0
    link: bool = False
    centered: bool = False
    preformatted: bool = False
    grid: HtmlGrid | None = None
    cell: tuple[int, int, int] | None = None


@dataclass(slots=True)
class _BlockDraft:
    """A block whose table may yet turn out to be mere layout."""

    text: str
    frame: _ElementFrame
    link: float


class BlockBuilder:
    """Builds blocks from parser events in document order: elements open and close around text."""

    def __init__(self, removals: RemovalLog) -> None:
        self._removals = removals
        self._frames = [_ElementFrame()]
        self._line: list[tuple[str, bool]] = []
        self._drafts: list[_BlockDraft] = []
        self._tables = 0
        self._element_count = 0

    def open(
        self, tag: str, attributes: Mapping[str, str], *, keeps_breaks: bool | None = None
    ) -> None:
        """Opens an element.

        `keeps_breaks`: whether its style keeps line breaks; None: as the element around it.
        """
        if tag in BLOCK_TAGS:
            if self._line:
                self._end_line()
            frame = self._child_frame(self._frames[-1], tag, attributes)
            if keeps_breaks is not None:
                frame.preformatted = keeps_breaks
            self._frames.append(frame)
        elif tag == "a":
            top = self._frames[-1]
            link = "href" in attributes or not ("name" in attributes or "id" in attributes)
            self._frames.append(replace(top, link=True) if link else top)
        elif tag == "br":
            self._end_line()

    def close(self, tag: str) -> None:
        if tag in BLOCK_TAGS:
            if self._line:
                self._end_line()
            self._frames.pop()
        elif tag == "a":
            self._frames.pop()

    def open_inline(self, *, keeps_breaks: bool) -> None:
        """Opens an element inside a line whose style keeps line breaks, or does not."""
        self._frames.append(replace(self._frames[-1], preformatted=keeps_breaks))

    def close_inline(self) -> None:
        self._frames.pop()

    def text(self, text: str) -> None:
        if not self._line and text.isspace():
            return
        top = self._frames[-1]
        if top.preformatted and ("\n" in text or "\r" in text):
            first, *others = text.splitlines()
            self._line.append((first, top.link))
            for other in others:
                self._end_line()
                self._line.append((other, top.link))
        else:
            self._line.append((text, top.link))

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all elements, once the file is at its end."""
        self._end_line()
        return tuple(_build_block(draft) for draft in self._drafts)

    def _child_frame(
        self, around: _ElementFrame, tag: str, attributes: Mapping[str, str]
    ) -> _ElementFrame:
        self._element_count += 1
        path = around.element_path
        if len(path) < _DEPTH:
            path = (*path, self._element_count)
        grid, cell = around.grid, around.cell
        if tag == "table":
            if grid is not None:
                grid.has_nested_table = True
            grid, cell = HtmlGrid(self._tables), None
            self._tables += 1
        elif grid is not None and tag == "tr":
            grid.next_row()
        elif grid is not None and tag in CELL_TAGS:
            spans = attributes or _NO_SPANS  # lxml's own empty mapping is slow
            row, column = grid.next_cell(spans.get("colspan"), spans.get("rowspan"))
            cell = (grid.number, row, column)
        middle = around.centered
        if attributes or tag == "center":
            align, style = attributes.get("align"), attributes.get("style")
            middle = is_centered(tag, align, style, inherited=middle)
        return _ElementFrame(
            path,
            HEADING_LEVELS.get(tag, around.level),
            link=around.link,
            centered=middle,
            preformatted=around.preformatted or tag == "pre",
            grid=grid,
            cell=cell,
        )

    def _end_line(self) -> None:
        if not self._line:
            return
        line, self._line = self._line, []
        for part in split_indented(line):
            self._add_draft(part)

    def _add_draft(self, line: Sequence[tuple[str, bool]]) -> None:
        text = collapse_blanks(self._removals.scrub("".join([piece for piece, _ in line])))
        if not text:
            return
        frame = self._frames[-1]
        linked = sum([len(collapse_blanks(piece)) for piece, link in line if link])
        self._drafts.append(_BlockDraft(text, frame, min(1.0, linked / len(text))))
        if frame.grid is not None and frame.cell is not None:
            frame.grid.count_line(frame.cell, heading=frame.level > 0)


def _build_block(draft: _BlockDraft) -> Block:
    frame = draft.frame
    table = frame.cell if frame.grid is not None and not frame.grid.is_layout else None
    kind: BlockKind = "paragraph"
    if frame.level:
        kind = "heading"
    elif table is not None:
        kind = "cell"
    return Block(
        kind,
        draft.text,
        level=frame.level,
        link_share=draft.link,
        centered=frame.centered,
        table=table,
        element_path=frame.element_path,
    )
