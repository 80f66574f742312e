"""Columns of running text on a scanned page, to be read one after the other.

What tells them from the columns of most tables: they are equally wide, and lines go on to their
edges. A table of which that is true, 原条文 beside 修改后, reads well so, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise

from ingest.read.scan.straight import Straight, rows

#: in em: how narrow a column may be, and the gap before it; how far before the edge a full line may
#: end; how much one may be wider than another
_NARROWEST, _GAP, _EDGE, _EVEN = 10.0, 0.8, 1.0, 1.0
#: lines that make a column, how many of them are full, and which share
_LINES, _FULL, _FULL_SHARE = 4, 3, 0.1
_MOST_COLUMNS = 3
#: places that are tried, those first where most lines begin
_MOST_EDGES = 8


def in_columns(words: Sequence[Straight], em: float) -> Iterator[Sequence[Straight]]:
    """The words in groups that are read one after the other; `em` of the page's usual type.

    What stands over several columns, such as a title, parts those above from those below.
    """
    downwards = sorted(words, key=lambda word: word.middle)
    edges = _edges(words, em)
    for count in range(1, _MOST_COLUMNS):
        for some in combinations(edges, count):
            groups = _parted(downwards, [edge - _GAP / 2 * em for edge in some], em)
            if len(groups) > 1:
                for group in groups:
                    yield from in_columns(group, em)
                return
    if words:
        yield words


def _edges(words: Sequence[Straight], em: float) -> list[float]:
    """Where several words begin, one below the other, as those of a column do; not at the far
    left. In order.
    """
    lefts = sorted(word.left for word in words)
    starts = [0, *(i for i, (a, b) in enumerate(pairwise(lefts), 1) if b - a > em / 2), len(lefts)]
    clusters = [lefts[first:last] for first, last in pairwise(starts)][1:]
    clusters = sorted((each for each in clusters if len(each) > 1), key=len, reverse=True)
    return sorted(each[0] for each in clusters[:_MOST_EDGES])


def _parted(
    downwards: Sequence[Straight], gaps: Sequence[float], em: float
) -> Sequence[Sequence[Straight]]:
    """The words between places where columns may meet, one column after the other, and those above
    and below; one group, where no columns meet there.
    """
    groups: list[Sequence[Straight]] = []
    rest: list[Straight] = []
    for over, group in groupby(
        downwards, lambda word: any(word.left < gap < word.right for gap in gaps)
    ):
        band = list(group)
        columns = [
            [word for word in band if left < word.left < right]
            for left, right in pairwise((float("-inf"), *gaps, float("inf")))
        ]
        if not over and _beside(columns, em):
            groups += [rest, *columns]
            rest = []
        else:
            rest += band
    return [*groups, rest]


def _beside(columns: Sequence[Sequence[Straight]], em: float) -> bool:
    """Whether these are columns, equally wide, that stand side by side."""
    widths = [_width(column, em) for column in columns]
    return (
        min(widths) >= _NARROWEST * em
        and max(widths) - min(widths) <= _EVEN * em
        and all(_meet(left, right, em) for left, right in pairwise(columns))
    )


def _width(words: Sequence[Straight], em: float) -> float:
    """How wide a column is; 0 where it is none."""
    lines = list(rows(words))
    if len(lines) < _LINES:
        return 0.0
    ends = [line[-1].right for line in lines]
    full = sum(end >= max(ends) - _EDGE * em for end in ends)
    if full < max(_FULL, _FULL_SHARE * len(lines)):
        return 0.0
    return max(ends) - min(line[0].left for line in lines)


def _meet(left: Sequence[Straight], right: Sequence[Straight], em: float) -> bool:
    gap = min(word.left for word in right) - max(word.right for word in left)
    top = max(min(word.top for word in side) for side in (left, right))
    bottom = min(max(word.bottom for word in side) for side in (left, right))
    return gap >= _GAP * em and sum(top < word.middle < bottom for word in right) >= _LINES
