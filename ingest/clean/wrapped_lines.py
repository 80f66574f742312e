"""Hard line breaks inside sentences, in text that was wrapped at a width before it was pasted.

为改善午休条件，2031年秋季学期起，各校
应当利用教室、图书馆等场所，分批安排学生午
休。
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest import line_shapes
from ingest.clean.squeezed_lines import SqueezedLine

#: in em: the narrowest and the widest width at which text is wrapped, and by how much a full line
#: may be narrower: its indent of two (which reading removes) and one character, because
#: some characters may not begin a line
_NARROWEST, _WIDEST, _SLACK = 16, 64, 3
#: in lines: a single line may have that width by chance
_FEWEST = 2
_LATIN_END = "\x7f"


def find_wrapped_lines(lines: Sequence[SqueezedLine]) -> list[bool]:
    """For each line, whether its sentence continues on the next line.

    It does where the line is about as wide as the widest one and ends inside a sentence, and where
    a line that ends the sentence follows.
    """
    goes_on = [False] * len(lines)
    if any(len(line.text) > _WIDEST * 2 for line in lines):
        return goes_on
    widths = [0.0 if _is_set_apart(line) else width(line.text) for line in lines]
    widest = max(widths, default=0.0)
    if not _NARROWEST <= widest <= _WIDEST:
        return goes_on
    first = None
    for index, line in enumerate(lines):
        if first is not None and (
            widths[index] == 0 or line_shapes.ITEM_NUMBER.match(line.squeezed)
        ):
            first = None
        if line_shapes.ends_sentence(line.squeezed) and not line.squeezed.endswith((",", "、")):
            if first is not None:
                goes_on[first:index] = [True] * (index - first)
            first = None
        elif widths[index] < widest - _SLACK or not _may_end_inside_sentence(lines, index):
            first = None
        elif first is None:
            first = index
    return goes_on if sum(goes_on) >= _FEWEST else [False] * len(lines)


def width(text: str) -> float:
    """The approximate printed width of a line in em; a Latin-1 character counts half.

    >>> width("共30人")
    3.0
    """
    return len(text) - len(text.encode("latin-1", "ignore")) / 2


def _is_set_apart(line: SqueezedLine) -> bool:
    """Whether a line is no running text but a cell, a heading, a link or centred."""
    block = line.block
    return block.block_kind != "paragraph" or block.centered or line.is_link


def _may_end_inside_sentence(lines: Sequence[SqueezedLine], index: int) -> bool:
    """Whether a line may end inside a sentence; lines are never joined at a Latin word."""
    line = lines[index]
    if index + 1 == len(lines) or line_shapes.TITLE_END.search(line.squeezed):
        return False
    last, following = line.text[-1], lines[index + 1].text[0]
    latin = last < _LATIN_END and following < _LATIN_END
    return not (latin and (last.isalpha() or following.isalpha()))
