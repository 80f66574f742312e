"""What a search asks and answers, for every engine alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

TextField = Literal["any", "title", "text"]
Sort = Literal["relevance", "date", "level"]
Unit = Literal["document", "provision"]

#: facets of API.md, in the order in which they are told
FACETS = ("status", "level", "kind", "form", "region", "issuer", "year", "subject")


@dataclass(frozen=True, slots=True)
class Keyword:
    """Characters that must stand in the text, in either script, white space aside."""

    text: str
    within: TextField = "any"


@dataclass(frozen=True, slots=True)
class NumberIs:
    """A document number in any spelling: documents that carry it, and those that cite it.
    `key` is `Number.key` of analyzers.numbers.
    """

    key: str


@dataclass(frozen=True, slots=True)
class AnyWord:
    """Words of a question (mode any): one is enough, the more the better."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    item: Node


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document: a blank query."""


Node: TypeAlias = Keyword | NumberIs | AnyWord | And | Or | Not | Everything


@dataclass(frozen=True, slots=True)
class Request:
    """One search. `filters`: facet name → wanted values (any of them); region and level values
    match what lies below. `as_of` decides the status.
    """

    query: Node
    as_of: date
    unit: Unit = "document"
    sort: Sort = "relevance"
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    offset: int = 0
    limit: int = 20
    facets: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One hit. `address`: the provision's, None for a document; `start`/`end`: its stretch of the
    text of `revision`.
    """

    document: str
    score: float
    address: str | None = None
    start: int | None = None
    end: int | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    """`total` is exact; `partial` says that an engine had to stop early."""

    total: int
    hits: tuple[Found, ...]
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    partial: bool = False
