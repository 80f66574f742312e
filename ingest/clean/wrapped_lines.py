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
#: what the items of a list close with; three lines in a row that do are items, and no sentence
_ITEM_ENDS = frozenset(")》]〕】号")
_ALIKE = 3
_OPENING, _CLOSING = "《(〔[", "》)〕]"


def find_wrapped_lines(lines: Sequence[SqueezedLine]) -> list[bool]:
    """For each line, whether its sentence continues on the next line.

    It does where the line is about as wide as the widest one and ends inside a sentence, and where
    a line that ends the sentence follows; also where a bracket or a title is open at its end. The
    items of a list are no sentence, however alike in width.
    """
    goes_on = [False] * len(lines)
    if any(len(line.text) > _WIDEST * 2 for line in lines):
        return goes_on
    widths = [0.0 if _is_set_apart(line) else width(line.text) for line in lines]
    widest = max(widths, default=0.0)
    if not _NARROWEST <= widest <= _WIDEST:
        return goes_on
    _mark_sentences(lines, widths, goes_on)
    for index in range(len(lines) - 1):
        if widths[index] >= widest - _SLACK and _is_closed_below(lines, index):
            goes_on[index] = True
    return goes_on if sum(goes_on) >= _FEWEST else [False] * len(lines)


def _mark_sentences(
    lines: Sequence[SqueezedLine], widths: Sequence[float], goes_on: list[bool]
) -> None:
    """Marks in `goes_on` the lines of broken sentences, all but the last line of each."""
    full = max(widths) - _SLACK
    items = _list_items(lines)
    first = None
    for index, line in enumerate(lines):
        if index in items:
            first = None
            continue
        if widths[index] == 0 or line_shapes.ITEM_NUMBER.match(line.squeezed):
            first = None
        if line_shapes.ends_sentence(line.squeezed) and not line.squeezed.endswith((",", "、")):
            if first is not None:
                goes_on[first:index] = [True] * (index - first)
            first = None
        elif widths[index] < full or not _may_end_inside_sentence(lines, index):
            first = None
        elif first is None:
            first = index


def _list_items(lines: Sequence[SqueezedLine]) -> set[int]:
    """The indexes of the lines that are an item of a list to their end.

    A line is one that names one document wholly, or one of several in a row that close alike:
    关于做好节水工作的通知（某府〔2010〕3号）.
    """
    items = {
        index
        for index, line in enumerate(lines)
        if line_shapes.LISTED_DOCUMENT.match(line.squeezed)
    }
    start = 0
    for index in range(1, len(lines) + 1):
        last = lines[start].squeezed[-1:]
        if index < len(lines) and lines[index].squeezed[-1:] == last and last in _ITEM_ENDS:
            continue
        if index - start >= _ALIKE:
            items.update(range(start, index))
        start = index
    return items


def _is_closed_below(lines: Sequence[SqueezedLine], index: int) -> bool:
    """Whether a bracket or a title that is open at the end of a line is closed on the next one."""
    if index + 1 == len(lines) or _open_signs(lines[index].squeezed) <= 0:
        return False
    below = lines[index + 1].squeezed
    opened = next((at for at, sign in enumerate(below) if sign in _OPENING), len(below))
    closed = next((at for at, sign in enumerate(below) if sign in _CLOSING), len(below))
    return closed < opened and line_shapes.ITEM_NUMBER.match(below) is None


def _open_signs(squeezed: str) -> int:
    """The number of brackets and titles that are opened on a line and not closed on it."""
    return sum(map(squeezed.count, _OPENING)) - sum(map(squeezed.count, _CLOSING))


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
