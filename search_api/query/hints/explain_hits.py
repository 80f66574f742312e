"""Explains in Chinese why a document is a hit: the conditions that it meets, and their scores."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from corpus.index.query_tree import (
    AllDocuments,
    And,
    AnyWord,
    CitedProvision,
    EngineHit,
    Keyword,
    NumberIs,
    NumberLike,
    Or,
    QueryNode,
    leaves,
)
from search_api.query.parse.describe_query import describe_node, quote
from search_api.vocabulary.query_phrases import REASON_PHRASES

#: reasons whose text is no quotation
UNQUOTED_REASONS = frozenset({"own_number", "cited_number", "cited_provision", "short", "size"})


@dataclass(frozen=True, slots=True)
class HitExplanation:
    """A condition that a hit meets, in Chinese, and its score; 0 where it only has to hold."""

    what: str
    score: float


def explain_hit(node: QueryNode, found: EngineHit) -> tuple[HitExplanation, ...]:
    """The conditions that a hit meets, the highest score first; the scores add up to the hit's.

    Conditions without a score come last."""
    written = {leaf.key: leaf.canonical for leaf in leaves(node) if isinstance(leaf, NumberIs)}
    scores: dict[str, float] = defaultdict(float)
    for reason in found.reasons:
        form, _ = REASON_PHRASES[reason.kind]
        text = written.get(reason.text) or reason.text
        scores[form.format(text if reason.kind in UNQUOTED_REASONS else quote(text))] += (
            reason.score
        )
    counted = [HitExplanation(what, round(score, 4)) for what, score in scores.items()]
    items = node.items if isinstance(node, And) else (node,)
    silent = [HitExplanation(describe_node(item), 0.0) for item in items if not _is_scored(item)]
    return (*sorted(counted, key=lambda why: -why.score), *silent)


def _is_scored(item: QueryNode) -> bool:
    """Whether an item, where it holds, has a score and is named by that already."""
    match item:
        case Keyword(text):
            return len(text.strip()) > 1
        case AnyWord() | NumberIs() | NumberLike() | CitedProvision() | AllDocuments():
            return True
        case Or((NumberIs() | CitedProvision(), _)):
            return True
        case _:
            return False
