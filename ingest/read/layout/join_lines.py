"""Joins printed lines into paragraphs.

A line that ended only because the next word did not fit goes on with the next line, over columns
and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice, pairwise
from statistics import quantiles

from analyzers.chinese_script import squeeze, to_simplified
from corpus.model.domain_types import RecognisedSpan
from ingest import line_shapes
from ingest.page_types import Block
from ingest.read.layout.printed_line import PrintedLine
from ingest.read.layout.reading_order import sort_in_reading_order

#: signs that stay with the word before them, and signs that stay with the word behind them
_NO_START = "，。、；：！？）〕】》〉」』”’％,.;:!?)]"
_NO_END = "（〔【《〈「『“‘(["
_WORD = re.compile(rf"[{re.escape(_NO_END)}]*(?:[\x21-\x7e]+|.)[{re.escape(_NO_START)}]*")
_SENTENCE_ENDS = ("。", "；", "：", "！", "？", "。”", "。）", "：“", ":", ";")
_LATIN = re.compile(r"[A-Za-z,.;:)]")
_HYPHENS = "\x02\ufffe\xad"
# in em: the least indent, the tolerance of equal indents, the tolerance of centered lines, the
# indent that only signatures have; ratios: a larger line pitch or type size begins a paragraph
_INDENT, _SLACK, _CENTER_SLACK, _SIGNATURE_INDENT = 0.8, 0.4, 1.0, 4.0
_GAP_RATIO, _SIZE_RATIO = 1.35, 1.15
_USUAL_EM = 12.0
#: in em: the two margins of a cell together, and the least gap between words that is a blank
_PADDING, _BLANK = 1.6, 0.6
_LEAST_LINES = 4
#: a page with more columns is no text
_MOST_COLUMNS = 64


@dataclass(frozen=True, slots=True)
class TextColumn:
    """The left and right edge of the lines of a column, in points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class _PlacedLine:
    line: PrintedLine
    column: TextColumn
    column_key: tuple[int, int]  # page, column (-1: in no column)
    em: float

    @property
    def indent(self) -> float:
        return (self.line.left - self.column.left) / self.em

    @property
    def free_width(self) -> float:
        """The width that the line leaves free at its end, in em."""
        return (self.column.right - self.line.right) / self.em

    @property
    def centered(self) -> bool:
        return self.indent > 1 and abs(self.indent - self.free_width) < _CENTER_SLACK


@dataclass(slots=True)
class _ParagraphDraft:
    """A paragraph being joined, and the line that each of its pieces comes from."""

    pieces: list[str]
    lines: list[PrintedLine]
    centered: bool

    def add(self, line: PrintedLine) -> None:
        """Appends the next line: a divided word loses its hyphen, Latin words are set apart."""
        last, more = self.pieces[-1], line.text
        if last.endswith(tuple(_HYPHENS)):
            self.pieces[-1] = last.rstrip(_HYPHENS)
        elif _LATIN.match(last[-1:]) and more[:1].isascii() and more[:1].isalpha():
            self.pieces[-1] = f"{last} "
        self.pieces.append(more)
        self.lines.append(line)

    def block(self) -> Block:
        self.pieces[-1] = self.pieces[-1].rstrip(_HYPHENS).rstrip()
        self.pieces[0] = self.pieces[0].lstrip()
        cell = self.lines[0].cell
        return Block(
            "cell" if cell else "paragraph",
            "".join(self.pieces),
            centered=self.centered,
            table=cell,
            recognised_spans=tuple(self._recognised()),
        )

    def _recognised(self) -> Iterator[RecognisedSpan]:
        start = 0
        for piece, line in zip(self.pieces, self.lines, strict=True):
            if line.confidence is not None:
                yield RecognisedSpan(line.page + 1, start, start + len(piece), line.confidence)
            start += len(piece)


def join_paragraphs(
    lines: Sequence[PrintedLine], page_edges: Mapping[int, tuple[float, float]]
) -> list[Block]:
    """The blocks of a file in reading order.

    `page_edges` are the left and right edge of each page, in points."""
    running = [line for line in lines if line.cell is None]
    placed = [placed_line for page, group in groupby(running, lambda line: line.page)
              for placed_line in _place_lines(list(group), page_edges[page])]  # fmt: skip
    pitch = _line_pitch(placed)
    drafts: list[_ParagraphDraft] = []
    before: _PlacedLine | None = None
    following = iter(placed)
    for line in lines:
        placed_line = None if line.cell else next(following)
        if placed_line and before and _continues_paragraph(before, placed_line, pitch):
            drafts[-1].add(line)
        else:
            drafts.append(
                _ParagraphDraft(
                    [line.text], [line], centered=placed_line is not None and placed_line.centered
                )
            )
        before = placed_line
    return [block for block in (draft.block() for draft in drafts) if block.text]


def join_cell_lines(lines: Sequence[PrintedLine], cell_width: float) -> list[PrintedLine]:
    """The paragraphs of a table cell of this width in points, one line each.

    A line ends a paragraph if the next word would have fitted on it."""
    drafts: list[_ParagraphDraft] = []
    for line in sort_in_reading_order(lines):
        before = drafts[-1].lines[-1] if drafts else None
        em = line.em or _USUAL_EM
        if before is not None and abs(before.middle - line.middle) < em / 2:
            apart = line.left - before.right > _BLANK * em
            drafts[-1].pieces[-1] += " " * apart
            drafts[-1].add(line)
        elif (
            before is not None
            and _free_width(before, cell_width) <= _first_word_width(line) * em + _PADDING * em
        ):
            drafts[-1].add(line)
        else:
            drafts.append(_ParagraphDraft([line.text], [line], centered=False))
    return [replace(draft.lines[0], text=draft.block().text) for draft in drafts]


def _free_width(line: PrintedLine, cell_width: float) -> float:
    return cell_width - (line.right - line.left)


def _first_word_width(line: PrintedLine) -> float:
    """The approximate width in em of a line's first word, with the signs that must stay with it."""
    word = _WORD.match(line.text)
    return _word_width(word[0]) if word else 0.0


def _place_lines(lines: list[PrintedLine], page: tuple[float, float]) -> list[_PlacedLine]:
    """The lines of one page, each with the margins of its column."""
    columns = list(islice(_columns(lines), _MOST_COLUMNS))
    numbers = [_column_of(line, columns) for line in lines]
    ems = sorted(line.em for line in lines if line.em)
    usual = ems[len(ems) // 2] if ems else _USUAL_EM
    edges = {
        number: _column_margins(
            [each for each, n in zip(lines, numbers, strict=True) if n == number],
            page if number < 0 else None,
            usual,
        )
        for number in set(numbers)
    }
    return [
        _PlacedLine(line, edges[number], (line.page, number), line.em or usual)
        for line, number in zip(lines, numbers, strict=True)
    ]


def _columns(lines: Sequence[PrintedLine]) -> Iterator[tuple[float, float, float]]:
    """(left edge, bottom, top) of each column break, where reading goes up and to the right."""
    for index, (before, line) in enumerate(pairwise(lines), 1):
        em = line.em or _USUAL_EM
        if line.bottom > before.top and line.left > before.right - em:
            # the first line of a column may be indented
            below = lines[index : index + _LEAST_LINES]
            lefts = [each.left for each in below if each.left > line.left - _SIGNATURE_INDENT * em]
            yield min(lefts), before.bottom, line.top


def _column_of(line: PrintedLine, columns: Sequence[tuple[float, float, float]]) -> int:
    """The number of column edges to the left of a line; -1 for a line in no column."""
    beside = [left for left, bottom, top in columns if bottom <= line.middle <= top]
    if not beside or any(line.left < left - 1 and line.right > left + 1 for left in beside):
        return -1
    return sum(left <= line.left + 1 for left in beside)


def _column_margins(
    lines: Sequence[PrintedLine], page: tuple[float, float] | None, em: float
) -> TextColumn:
    left = min(line.left for line in lines)
    # punctuation may hang over the edge
    upright = [line.right for line in lines if not line.text.endswith(tuple(_NO_START))]
    rights = upright if len(upright) >= _LEAST_LINES else [line.right for line in lines]
    if page is not None:
        # a URL that runs over the edge does not show how far lines reach
        edge = page[1] - (left - page[0]) + em * 1.5
        rights = [right for right in rights if right <= edge] or rights
    return TextColumn(left, max(rights))


def _line_pitch(placed: Sequence[_PlacedLine]) -> float:
    """The distance between lines within a paragraph, in em; infinite where there are few lines."""
    steps = [
        (upper.line.middle - lower.line.middle) / upper.em
        for upper, lower in pairwise(placed)
        if upper.column_key == lower.column_key and upper.line.middle > lower.line.middle
    ]
    return quantiles(steps, n=_LEAST_LINES)[0] if len(steps) >= _LEAST_LINES else float("inf")


def _continues_paragraph(before: _PlacedLine, line: _PlacedLine, pitch: float) -> bool:
    # a signature at the right, or the last line of a centered title
    if before.indent > _SIGNATURE_INDENT:
        return False
    sizes = sorted((before.em, line.em))
    if before.line.em and line.line.em and sizes[1] > sizes[0] * _SIZE_RATIO:
        return False
    step = (before.line.middle - line.line.middle) / before.em
    if before.column_key == line.column_key and step > pitch * _GAP_RATIO:
        return False
    if before.free_width > _first_word_width(line.line) + _SLACK:
        return False
    ended = before.line.text.endswith(_SENTENCE_ENDS)
    if line.indent > _INDENT and not line.centered:
        return not ended and abs(line.indent - before.indent) < _SLACK
    return not (
        (ended and line_shapes.ITEM_NUMBER.match(squeeze(to_simplified(line.line.text[:20]))))
        or line_shapes.separates_items(before.line.text, line.line.text)
    )


def _word_width(word: str) -> float:
    """The approximate width of a printed word, in em."""
    return sum(0.5 if character <= "\xff" else 1.0 for character in word)
