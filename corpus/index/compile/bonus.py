"""What ranks the best hits beside the sums of the engine: how short a provision is, and for a
question what law it belongs to. Known of each hit from its columns, never below 0, so that those
who have it stay before those that were not among the best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.index.compile import weights as ranking
from corpus.index.query import AnyWord, Keyword, Node, Reason, Unit, leaves
from corpus.model.levels import LEVELS

_BY_RANK = [ranking.LEVELS.get(level, 0.0) for level in (*LEVELS, "")]


class Standing(NamedTuple):
    """Of a provision: its characters, the rank of its law's level, and the provisions of that. A
    tuple, which is made quickly: hundreds are for each search.
    """

    length: int
    rank: int
    size: int


@dataclass(frozen=True, slots=True)
class Bonus:
    """`window`: for so many of the best. The weights of one search."""

    window: int = 0
    short: float = 0.0
    level: float = 0.0
    size: float = 0.0

    @classmethod
    def of(cls, node: Node, unit: Unit) -> Bonus:
        """What a search asks for decides: documents have none."""
        found = list(leaves(node)) if unit == "provision" else []
        if questions := [leaf for leaf in found if isinstance(leaf, AnyWord)]:
            count = sum(len(question.words) for question in questions)
            return cls(
                ranking.WINDOW["questions"],
                level=ranking.LEVEL * count,
                size=ranking.SIZE * count / math.log(ranking.LARGEST),
            )
        if any(isinstance(leaf, Keyword) for leaf in found):
            return cls(ranking.WINDOW["keywords"], short=ranking.SHORTNESS)
        return cls()

    def reasons(self, standing: Standing) -> Iterator[Reason]:
        """What counts, each with its part; together they are the bonus.

        >>> [reason.kind for reason in Bonus(200, short=16.0).reasons(Standing(80, 3, 12))]
        ['short']
        """
        if self.short:
            yield Reason("short", str(standing.length), self._shorter(standing))
        if self.level:
            yield Reason("level", "", self._higher(standing))
        if self.size:
            yield Reason("size", str(standing.size), self._larger(standing))

    def lifts(self, standings: Sequence[Standing]) -> list[float]:
        """The bonus of each."""
        parts = [
            part
            for weight, part in (
                (self.short, self._shorter),
                (self.level, self._higher),
                (self.size, self._larger),
            )
            if weight
        ]
        return [sum([part(one) for part in parts]) for one in standings]

    def _shorter(self, standing: Standing) -> float:
        return self.short * max(0.0, math.log(ranking.LONGEST / max(standing.length, 1)))

    def _higher(self, standing: Standing) -> float:
        return self.level * _BY_RANK[standing.rank]

    def _larger(self, standing: Standing) -> float:
        return self.size * math.log(min(max(standing.size, 1), ranking.LARGEST))
