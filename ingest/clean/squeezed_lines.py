"""The lines of a page in the forms that the rules of cleaning match."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyzers.chinese_script import fold, to_simplified
from ingest.clean.furniture_rules import (
    CERTAIN_RULES,
    FURNITURE_RULES,
    FurnitureRule,
    matching_rule,
)
from ingest.page_types import Block


class SqueezedLine(NamedTuple):
    """A block of a page, its simplified text (of equal length), its squeezed form, and its rule.

    `rule`: the furniture rule that matches the squeezed form, or None.
    """

    block: Block
    simplified: str
    squeezed: str
    rule: FurnitureRule | None

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def cell(self) -> tuple[int, int, int] | None:
        """The table, row and column of a cell, counted from 0; None outside tables."""
        return self.block.table

    @property
    def is_link(self) -> bool:
        """Whether more than half of it is a link, as in navigation and lists of other pages."""
        return self.block.link_share > 0.5  # noqa: PLR2004 - the half


def lines_of(blocks: Sequence[Block]) -> list[SqueezedLine]:
    """The lines of a page, one for each block; the script is converted once for the whole page."""
    simplified = to_simplified("\n".join(block.text for block in blocks)).split("\n")
    folded = fold("\n".join(simplified)).split("\n")
    squeezed = ["".join(line.split()) for line in folded]
    return [
        SqueezedLine(block, simple, squeezed_line, _rule(block, squeezed_line))
        for block, simple, squeezed_line in zip(blocks, simplified, squeezed, strict=True)
    ]


def _rule(block: Block, squeezed: str) -> FurnitureRule | None:
    """The furniture rule that matches a block, or None.

    To cells only the certain rules apply: tables have cells such as 标准 or 时间：上午, which
    anywhere else would be furniture.
    """
    return matching_rule(squeezed, CERTAIN_RULES if block.block_kind == "cell" else FURNITURE_RULES)
