"""Builds blocks from the paragraphs and cells of a word processor's file, in file order."""

from __future__ import annotations

from ingest.page_types import Block
from ingest.read.common.block_builder import BlockBuilder
from ingest.read.common.stray_characters import RemovalLog

_TABLE = ("table", "tr", "td")


class ParagraphFlow:
    """Builds blocks for files that mark where paragraphs, cells and rows end, not where they begin.

    >>> flow = ParagraphFlow(RemovalLog())
    >>> flow.add_paragraph("名称", in_table=True); flow.end_cell(); flow.end_row()
    >>> flow.add_paragraph("完", in_table=False)
    >>> [(block.text, block.block_kind) for block in flow.blocks()]
    [('名称', 'paragraph'), ('完', 'paragraph')]
    """

    def __init__(self, removals: RemovalLog) -> None:
        self._blocks = BlockBuilder(removals)
        self._depth = 0  # how many of a table, its row and its cell are open

    def add_paragraph(
        self, text: str, *, number: str = "", centered: bool = False, in_table: bool | None
    ) -> None:
        """Adds a paragraph.

        `number` is its automatic number with the blank behind it. With `in_table` None the
        paragraph stays inside or outside of a table, as the last one was."""
        for tag in _TABLE[self._depth :] if in_table else ():
            self._blocks.open(tag, {})
            self._depth += 1
        if in_table is False:
            self._close_to(0)
        self._blocks.open("p", {"align": "center"} if centered else {})
        first, *others = text.split("\n")
        self._blocks.text(number + first if text.strip() else first)
        for other in others:
            self._blocks.open("br", {})
            self._blocks.close("br")
            self._blocks.text(other)
        self._blocks.close("p")

    def end_cell(self) -> None:
        self._close_to(2)

    def end_row(self) -> None:
        self._close_to(1)

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all paragraphs, once the file is at its end."""
        self._close_to(0)
        return self._blocks.blocks()

    def _close_to(self, depth: int) -> None:
        while self._depth > depth:
            self._depth -= 1
            self._blocks.close(_TABLE[self._depth])
