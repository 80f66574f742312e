"""Puts the lines of printed pages into the order in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import mean

from ingest.read.layout.printed_line import PrintedLine

_USUAL_EM = 12.0
#: a gutter between two columns of text: rows that have a line on each side of it, the width of
#: either column in em, and the share of its lines that reach its right edge
_LEAST_ROWS, _LEAST_WIDTH, _FULL_SHARE = 3, 9.0, 0.5
#: in em: how far from the right edge of its column a full line may end
_RAGGED = 2.5


def sort_in_reading_order(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines as they are drawn, which is as they were written, where that can be read.

    A page that jumps up, other than to the next column, is sorted from top to bottom; one that is
    drawn across two columns, column by column."""
    ordered: list[PrintedLine] = []
    for _, group in groupby(lines, lambda line: line.page):
        page = list(group)
        if any(line.confidence is not None for line in page):
            ordered += page  # recognition has ordered them
            continue
        # tables are ordered by themselves; within a cell all lines are of that cell
        running = [line for line in page if line.cell is None] or page
        jumps = any(_jumps_up(before, line) for before, line in pairwise(running))
        across = sum(_is_beside(before, line) for before, line in pairwise(running))
        if jumps or across >= _LEAST_ROWS:
            gutter = find_gutter(page)
            if gutter is not None:
                page = _sort_by_column(page, gutter)
            elif jumps:
                page = sort_down(page)
        ordered += page
    return ordered


def sort_down(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines row by row from the top, those of a row from left to right."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: -line.middle):
        if rows and rows[-1][0].middle - line.middle < (line.em or _USUAL_EM) / 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left)]


def find_gutter(lines: Sequence[PrintedLine]) -> float | None:
    """The distance from the left edge, in points, of the gutter between two columns of text.

    None where a page has one column, and where its columns are those of a table."""
    running = [line for line in lines if line.cell is None]
    beside = [
        (left.right, right.left)
        for left, right in pairwise(sort_down(running))
        if _is_beside(left, right)
    ]
    if len(beside) < _LEAST_ROWS:
        return None
    start, stop = max(left for left, _ in beside), min(right for _, right in beside)
    if start > stop:  # the lines of one row leave the gutter open on either side
        starts = sorted(left for left, _ in beside)
        stops = sorted(right for _, right in beside)
        start, stop = starts[len(starts) * 3 // 4], stops[len(stops) // 4]
    gutter = (start + stop) / 2
    sides = (
        [line for line in running if line.right <= gutter + 1],
        [line for line in running if line.left >= gutter - 1],
    )
    return gutter if all(map(_is_text_column, sides)) else None


def _is_text_column(lines: Sequence[PrintedLine]) -> bool:
    """Whether most lines are wide, and go on to one right edge, as those of running text do."""
    if len(lines) < _LEAST_ROWS:
        return False
    em = max((line.em or 0.0 for line in lines), default=0.0) or _USUAL_EM
    edge = max(line.right for line in lines)
    full = sum(line.right >= edge - _RAGGED * em for line in lines)
    return mean(
        line.right - line.left for line in lines
    ) >= _LEAST_WIDTH * em and full >= _FULL_SHARE * len(lines)


def _sort_by_column(lines: Sequence[PrintedLine], gutter: float) -> list[PrintedLine]:
    """The lines from top to bottom, those between two that cross the gutter column by column."""
    ordered: list[PrintedLine] = []
    columns: tuple[list[PrintedLine], list[PrintedLine]] = ([], [])
    for line in sort_down(lines):
        if line.left < gutter - 1 and line.right > gutter + 1:
            ordered += [*columns[0], *columns[1], line]
            columns = ([], [])
        else:
            columns[line.left >= gutter - 1].append(line)
    return [*ordered, *columns[0], *columns[1]]


def _is_beside(left: PrintedLine, right: PrintedLine) -> bool:
    em = left.em or right.em or _USUAL_EM
    return abs(left.middle - right.middle) < em / 2 and right.left > left.right


def _jumps_up(before: PrintedLine, line: PrintedLine) -> bool:
    em = line.em or _USUAL_EM
    return line.bottom > before.top and line.left <= before.right - em
