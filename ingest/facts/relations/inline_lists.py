"""The relation kinds of the items of a list in running text, by the verb above or below them.

下列文件同时废止：（一）《甲办法》；（二）《乙办法》。 《甲办法》；《乙办法》同时废止。
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model.domain_types import Relation, RelationKind
from ingest.facts.relations.list_headings import relation_kind_of_opening
from ingest.facts.validity.clause_patterns import sentence_start

#: the number before an item
_ITEM = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十百\d①-⑳]{1,4}[）)]?[、.．]?)?\s*")
_ACTING: frozenset[RelationKind] = frozenset(
    {"repeals", "declares_void", "extends", "confirms", "amends"}
)


@dataclass(frozen=True, slots=True)
class MentionRelation:
    """The relation that the sentence of a mention states, and the mention's offsets.

    `first` up to, not including, `last`.
    """

    relation: Relation
    first: int
    last: int


class ListOpenings:
    """The openings above the list items of one text; each is cached once it was searched."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._openings: dict[int, RelationKind | None] = {}

    def relation_kind_above(self, offset: int) -> RelationKind | None:
        """The relation kind in the opening of the list whose item begins at `offset`, or None."""
        start = sentence_start(self._text, offset)
        colon = max(self._text.rfind("：", start, offset), self._text.rfind(":", start, offset)) + 1
        if not _ITEM.fullmatch(self._text, colon or start, offset):
            return None
        return relation_kind_of_opening(self._text[start:colon]) if colon else self._opening(start)

    def _opening(self, start: int) -> RelationKind | None:
        """The relation kind in the opening of the list with the sentence from `start` on, or None.

        The search goes back item by item.
        """
        walked = []
        kind: RelationKind | None = None
        while start > 0 and start not in self._openings:
            walked.append(start)
            end = start - 1
            while end > 0 and self._text[end].isspace():
                end -= 1
            before = sentence_start(self._text, end)
            words = self._text[before : end + 1]
            opening = re.split(r"(?<=[：:])", words)[0]
            if opening.endswith(("：", ":")):
                kind = relation_kind_of_opening(opening)
                break
            item = _ITEM.match(words)
            if before >= start or item is None or not words.startswith(("《", "关于"), item.end()):
                break
            start = before
        else:
            kind = self._openings.get(start)
        self._openings.update(dict.fromkeys(walked, kind))
        return kind


def with_verbs_below(text: str, mention_relations: Sequence[MentionRelation]) -> list[Relation]:
    """The relations, in which an item of a list takes the kind of the item below it with the verb.

    In 《甲》；《乙》同时废止 both are repealed.
    """
    result: list[Relation] = []
    below: MentionRelation | None = None
    for mention_relation in reversed(mention_relations):
        relation = mention_relation.relation
        if (
            below is not None
            and relation.kind == "cites"
            and below.relation.kind in _ACTING
            and re.fullmatch(r"[；;]\s*", text[mention_relation.last : below.first])
        ):
            relation = replace(below.relation, target=relation.target, evidence=relation.evidence)
        below = replace(mention_relation, relation=relation)
        result.append(relation)
    return result[::-1]
