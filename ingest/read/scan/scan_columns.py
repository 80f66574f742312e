"""Splits a scanned page into columns of running text, to be read one after the other.

They differ from the columns of most tables: they are equally wide, and lines go on to their edges.
A table for which that is true, 原条文 beside 修改后, reads well so, too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, groupby, pairwise

from ingest.read.scan.straighten_words import StraightWord, group_rows

#: in em: the least width of a column, and of the gap before it; how far before the edge a full line
#: may end; how much the widths of columns may differ
_NARROWEST, _LEAST_GAP, _EDGE_SLACK, _WIDTH_SLACK = 10.0, 0.8, 1.0, 1.0
#: the least lines of a column; the least number and the least share of them that are full
_LEAST_LINES, _LEAST_FULL, _FULL_SHARE = 4, 3, 0.1
_MOST_COLUMNS = 3
#: how many edges are tried, those first where most lines begin
_MOST_EDGES = 8


def split_columns(words: Sequence[StraightWord], em: float) -> Iterator[Sequence[StraightWord]]:
    """The words in groups that are read one after the other.

    `em` is the width of the page's usual type. Words that lie across several columns, such as a
    title, separate the columns above from those below."""
    downwards = sorted(words, key=lambda word: word.middle)
    edges = _column_edges(words, em)
    for count in range(1, _MOST_COLUMNS):
        for chosen_edges in combinations(edges, count):
            groups = _split_at(downwards, [edge - _LEAST_GAP / 2 * em for edge in chosen_edges], em)
            if len(groups) > 1:
                for group in groups:
                    yield from split_columns(group, em)
                return
    if words:
        yield words


def _column_edges(words: Sequence[StraightWord], em: float) -> list[float]:
    """The left edges of possible columns, in order.

    At such an edge several words begin, one below the other; the far left is left out."""
    lefts = sorted(word.left for word in words)
    starts = [0, *(i for i, (a, b) in enumerate(pairwise(lefts), 1) if b - a > em / 2), len(lefts)]
    clusters = [lefts[first:last] for first, last in pairwise(starts)][1:]
    clusters = sorted((each for each in clusters if len(each) > 1), key=len, reverse=True)
    return sorted(each[0] for each in clusters[:_MOST_EDGES])


def _split_at(
    downwards: Sequence[StraightWord], gaps: Sequence[float], em: float
) -> Sequence[Sequence[StraightWord]]:
    """The words split at gaps between columns: column after column, with the words above and below.

    One group, where no columns meet at the gaps."""
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
    """Whether groups of words are columns: equally wide, and side by side."""
    widths = [_column_width(column, em) for column in columns]
    return (
        min(widths) >= _NARROWEST * em
        and max(widths) - min(widths) <= _WIDTH_SLACK * em
        and all(_stand_side_by_side(left, right, em) for left, right in pairwise(columns))
    )


def _column_width(words: Sequence[StraightWord], em: float) -> float:
    """The width of a column in pixels, 0 where the words form none."""
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
