"""A page's blocks as the rules of cleaning see them."""

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
    """A block, its simplified text (same length), its squeezed form, the rule that catches it."""

    block: Block
    simplified: str
    squeezed: str
    rule: FurnitureRule | None

    @property
    def text(self) -> str:
        return self.block.text

    @property
    def cell(self) -> tuple[int, int, int] | None:
        return self.block.table

    @property
    def is_link(self) -> bool:
        """Most of it leads elsewhere: navigation, lists of other pages."""
        return self.block.link_share > 0.5  # noqa: PLR2004 - the half


def lines_of(blocks: Sequence[Block]) -> list[SqueezedLine]:
    """One line a block; the script is converted once for the whole page."""
    simplified = to_simplified("\n".join(block.text for block in blocks)).split("\n")
    folded = fold("\n".join(simplified)).split("\n")
    squeezed = ["".join(line.split()) for line in folded]
    return [
        SqueezedLine(block, simple, squeezed_line, _rule(block, squeezed_line))
        for block, simple, squeezed_line in zip(blocks, simplified, squeezed, strict=True)
    ]


def _rule(block: Block, squeezed: str) -> FurnitureRule | None:
    """Tables have cells such as 标准 or 时间：上午 that elsewhere would be of the page."""
    return matching_rule(squeezed, CERTAIN_RULES if block.block_kind == "cell" else FURNITURE_RULES)
