"""How much the words of provisions have in common, by their pairs of neighbouring characters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log

#: characters from which on a provision may count as contained in a longer one
_LEAST_CONTAINED = 12
#: how much of the overlap is common to both, the rest is how much of the shorter is in the longer
_COMMON_SHARE = 0.6
#: the rarest pairs of characters of a provision, by which others like it are found
_RAREST = 24
#: provisions that hold a pair of characters; one in more of them is no sign of likeness
_MOST_HOLDERS = 24
#: the likeliest provisions of the new text for one of the old
_MOST_CANDIDATES = 8


class OverlapScores:
    """The overlap of each provision of an old text with each of a new one, from 0 to 1.

    Pairs of characters weigh the more, the fewer provisions hold them: 应当 says little.

    >>> scores = OverlapScores(["禁止排放污水。"], ["禁止直接排放污水。", "本办法自公布之日起施行"])
    >>> [round(scores.overlap(0, new), 1) for new in (0, 1)]
    [0.6, 0.0]
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old = [_character_pairs(words) for words in old]
        self._new = [_character_pairs(words) for words in new]
        holders = Counter(pair for pairs in (*self._old, *self._new) for pair in pairs)
        total = len(old) + len(new) + 1
        self._weights = {pair: log(total / count) + 0.1 for pair, count in holders.items()}
        self._sizes = [[self._size(pairs) for pairs in side] for side in (self._old, self._new)]

    def overlap(self, old: int, new: int) -> float:
        """The overlap of two provisions, by their indices."""
        one, other = self._old[old], self._new[new]
        if len(one) > len(other):
            one, other = other, one
        weights = self._weights
        common = sum(
            weights[pair] * min(count, other[pair]) for pair, count in one.items() if pair in other
        )
        first, second = self._sizes[0][old], self._sizes[1][new]
        if not common:
            return 0.0
        shared = 2 * common / (first + second)
        if min(one.total(), other.total()) < _LEAST_CONTAINED:
            return shared
        contained = common / min(first, second)
        return _COMMON_SHARE * shared + (1 - _COMMON_SHARE) * contained

    def likely_pairs(self, old: Iterable[int], new: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Pairs of these provisions that share rare words, a few for each of the old."""
        holders: dict[str, list[int]] = defaultdict(list)
        for index in new:
            for pair in self._new[index]:
                holders[pair].append(index)
        for index in old:
            known = [
                pair for pair in self._old[index] if 0 < len(holders.get(pair, ())) <= _MOST_HOLDERS
            ]
            known.sort(key=lambda pair: len(holders[pair]))
            found = Counter(other for pair in known[:_RAREST] for other in holders[pair])
            for other, _ in found.most_common(_MOST_CANDIDATES):
                yield index, other

    def _size(self, pairs: Counter[str]) -> float:
        return sum(self._weights[pair] * count for pair, count in pairs.items())


def _character_pairs(words: str) -> Counter[str]:
    if len(words) == 1:
        return Counter((words,))
    return Counter(map("".join, pairwise(words)))
