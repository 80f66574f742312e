"""What a query asks of a document's facts, not of its words, as queries without a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeAlias

from corpus.index.compile.dialect import Dialect, Q
from corpus.index.entry.build import ancestry
from corpus.index.entry.normalise import name, number_name
from corpus.index.entry.status_terms import terms_on
from corpus.index.query import (
    Among,
    Binding,
    Dated,
    Named,
    NameField,
    NumberIs,
    NumberLike,
    NumberPlace,
    Scope,
    StatusIs,
)
from corpus.model.types import Status

Fact: TypeAlias = NumberIs | NumberLike | Named | Dated | StatusIs | Binding | Among

_NAMES: Mapping[NameField, str] = {
    "issuer": "issuer_name",
    "addressee": "addressee",
    "cited": "cited",
}


@dataclass(frozen=True, slots=True)
class Facts(Generic[Q]):
    """Of a document, or of what a provision holds of them. The day decides the status."""

    dialect: Dialect[Q]
    scope: Scope
    as_of: date

    def match(self, node: Fact) -> Q:
        dialect = self.dialect
        match node:
            case NumberIs(key, place):
                fields = self._fields(place, own="number", held="mention")
                found = dialect.any_of(dialect.term(field, key) for field in fields)
            case NumberLike(pattern, place):
                fields = self._fields(place, own="number_name", held="named")
                wanted = number_name(pattern)
                found = dialect.any_of(dialect.like(field, wanted) for field in fields)
            case Named(field, pattern):
                found = self._named(field, pattern)
            case Dated():
                found = self._dated(node)
            case Binding(path):
                places = ("/", *(f"/{above}" for above in ancestry([path])))
                found = dialect.any_of(dialect.term("binding", place) for place in places)
            case StatusIs(statuses):
                found = dialect.any_of(map(self.status, statuses))
            case Among(ids):
                found = dialect.among("id", ids)
        return dialect.silent(found)

    def status(self, status: Status) -> Q:
        return self.dialect.any_of(
            self.dialect.term("status", each) for each in terms_on(status, self.as_of)
        )

    def _fields(self, place: NumberPlace, *, own: str, held: str) -> tuple[str, ...]:
        """Any number: of a document one that it carries or that stands in it; of a provision one
        that stands in it.
        """
        if place == "own":
            return (own,)
        if place == "cited":
            return ("cited",)
        return (own, held) if self.scope == "document" else (held,)

    def _named(self, field: NameField, pattern: str) -> Q:
        if field in {"level", "region"}:
            return self.dialect.step_like(field, pattern)
        patterns = {name(pattern)}
        if field == "cited":
            patterns.add(number_name(pattern))
        return self.dialect.any_of(
            self.dialect.like(_NAMES[field], each) for each in sorted(patterns)
        )

    def _dated(self, node: Dated) -> Q:
        first, last = node.first or date.min, node.last or date.max
        return self.dialect.between(node.field, first.toordinal(), last.toordinal())
