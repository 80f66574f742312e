"""Matches the provisions of two texts: by equal words first, then by similar ones, in order; what
stands elsewhere has moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from corpus.comparison.provision_labels import ProvisionLabel
from corpus.comparison.word_overlap import OverlapScores

#: characters that equal provisions need to be found wherever they stand
_TELLING_LENGTH = 10
#: the least overlap of provisions at the same point of both texts, and where they share a number,
#: or are the only ones there
_LEAST_OVERLAP = 0.3
_LEAST_WITH_LABEL = 0.2
_LEAST_ALONE = 0.15
#: the least overlap of an article and a heading, or a plain paragraph
_LEAST_ACROSS_LEVELS = 0.5
#: how much a common number adds to the overlap
_LABEL_BONUS = 0.1
#: the least overlap, and the least length in characters, of a provision that moved and changed
_LEAST_MOVED = 0.6
_LEAST_MOVED_LENGTH = 20
#: pairs of provisions between two certain ones that are all looked at; of more, the likeliest are
_MOST_PAIRS = 400


@dataclass(frozen=True, slots=True)
class ProvisionWords:
    """A provision as it is matched: its number, and its words in compared form."""

    label: ProvisionLabel | None
    words: str

    @property
    def level(self) -> str:
        return self.label.level if self.label else ""


class ProvisionMatch(NamedTuple):
    """The indices of a provision in the old and in the new text. `moved`: it left its place among
    the others."""

    old: int
    new: int
    moved: bool


class _Pair(NamedTuple):
    old: int
    new: int
    weight: float


def match_provisions(
    old: Sequence[ProvisionWords], new: Sequence[ProvisionWords]
) -> list[ProvisionMatch]:
    """The provisions that answer to each other, in the order of the new text; each at most once.

    >>> old = [ProvisionWords(None, words) for words in ("国家保护水源。", "禁止排放污水。")]
    >>> match_provisions(old, [ProvisionWords(None, "禁止直接排放污水。")])
    [ProvisionMatch(old=1, new=0, moved=False)]
    """
    sides = _Sides(old, new, OverlapScores([one.words for one in old], [one.words for one in new]))
    telling = list(_telling_pairs(sides))
    in_place = _heaviest_increasing(telling)
    in_place = _fill_gaps(sides, in_place, _equal_pairs)
    in_place = _fill_gaps(sides, in_place, _similar_pairs)
    found = [ProvisionMatch(pair.old, pair.new, moved=False) for pair in in_place]
    found += _moved_matches(sides, in_place, telling)
    return sorted(found, key=lambda match: match.new)


@dataclass(frozen=True, slots=True)
class _Sides:
    old: Sequence[ProvisionWords]
    new: Sequence[ProvisionWords]
    scores: OverlapScores


def _telling_pairs(sides: _Sides) -> Iterator[_Pair]:
    """Pairs of equal words that stand once in each text and are long enough to be no accident."""
    places: dict[str, tuple[list[int], list[int]]] = {}
    for side, provisions in enumerate((sides.old, sides.new)):
        for index, one in enumerate(provisions):
            if len(one.words) >= _TELLING_LENGTH:
                places.setdefault(one.words, ([], []))[side].append(index)
    for words, (old, new) in places.items():
        if len(old) == 1 == len(new):
            yield _Pair(old[0], new[0], float(len(words)))


def _fill_gaps(
    sides: _Sides,
    certain: Sequence[_Pair],
    find: Callable[[_Sides, range, range], Iterable[_Pair]],
) -> list[_Pair]:
    """The certain pairs, and between them those that `find` gives for the provisions there."""
    found: list[_Pair] = []
    old = new = 0
    for pair in (*certain, _Pair(len(sides.old), len(sides.new), 0.0)):
        if old < pair.old and new < pair.new:
            found += find(sides, range(old, pair.old), range(new, pair.new))
        found.append(pair)
        old, new = pair.old + 1, pair.new + 1
    return found[:-1]


def _equal_pairs(sides: _Sides, old: range, new: range) -> Iterator[_Pair]:
    """The longest row of provisions of one level with equal words, as rows of tables are."""
    numbers: dict[tuple[str, str], int] = {}

    def row(provisions: Sequence[ProvisionWords], within: range) -> list[int]:
        return [
            numbers.setdefault((one.level, one.words), len(numbers))
            for one in provisions[within.start : within.stop]
        ]

    for block in LCSseq.opcodes(row(sides.old, old), row(sides.new, new)):
        if block.tag == "equal":
            for offset in range(block.src_end - block.src_start):
                at = old.start + block.src_start + offset
                yield _Pair(at, new.start + block.dest_start + offset, 0.0)


def _similar_pairs(sides: _Sides, old: range, new: range) -> list[_Pair]:
    """The likest pairs that keep the order."""
    if len(old) * len(new) <= _MOST_PAIRS:
        pairs: Iterable[tuple[int, int]] = product(old, new)
    else:
        pairs = sides.scores.likely_pairs(old, new)
    alone = len(old) == 1 == len(new)
    weighed = (_weigh(sides, *pair, alone=alone) for pair in pairs)
    return _heaviest_increasing([pair for pair in weighed if pair is not None])


def _weigh(sides: _Sides, old: int, new: int, *, alone: bool) -> _Pair | None:
    """A pair with its overlap, or None where that is too little for two forms of one provision."""
    one, other = sides.old[old], sides.new[new]
    overlap = sides.scores.overlap(old, new)
    same_label = one.label is not None and one.label == other.label
    if one.level != other.level:
        least = _LEAST_ACROSS_LEVELS
    else:
        least = _LEAST_ALONE if alone else _LEAST_WITH_LABEL if same_label else _LEAST_OVERLAP
    return _Pair(old, new, overlap + _LABEL_BONUS * same_label) if overlap >= least else None


def _moved_matches(
    sides: _Sides, in_place: Iterable[_Pair], telling: Iterable[_Pair]
) -> Iterator[ProvisionMatch]:
    """What left its place: equal words first, then the likest of what is left."""
    left_old, left_new = set(range(len(sides.old))), set(range(len(sides.new)))
    for pair in in_place:
        left_old.discard(pair.old)
        left_new.discard(pair.new)
    pairs = [pair for pair in telling if pair.old in left_old and pair.new in left_new]
    likely = sides.scores.likely_pairs(
        *(
            [index for index in sorted(left) if len(side[index].words) >= _LEAST_MOVED_LENGTH]
            for side, left in ((sides.old, left_old), (sides.new, left_new))
        )
    )
    weighed = [_Pair(*pair, sides.scores.overlap(*pair)) for pair in likely]
    weighed.sort(key=lambda pair: -pair.weight)
    pairs += [
        pair
        for pair in weighed
        if pair.weight >= _LEAST_MOVED and sides.old[pair.old].level == sides.new[pair.new].level
    ]
    for pair in pairs:
        if pair.old in left_old and pair.new in left_new:
            left_old.remove(pair.old)
            left_new.remove(pair.new)
            yield ProvisionMatch(pair.old, pair.new, moved=True)


def _heaviest_increasing(pairs: Iterable[_Pair]) -> list[_Pair]:
    """The pairs, rising in both indices, of which the weights add up to most."""
    ordered = sorted(pairs, key=lambda pair: (pair.old, -pair.new))
    # the best rows so far, rising in the new index of their last pair and in weight
    lasts: list[int] = []
    totals: list[float] = []
    rows: list[tuple[_Pair, int]] = []  # a pair, and the row before it, or -1
    ends: list[int] = []
    for pair in ordered:
        at = bisect_left(lasts, pair.new)
        total = pair.weight + (totals[at - 1] if at else 0.0)
        if at < len(lasts) and lasts[at] == pair.new and totals[at] >= total:
            continue
        rows.append((pair, ends[at - 1] if at else -1))
        stop = at
        while stop < len(lasts) and totals[stop] <= total:
            stop += 1
        lasts[at:stop], totals[at:stop], ends[at:stop] = [pair.new], [total], [len(rows) - 1]
    found: list[_Pair] = []
    row = ends[-1] if ends else -1
    while row >= 0:
        pair, row = rows[row]
        found.append(pair)
    return found[::-1]
