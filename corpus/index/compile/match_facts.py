"""Translates the conditions of a query on a document's facts into queries without a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeAlias

from corpus.index.compile.query_dialect import Q, QueryDialect
from corpus.index.entry import sort_keys
from corpus.index.entry.build_entry import ancestry
from corpus.index.entry.normalise_names import normal_name, normal_number
from corpus.index.entry.status_terms import day_terms
from corpus.index.query_tree import (
    BindingIn,
    CitedProvision,
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
    NumberIs
    | NumberLike
    | NameLike
    | DateBetween
    | StatusIs
    | BindingIn
    | OneOfDocuments
    | CitedProvision
)

_NAME_FIELDS: Mapping[NameField, str] = {
    "issuer": "issuer_name",
    "addressee": "addressee",
    "cited": "cited",
}


@dataclass(frozen=True, slots=True)
class FactMatcher(Generic[Q]):
    """Matches facts in one view: those of a document, or those of a provision and its document.

    `as_of` is the day on which the status is taken."""

    dialect: QueryDialect[Q]
    scope: TextScope
    as_of: date

    def match(self, node: FactNode) -> Q:
        """The query, without a score, for the rows that a condition on facts matches."""
        dialect = self.dialect
        match node:
            case NumberIs(key, role):
                fields = self._number_fields(role, own="number", held="mention")
                query = dialect.any_of(dialect.term(field, key) for field in fields)
            case NumberLike(pattern, role):
                fields = self._number_fields(role, own="number_name", held="named")
                normal_pattern = normal_number(pattern)
                query = dialect.any_of(dialect.like(field, normal_pattern) for field in fields)
            case NameLike(field, pattern):
                query = self._match_name(field, pattern)
            case DateBetween():
                query = self._match_date(node)
            case BindingIn(path):
                paths = ("/", *(f"/{above}" for above in ancestry([path])))
                query = dialect.any_of(dialect.term("binding", path_above) for path_above in paths)
            case StatusIs(statuses):
                query = dialect.any_of(map(self.match_status, statuses))
            case OneOfDocuments(ids):
                query = dialect.among("id", ids)
            case CitedProvision():
                query = self.match_cited(node)
        return dialect.without_score(query)

    def match_cited(self, node: CitedProvision) -> Q:
        """The query for the documents of a cited provision, or for the units that hold it."""
        if self.scope == "document":
            return self.dialect.among("id", [unit.document for unit in node.units])
        keys = [
            sort_keys.provision_key(sort_keys.hash_key(unit.document), unit.position)
            for unit in node.units
        ]
        return self.dialect.among("unit", keys)

    def match_status(self, status: Status) -> Q:
        """The query for the rows that have a status on the day."""
        return self.dialect.any_of(
            self.dialect.term("status", each) for each in day_terms(status, self.as_of)
        )

    def _number_fields(self, role: NumberRole, *, own: str, held: str) -> tuple[str, ...]:
        """The columns in which a number is looked up, by its role.

        any: of a document, its own numbers (`own`) and those in its text (`held`); of a provision
        those in its text. own: the numbers of the document, in both views. cited: the numbers that
        the text cites, in both views."""
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
