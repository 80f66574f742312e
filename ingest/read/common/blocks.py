"""Pieces of text and the elements around them become blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.read.common.characters import Removed
from ingest.read.common.markup import BLOCKS, CELLS, HEADINGS, centered, shown
from ingest.read.common.table_grid import Grid
from ingest.types import Block, BlockKind

#: deeper elements keep the path of the one at this depth (pages nest thousands by mistake)
_DEPTH = 48
_NO_SPANS: dict[str, str] = {}


@dataclass(slots=True)
class _Frame:
    """What an open element passes on to the text inside it; never changed once open."""

    place: tuple[int, ...] = ()
    level: int = 0
    link: bool = False
    centered: bool = False
    preformatted: bool = False
    grid: Grid | None = None
    cell: tuple[int, int, int] | None = None


@dataclass(slots=True)
class _Draft:
    """A block whose table may yet turn out to be mere layout."""

    text: str
    frame: _Frame
    link: float


class Blocks:
    """Fed with the opening and closing of elements and the text between, in document order."""

    def __init__(self, removed: Removed) -> None:
        self._removed = removed
        self._frames = [_Frame()]
        self._line: list[tuple[str, bool]] = []
        self._drafts: list[_Draft] = []
        self._tables = 0
        self._opened = 0

    def open(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in BLOCKS:
            if self._line:
                self._break()
            self._frames.append(self._inside(self._frames[-1], tag, attributes))
        elif tag == "a":
            top = self._frames[-1]
            self._frames.append(replace(top, link=True) if "href" in attributes else top)
        elif tag == "br":
            self._break()

    def close(self, tag: str) -> None:
        if tag in BLOCKS:
            if self._line:
                self._break()
            self._frames.pop()
        elif tag == "a":
            self._frames.pop()

    def text(self, text: str) -> None:
        if not self._line and text.isspace():
            return
        top = self._frames[-1]
        if top.preformatted and ("\n" in text or "\r" in text):
            first, *others = text.splitlines()
            self._line.append((first, top.link))
            for other in others:
                self._break()
                self._line.append((other, top.link))
        else:
            self._line.append((text, top.link))

    def blocks(self) -> tuple[Block, ...]:
        self._break()
        return tuple(_finished(draft) for draft in self._drafts)

    def _inside(self, around: _Frame, tag: str, attributes: Mapping[str, str]) -> _Frame:
        self._opened += 1
        place = around.place
        if len(place) < _DEPTH:
            place = (*place, self._opened)
        grid, cell = around.grid, around.cell
        if tag == "table":
            if grid is not None:
                grid.nested = True
            grid, cell = Grid(self._tables), None
            self._tables += 1
        elif grid is not None and tag == "tr":
            grid.next_row()
        elif grid is not None and tag in CELLS:
            spans = attributes or _NO_SPANS  # lxml's own empty mapping is slow to ask
            row, column = grid.next_cell(spans.get("colspan"), spans.get("rowspan"))
            cell = (grid.number, row, column)
        middle = around.centered
        if attributes or tag == "center":
            align, style = attributes.get("align"), attributes.get("style")
            middle = centered(tag, align, style, inherited=middle)
        return _Frame(
            place,
            HEADINGS.get(tag, around.level),
            link=around.link,
            centered=middle,
            preformatted=around.preformatted or tag == "pre",
            grid=grid,
            cell=cell,
        )

    def _break(self) -> None:
        if not self._line:
            return
        line, self._line = self._line, []
        text = shown(self._removed.scrub("".join([piece for piece, _ in line])))
        if not text:
            return
        frame = self._frames[-1]
        linked = sum([len(shown(piece)) for piece, link in line if link])
        self._drafts.append(_Draft(text, frame, min(1.0, linked / len(text))))
        if frame.grid is not None and frame.cell is not None:
            frame.grid.note(frame.cell, heading=frame.level > 0)


def _finished(draft: _Draft) -> Block:
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
        link=draft.link,
        centered=frame.centered,
        table=table,
        place=frame.place,
    )
