"""The relations of a document, one for each kind and target, and titles in comparable form."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from corpus.model.domain_types import Relation, RelationKind, Target
from ingest.facts.notice import compact_simplified
from ingest.facts.relations.validity_extensions import grants_time

_NOT_WORD = re.compile(r"[\W_]+")
_STATE = "中华人民共和国"
#: relation kind, number or comparable title, provision
_RelationKey: TypeAlias = tuple[RelationKind, str, str | None]


def comparable_title(title: str) -> str:
    """A simplified title in the form in which titles are compared: letters and digits only.

    >>> comparable_title("某市规划（2021—2026年）")
    '某市规划20212026年'
    """
    return _NOT_WORD.sub("", title)


def distinct_relations(relations: Iterable[Relation]) -> list[Relation]:
    """The relations, one for each relation kind and target.

    `cites` is left out where the target has a relation of another kind. Of two relations alike, one
    with a date or a term replaces one without.
    """
    by_key: dict[_RelationKey, Relation] = {}
    for relation in relations:
        key = (
            relation.kind,
            relation.target.number or _comparable_target(relation.target),
            relation.target.provision,
        )
        known = by_key.get(key)
        if known is None or (
            (grants_time(relation) or relation.effect) and not (grants_time(known) or known.effect)
        ):
            by_key[key] = relation
    for key in _keys_named_shorter(by_key):
        del by_key[key]
    acting_targets = {(name, provision) for kind, name, provision in by_key if kind != "cites"}
    acting_names = {name for name, _ in acting_targets}
    return [
        relation
        for (kind, name, provision), relation in by_key.items()
        if kind != "cites"
        or (
            name not in acting_names
            if provision is None
            else (name, provision) not in acting_targets
        )
    ]


def _comparable_target(target: Target) -> str:
    """The comparable title of a target without the state's name."""
    return comparable_title(compact_simplified(target.title or "")).removeprefix(_STATE)


def _keys_named_shorter(relations: Mapping[_RelationKey, Relation]) -> list[_RelationKey]:
    """The keys of relations whose target the text names more fully elsewhere.

    The fuller name has the number, or the issuer in front: 关于…的解释 in the title,
    最高人民法院关于…的解释 below.
    """
    # names are reversed, so that in sorted order the longer ones directly follow their own ending
    fuller: dict[RelationKind, list[tuple[str, str | None]]] = defaultdict(list)
    for (kind, _, _), relation in relations.items():
        if kind not in ("cites", "based_on") and relation.target.title is not None:
            fuller[kind].append((_comparable_target(relation.target)[::-1], relation.target.number))
    for names in fuller.values():
        names.sort(key=lambda each: each[0])
    shorter = []
    for key, relation in relations.items():
        kind, name, _ = key
        if relation.target.number is not None or kind not in fuller or not name:
            continue
        names, ending = fuller[kind], name[::-1]
        at = bisect_left(names, ending, key=lambda each: each[0])
        while at < len(names) and names[at][0].startswith(ending):
            if names[at][1] is not None or len(names[at][0]) > len(ending):
                shorter.append(key)
                break
            at += 1
    return shorter
