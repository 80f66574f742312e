"""The second stage of ranking: a bonus for the best hits by the engine's scores.

For keywords the bonus depends on how short a provision is; for a question on the level and size of
the law it belongs to. It is computed from columns of the hit and is never negative, so that the
hits with a bonus stay before those that were not among the best."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.index.compile import score_weights
from corpus.index.query_tree import AnyWord, Keyword, QueryNode, ScoreReason, leaves
from corpus.index.search_options import HitUnit
from corpus.model.document_levels import LEVELS

_RANK_WEIGHTS = [score_weights.LEVEL_SHARES.get(level, 0.0) for level in (*LEVELS, "")]


class ProvisionFigures(NamedTuple):
    """The length of a provision, the rank of its law's level, and that law's number of provisions.

    The length is in characters. It is a tuple because every search makes hundreds, and tuples are
    made quickly."""

    length: int
    level_rank: int
    provision_count: int


@dataclass(frozen=True, slots=True)
class ScoreBonus:
    """The weights of the bonus in one search; the best `window` hits get it."""

    window: int = 0
    short: float = 0.0
    level: float = 0.0
    size: float = 0.0

    @classmethod
    def for_query(cls, node: QueryNode, unit: HitUnit) -> ScoreBonus:
        """The bonus that fits the words of a query; documents get none."""
        query_leaves = list(leaves(node)) if unit == "provision" else []
        if questions := [leaf for leaf in query_leaves if isinstance(leaf, AnyWord)]:
            count = sum(len(question.words) for question in questions)
            return cls(
                score_weights.BONUS_WINDOW["questions"],
                level=score_weights.LEVEL_WEIGHT * count,
                size=score_weights.SIZE_WEIGHT * count / math.log(score_weights.LARGEST_LAW),
            )
        if any(isinstance(leaf, Keyword) for leaf in query_leaves):
            return cls(score_weights.BONUS_WINDOW["keywords"], short=score_weights.SHORTNESS_WEIGHT)
        return cls()

    def reasons(self, figures: ProvisionFigures) -> Iterator[ScoreReason]:
        """The parts of a provision's bonus, with the reason of each; their sum is the bonus.

        >>> figures = ProvisionFigures(80, 3, 12)
        >>> [reason.kind for reason in ScoreBonus(200, short=16.0).reasons(figures)]
        ['short']
        """
        if self.short:
            yield ScoreReason("short", str(figures.length), self._short_bonus(figures))
        if self.level:
            yield ScoreReason("level", "", self._level_bonus(figures))
        if self.size:
            yield ScoreReason("size", str(figures.provision_count), self._size_bonus(figures))

    def bonuses(self, figures: Sequence[ProvisionFigures]) -> list[float]:
        """The bonus of each provision, in order."""
        parts = [
            part
            for weight, part in (
                (self.short, self._short_bonus),
                (self.level, self._level_bonus),
                (self.size, self._size_bonus),
            )
            if weight
        ]
        return [sum([part(one) for part in parts]) for one in figures]

    def _short_bonus(self, figures: ProvisionFigures) -> float:
        return self.short * max(
            0.0, math.log(score_weights.LONGEST_PROVISION / max(figures.length, 1))
        )

    def _level_bonus(self, figures: ProvisionFigures) -> float:
        return self.level * _RANK_WEIGHTS[figures.level_rank]

    def _size_bonus(self, figures: ProvisionFigures) -> float:
        return self.size * math.log(min(max(figures.provision_count, 1), score_weights.LARGEST_LAW))
