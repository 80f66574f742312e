"""The tree of a query, the request and the result of a search, alike for every engine.

The query language itself is described in docs/contract.md ("Query language")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias

from corpus.index.search_options import FACET_NAMES, HitUnit, SortOrder
from corpus.model.domain_types import Status

#: the texts in which a keyword may stand; attached: those of the documents attached to a notice
TextField = Literal["any", "title", "text", "attached"]
#: spans of a text, from the finest to the widest. A title is a sentence and a paragraph of its
#: document
TextScope = Literal["sentence", "paragraph", "provision", "document"]
SCOPES: tuple[TextScope, ...] = ("sentence", "paragraph", "provision", "document")
#: own: a number that a document carries; cited: one that its text cites; any: either
NumberRole = Literal["any", "own", "cited"]
#: the names of a document: issuer and addressee are organs, cited is a title or number that it
#: cites, level and region are paths
NameField = Literal["issuer", "addressee", "cited", "level", "region"]
DateField = Literal["effective", "signed", "promulgated", "published", "ends"]

#: the most characters between the two keywords of a KeywordsNear
MAX_DISTANCE = 50


@dataclass(frozen=True, slots=True)
class Keyword:
    """Matches a text that contains these characters, in either script, white space ignored."""

    text: str
    within: TextField = "any"


@dataclass(frozen=True, slots=True)
class NumberIs:
    """Matches documents that carry or cite a document number, however it is written.

    `key` is that of `analyzers.number_rules.ParsedNumber`, `canonical` the form in which the number
    is shown."""

    key: str
    role: NumberRole = "any"
    canonical: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class NumberLike:
    """Matches document numbers whose canonical form fits a pattern; `*` is any characters."""

    pattern: str
    role: NumberRole = "any"


@dataclass(frozen=True, slots=True)
class NameLike:
    """Matches a whole name against a pattern; `*` is any characters.

    A level or region matches where one step of its path does, or several: 市级, 广东省/广州*."""

    field: NameField
    pattern: str


@dataclass(frozen=True, slots=True)
class DateBetween:
    """Matches a date from `first` to `last`, both included; None leaves that side open."""

    field: DateField
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class StatusIs:
    """Matches documents that have one of these statuses on the day of the request."""

    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class BindingIn:
    """Matches documents that bind in a region.

    These are documents of the region, of the regions above it, and of the state. `path` is the path
    of the region, "" for the whole country."""

    path: str


@dataclass(frozen=True, slots=True)
class AnnotationHolds:
    """Matches documents with an annotation that contains these characters.

    Annotations are in SQL alone, so a search replaces this node by OneOfDocuments before it reaches
    an engine."""

    text: str


@dataclass(frozen=True, slots=True)
class OneOfDocuments:
    """Matches the documents of these ids."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedUnit:
    """A cited provision in one document: the position of its unit, and its own span.

    `position` counts the units of `unit=provision` from 0; `start` and `end` are code points of the
    text of `revision`."""

    document: str
    position: int
    revision: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitedProvision:
    """Matches the provision that a title and an address name.

    Among documents it matches those of that title, among provisions the units that hold it.
    `citation` is how it is shown: 《中华人民共和国刑法》第二百六十四条."""

    units: tuple[CitedUnit, ...]
    citation: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class KeywordsNear:
    """Matches two keywords in any order that do not overlap and are near each other.

    At most `distance` characters are between them (not above MAX_DISTANCE), white space ignored."""

    first: Keyword
    second: Keyword
    distance: int


@dataclass(frozen=True, slots=True)
class WithinScope:
    """Matches where one and the same sentence, paragraph, provision or document satisfies `item`.

    `item` is a tree of keywords without a field, KeywordsNear, And, Or, Not and WithinScope of
    finer scopes."""

    scope: TextScope
    item: QueryNode


@dataclass(frozen=True, slots=True)
class AnyWord:
    """Matches texts that contain at least one word of a question (mode any).

    More words rank higher. `pairs` of neighbouring characters, and `terms` of the law with an equal
    meaning, only rank."""

    words: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class And:
    """Matches what all items match."""

    items: tuple[QueryNode, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Matches what at least one item matches."""

    items: tuple[QueryNode, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Matches what its item does not match."""

    item: QueryNode


@dataclass(frozen=True, slots=True)
class AllDocuments:
    """Matches every document; the tree of a blank query."""


QueryNode: TypeAlias = (
    Keyword
    | NumberIs
    | NumberLike
    | NameLike
    | DateBetween
    | StatusIs
    | BindingIn
    | AnnotationHolds
    | OneOfDocuments
    | CitedProvision
    | AnyWord
    | KeywordsNear
    | WithinScope
    | And
    | Or
    | Not
    | AllDocuments
)


def leaves(
    node: QueryNode,
) -> Iterator[Keyword | NumberIs | NumberLike | AnyWord | CitedProvision]:
    """The leaves of a query that a hit can contain, and that can score or be highlighted.

    What stands under Not is left out, because no hit contains it; so are dates, names, statuses and
    regions, which are not words of the text."""
    match node:
        case And(items) | Or(items):
            for item in items:
                yield from leaves(item)
        case WithinScope(_, item):
            yield from leaves(item)
        case KeywordsNear(first, second):
            yield from (first, second)
        case Keyword() | NumberIs() | NumberLike() | AnyWord() | CitedProvision():
            yield node
        case _:
            return


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search.

    `filters` map a facet to the values of which one has to match; a level, region or subject also
    matches the paths below it. `as_of` is the day on which the status is taken. `explain` asks for
    the reasons of each hit."""

    query: QueryNode
    as_of: date
    unit: HitUnit = "document"
    sort: SortOrder = "relevance"
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    offset: int = 0
    limit: int = 20
    facets: bool = False
    explain: bool = False

    @property
    def facet_request(self) -> SearchRequest:
        """The request that facets depend on: alike for all pages and orders of a search."""
        return replace(self, sort="relevance", offset=0, limit=1, facets=True, explain=False)


ReasonKind = Literal[
    "phrase_text",
    "phrase_title",
    "word_text",
    "word_title",
    "whole_word",
    "pairs",
    "legal_term",
    "whole_title",
    "own_number",
    "cited_number",
    "cited_provision",
    "short",
    "level",
    "size",
]


@dataclass(frozen=True, slots=True)
class ScoreReason:
    """A clause that a hit matches, and how much it adds to the score of the hit."""

    kind: ReasonKind
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class EngineHit:
    """One hit: a document, or a provision with its address and its span of the text of `revision`.

    `start` and `end` are code points, end exclusive; like `address` and `revision` they are None
    for a document. `reasons` are given on request, and their scores add up to the hit's."""

    document: str
    score: float
    address: str | None = None
    start: int | None = None
    end: int | None = None
    revision: int | None = None
    reasons: tuple[ScoreReason, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """A value of a facet, and the number of hits that have it."""

    value: str
    count: int


def order_facets(counted: Mapping[str, Iterable[FacetCount]]) -> dict[str, tuple[FacetCount, ...]]:
    """The counts of all facets, in each by descending count and then by value."""
    return {
        name: tuple(sorted(counted[name], key=lambda c: (-c.count, c.value)))
        for name in FACET_NAMES
    }


def count_statuses(others: Mapping[Status, int], total: int) -> list[FacetCount]:
    """The facet of statuses from the counts of all statuses but 现行有效, which is the rest.

    On a day a document has exactly one status, and most documents are in force, so counting the
    others costs less.

    >>> [(str(each.value), each.count) for each in count_statuses({Status.REPEALED: 2}, 5)]
    [('已废止', 2), ('现行有效', 3)]
    """
    counts = {**others, Status.IN_FORCE: total - sum(others.values())}
    return [FacetCount(status, count) for status, count in counts.items() if count]


@dataclass(frozen=True, slots=True)
class EngineResult:
    """The answer to a search.

    `total` is exact; `partial` says that the engine stopped before the end."""

    total: int
    hits: tuple[EngineHit, ...]
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    partial: bool = False
