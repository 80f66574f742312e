"""What a query asks of a document's facts, not of its words, as queries without a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeAlias

from corpus.index.compile.query_dialect import Q, QueryDialect
from corpus.index.entry.build_entry import ancestry
from corpus.index.entry.normalise_names import normal_name, normal_number
from corpus.index.entry.status_terms import day_terms
from corpus.index.query_tree import (
    BindingIn,
    DateBetween,
    NameField,
    NameLike,
    NumberIs,
    NumberLike,
    NumberRole,
    OneOfDocuments,
    StatusIs,
    TextScope,
)
from corpus.model.domain_types import Status

FactNode: TypeAlias = (
    NumberIs | NumberLike | NameLike | DateBetween | StatusIs | BindingIn | OneOfDocuments
)

_NAME_FIELDS: Mapping[NameField, str] = {
    "issuer": "issuer_name",
    "addressee": "addressee",
    "cited": "cited",
}


@dataclass(frozen=True, slots=True)
class FactMatcher(Generic[Q]):
    """Of a document, or of what a provision holds of them. The day decides the status."""

    dialect: QueryDialect[Q]
    scope: TextScope
    as_of: date

    def match(self, node: FactNode) -> Q:
        dialect = self.dialect
        match node:
            case NumberIs(key, place):
                fields = self._number_fields(place, own="number", held="mention")
                found = dialect.any_of(dialect.term(field, key) for field in fields)
            case NumberLike(pattern, place):
                fields = self._number_fields(place, own="number_name", held="named")
                wanted = normal_number(pattern)
                found = dialect.any_of(dialect.like(field, wanted) for field in fields)
            case NameLike(field, pattern):
                found = self._match_name(field, pattern)
            case DateBetween():
                found = self._match_date(node)
            case BindingIn(path):
                places = ("/", *(f"/{above}" for above in ancestry([path])))
                found = dialect.any_of(dialect.term("binding", place) for place in places)
            case StatusIs(statuses):
                found = dialect.any_of(map(self.match_status, statuses))
            case OneOfDocuments(ids):
                found = dialect.among("id", ids)
        return dialect.without_score(found)

    def match_status(self, status: Status) -> Q:
        return self.dialect.any_of(
            self.dialect.term("status", each) for each in day_terms(status, self.as_of)
        )

    def _number_fields(self, role: NumberRole, *, own: str, held: str) -> tuple[str, ...]:
        """Any number: of a document one that it carries or that stands in it; of a provision one
        that stands in it.
        """
        if role == "own":
            return (own,)
        if role == "cited":
            return ("cited",)
        return (own, held) if self.scope == "document" else (held,)

    def _match_name(self, field: NameField, pattern: str) -> Q:
        if field in {"level", "region"}:
            return self.dialect.step_like(field, pattern)
        patterns = {normal_name(pattern)}
        if field == "cited":
            patterns.add(normal_number(pattern))
        return self.dialect.any_of(
            self.dialect.like(_NAME_FIELDS[field], each) for each in sorted(patterns)
        )

    def _match_date(self, node: DateBetween) -> Q:
        first, last = node.first or date.min, node.last or date.max
        return self.dialect.between(node.field, first.toordinal(), last.toordinal())
