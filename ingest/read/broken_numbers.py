"""Joins document numbers that line breaks and tags divide: 甲农规〔⏎2030⏎〕11号."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzers.chinese_script import squeeze
from ingest.page_types import Block

_WHOLE = re.compile(r"[\u3400-\u9fff()]{1,12}[〔\[(【](?:19|20)\d\d[〕\])】]第?\d{1,5}[号號]")
#: what a piece of a number may begin with, and what the code before the bracket does not end in:
#: 某市水务局 ⏎ 〔2014〕1号 is an issuer above a number without a code, and 令, 公告 name the paper
_PIECE = re.compile(r"[〔\[(【〕\])】\d第号號]")
_NO_CODE = re.compile(r"(?:[局厅委院会部署处司令告]|政府|文件|公司|通知|决定)$")
_BRACKET = re.compile(r"[〔\[(【]")
_MOST_PIECES, _LONGEST = 6, 24
_LAST = ("号", "號")


def join_broken_numbers(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, the pieces of a number joined into one line.

    >>> pieces = [Block("paragraph", text) for text in ("甲农规〔", "2030", "〕11号", "各乡镇：")]
    >>> [block.text for block in join_broken_numbers(pieces)]
    ['甲农规〔2030〕11号', '各乡镇：']
    """
    # only before a line that ends in 号: most texts have none, or few
    ends = [i for i, block in enumerate(blocks) if block.text.rstrip().endswith(_LAST)]
    firsts = {end - count for end in ends for count in range(1, _MOST_PIECES)}
    if not firsts:
        return tuple(blocks)
    joined: list[Block] = []
    at = 0
    while at < len(blocks):
        count = _pieces_of_number(blocks, at) if at in firsts else 1
        text = "".join(block.text for block in blocks[at : at + count])
        joined.append(blocks[at] if count == 1 else blocks[at]._replace(text=text))
        at += count
    return tuple(joined)


def _pieces_of_number(blocks: Sequence[Block], at: int) -> int:
    """How many blocks from one on make up a number together; 1 where they make up none."""
    first = blocks[at]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if len(first.text) > _LONGEST or following is None or not _PIECE.match(following.text):
        return 1
    text = squeeze(first.text)
    if not _BRACKET.search(text) and _NO_CODE.search(text):
        return 1
    for count, block in enumerate(blocks[at + 1 : at + _MOST_PIECES], 2):
        if not _belongs(first, block):
            return 1
        text += squeeze(block.text)
        if len(text) > _LONGEST:
            return 1
        if _WHOLE.fullmatch(text):
            return count
    return 1


def _belongs(first: Block, block: Block) -> bool:
    same_place = block.table == first.table and block.level == first.level
    return same_place and not block.recognised_spans and _PIECE.match(block.text) is not None
