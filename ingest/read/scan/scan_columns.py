"""Columns of running text on a scanned page, to be read one after the other.

What tells them from the columns of most tables: they are equally wide, and lines go on to their
edges. A table of which that is true, 原条文 beside 修改后, reads well so, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise

from ingest.read.scan.straighten_words import StraightWord, group_rows

#: in em: how narrow a column may be, and the gap before it; how far before the edge a full line may
#: end; how much one may be wider than another
_NARROWEST, _LEAST_GAP, _EDGE_SLACK, _WIDTH_SLACK = 10.0, 0.8, 1.0, 1.0
#: lines that make a column, how many of them are full, and which share
_LEAST_LINES, _LEAST_FULL, _FULL_SHARE = 4, 3, 0.1
_MOST_COLUMNS = 3
#: places that are tried, those first where most lines begin
_MOST_EDGES = 8


def split_columns(words: Sequence[StraightWord], em: float) -> Iterator[Sequence[StraightWord]]:
    """The words in groups that are read one after the other; `em` of the page's usual type.

    What stands over several columns, such as a title, parts those above from those below.
    """
    downwards = sorted(words, key=lambda word: word.middle)
    edges = _column_edges(words, em)
    for count in range(1, _MOST_COLUMNS):
        for some in combinations(edges, count):
            groups = _split_at(downwards, [edge - _LEAST_GAP / 2 * em for edge in some], em)
            if len(groups) > 1:
                for group in groups:
                    yield from split_columns(group, em)
                return
    if words:
        yield words


def _column_edges(words: Sequence[StraightWord], em: float) -> list[float]:
    """Where several words begin, one below the other, as those of a column do; not at the far
    left. In order.
    """
    lefts = sorted(word.left for word in words)
    starts = [0, *(i for i, (a, b) in enumerate(pairwise(lefts), 1) if b - a > em / 2), len(lefts)]
    clusters = [lefts[first:last] for first, last in pairwise(starts)][1:]
    clusters = sorted((each for each in clusters if len(each) > 1), key=len, reverse=True)
    return sorted(each[0] for each in clusters[:_MOST_EDGES])


def _split_at(
    downwards: Sequence[StraightWord], gaps: Sequence[float], em: float
) -> Sequence[Sequence[StraightWord]]:
    """The words between places where columns may meet, one column after the other, and those above
    and below; one group, where no columns meet there.
    """
    groups: list[Sequence[StraightWord]] = []
    rest: list[StraightWord] = []
    for over, group in groupby(
        downwards, lambda word: any(word.left < gap < word.right for gap in gaps)
    ):
        band = list(group)
        columns = [
            [word for word in band if left < word.left < right]
            for left, right in pairwise((float("-inf"), *gaps, float("inf")))
        ]
        if not over and _are_columns(columns, em):
            groups += [rest, *columns]
            rest = []
        else:
            rest += band
    return [*groups, rest]


def _are_columns(columns: Sequence[Sequence[StraightWord]], em: float) -> bool:
    """Whether these are columns, equally wide, that stand side by side."""
    widths = [_column_width(column, em) for column in columns]
    return (
        min(widths) >= _NARROWEST * em
        and max(widths) - min(widths) <= _WIDTH_SLACK * em
        and all(_stand_side_by_side(left, right, em) for left, right in pairwise(columns))
    )


def _column_width(words: Sequence[StraightWord], em: float) -> float:
    """How wide a column is; 0 where it is none."""
    lines = list(group_rows(words))
    if len(lines) < _LEAST_LINES:
        return 0.0
    ends = [line[-1].right for line in lines]
    full = sum(end >= max(ends) - _EDGE_SLACK * em for end in ends)
    if full < max(_LEAST_FULL, _FULL_SHARE * len(lines)):
        return 0.0
    return max(ends) - min(line[0].left for line in lines)


def _stand_side_by_side(
    left: Sequence[StraightWord], right: Sequence[StraightWord], em: float
) -> bool:
    gap = min(word.left for word in right) - max(word.right for word in left)
    top = max(min(word.top for word in side) for side in (left, right))
    bottom = min(max(word.bottom for word in side) for side in (left, right))
    return (
        gap >= _LEAST_GAP * em and sum(top < word.middle < bottom for word in right) >= _LEAST_LINES
    )
