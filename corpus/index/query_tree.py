"""What a search asks and answers, for every engine alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal, TypeAlias

from corpus.index.search_options import FACET_NAMES, HitUnit, SortOrder
from corpus.model.domain_types import Status

#: attached: the documents attached to a notice
TextField = Literal["any", "title", "text", "attached"]
#: stretches of a text, from the finest up. A title is a sentence and a paragraph of its document
TextScope = Literal["sentence", "paragraph", "provision", "document"]
SCOPES: tuple[TextScope, ...] = ("sentence", "paragraph", "provision", "document")
#: a number that a document carries, or one that its text cites; any: either
NumberRole = Literal["any", "own", "cited"]
#: names that a document bears: whom it is of and to, what it cites (titles, numbers), its level and
#: region (paths)
NameField = Literal["issuer", "addressee", "cited", "level", "region"]
DateField = Literal["effective", "signed", "promulgated", "published", "ends"]

#: characters between the two keywords of a KeywordsNear, at most
MAX_DISTANCE = 50


@dataclass(frozen=True, slots=True)
class Keyword:
    """Characters that must stand in the text, in either script, white space aside."""

    text: str
    within: TextField = "any"


@dataclass(frozen=True, slots=True)
class NumberIs:
    """A document number in any spelling: documents that carry it, and those that cite it. `key` is
    that of `analyzers.number_rules.ParsedNumber`, `canonical` how it is written where it is told.
    """

    key: str
    role: NumberRole = "any"
    canonical: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class NumberLike:
    """Numbers whose canonical form fits a pattern with `*` for any characters."""

    pattern: str
    role: NumberRole = "any"


@dataclass(frozen=True, slots=True)
class NameLike:
    """A name that fits a pattern with `*` for any characters, the whole of it. Levels and regions
    fit where one step of their path does, or several: 市级, 广东省/广州*.
    """

    field: NameField
    pattern: str


@dataclass(frozen=True, slots=True)
class DateBetween:
    """A date from `first` to `last`, both included; None: open."""

    field: DateField
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class StatusIs:
    """One of these statuses on the day of the request."""

    statuses: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class BindingIn:
    """What organs of a place, of those above it or of the state have issued: what binds there.
    `path`: of the place, "" for the whole country.
    """

    path: str


@dataclass(frozen=True, slots=True)
class AnnotationHolds:
    """Documents with an annotation that holds these characters. SQL knows them: an engine gets
    OneOfDocuments in its place.
    """

    text: str


@dataclass(frozen=True, slots=True)
class OneOfDocuments:
    """One of these documents."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeywordsNear:
    """Two keywords that do not overlap, in any order, at most `distance` characters between them,
    white space aside. `distance`: at most MAX_DISTANCE.
    """

    first: Keyword
    second: Keyword
    distance: int


@dataclass(frozen=True, slots=True)
class WithinScope:
    """What holds of one stretch: in it stand the keywords of `item`, a tree of keywords without a
    field, KeywordsNear, And, Or, Not and WithinScope of finer stretches.
    """

    scope: TextScope
    item: QueryNode


@dataclass(frozen=True, slots=True)
class AnyWord:
    """Words of a question (mode any): one is enough, the more the better. `pairs` of neighbouring
    characters, and `terms` of the law that speak of the same thing, only rank.
    """

    words: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class And:
    items: tuple[QueryNode, ...]


@dataclass(frozen=True, slots=True)
class Or:
    items: tuple[QueryNode, ...]


@dataclass(frozen=True, slots=True)
class Not:
    item: QueryNode


@dataclass(frozen=True, slots=True)
class AllDocuments:
    """Every document: a blank query."""


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
    | AnyWord
    | KeywordsNear
    | WithinScope
    | And
    | Or
    | Not
    | AllDocuments
)


def leaves(node: QueryNode) -> Iterator[Keyword | NumberIs | NumberLike | AnyWord]:
    """What a hit may hold, and what it must not aside: all that is seen of it, and can rank."""
    match node:
        case And(items) | Or(items):
            for item in items:
                yield from leaves(item)
        case WithinScope(_, item):
            yield from leaves(item)
        case KeywordsNear(first, second):
            yield from (first, second)
        case Keyword() | NumberIs() | NumberLike() | AnyWord():
            yield node
        case _:
            return


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search. `filters`: facet name → wanted values (any of them); region and level values
    match what lies below. `as_of` decides the status.
    `explain`: say why each is a hit.
    """

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
        """What facets depend on: the same request for all pages and orders."""
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
    "short",
    "level",
    "size",
]


@dataclass(frozen=True, slots=True)
class ScoreReason:
    """A clause that a hit fits, and how much of its score that is."""

    kind: ReasonKind
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class EngineHit:
    """One hit. `address`: the provision's, None for a document; `start`/`end`: its stretch of the
    text of `revision`. `reasons`: where they were asked for; their scores add up to the hit's.
    """

    document: str
    score: float
    address: str | None = None
    start: int | None = None
    end: int | None = None
    revision: int | None = None
    reasons: tuple[ScoreReason, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


def order_facets(counted: Mapping[str, Iterable[FacetCount]]) -> dict[str, tuple[FacetCount, ...]]:
    """All facets, their values by count, then by themselves."""
    return {
        name: tuple(sorted(counted[name], key=lambda c: (-c.count, c.value)))
        for name in FACET_NAMES
    }


def count_statuses(others: Mapping[Status, int], total: int) -> list[FacetCount]:
    """The facet of statuses from the counts of all others: a day has one status, and what has none
    of those is in force, mostly very many.

    >>> [(str(each.value), each.count) for each in count_statuses({Status.REPEALED: 2}, 5)]
    [('已废止', 2), ('现行有效', 3)]
    """
    counts = {**others, Status.IN_FORCE: total - sum(others.values())}
    return [FacetCount(status, count) for status, count in counts.items() if count]


@dataclass(frozen=True, slots=True)
class EngineResult:
    """`total` is exact; `partial` says that an engine had to stop early."""

    total: int
    hits: tuple[EngineHit, ...]
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    partial: bool = False
