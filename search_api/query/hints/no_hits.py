"""What an empty answer says: what was looked through, and what would be found without one of the
things that were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.documents.document_summaries import load_sort_date
from corpus.index.query_tree import (
    AllDocuments,
    And,
    FacetCount,
    Keyword,
    NumberIs,
    Or,
    QueryNode,
    SearchRequest,
)
from corpus.index.search_engine import IndexSnapshot
from corpus.store.database import Session
from search_api.query.parse.describe_query import describe_node
from search_api.query.parse.search_filters import EVERYWHERE, PlaceFilter

#: organs that are named, and things that are left out in turn
MAX_ORGANS = 5
MAX_LEFT_OUT = 10


@dataclass(frozen=True, slots=True)
class SearchedDocuments:
    """Documents that the filters leave. `issuers`: the organs with the most of them;
    `issuers_total`: how many organs they are of; `latest`: the newest date among them.
    """

    documents: int
    issuers: tuple[FacetCount, ...]
    issuers_total: int
    latest: date | None


@dataclass(frozen=True, slots=True)
class RelaxedSearch:
    """How much would be found without one thing asked for; `keyword`: the word, or what it is."""

    keyword: str
    total: int


@dataclass(frozen=True, slots=True)
class NoHitsReport:
    """`unfiltered`: what would be found without the filters; None where there are none."""

    searched: SearchedDocuments
    without: tuple[RelaxedSearch, ...]
    unfiltered: int | None


def report_no_hits(
    session: Session, snapshot: IndexSnapshot, request: SearchRequest, places: PlaceFilter
) -> NoHitsReport:
    """Of a request that finds nothing in these places, which its query does not hold yet."""
    filtered = places != EVERYWHERE or bool(request.filters)
    return NoHitsReport(
        searched=_searched_documents(session, snapshot, request, places),
        without=tuple(_relaxed_searches(snapshot, request, places)),
        unfiltered=_total(snapshot, replace(request, filters={})) if filtered else None,
    )


def _searched_documents(
    session: Session, snapshot: IndexSnapshot, request: SearchRequest, places: PlaceFilter
) -> SearchedDocuments:
    everything = replace(
        request,
        query=places.narrow(AllDocuments()),
        unit="document",
        sort="date",
        offset=0,
        limit=1,
        facets=True,
    )
    found = snapshot.search(everything)
    wanted = request.filters.get("issuer")
    organs = [each for each in found.facets["issuer"] if wanted is None or each.value in wanted]
    latest = load_sort_date(session, found.hits[0].document) if found.hits else None
    return SearchedDocuments(found.total, tuple(organs[:MAX_ORGANS]), len(organs), latest)


def _relaxed_searches(
    snapshot: IndexSnapshot, request: SearchRequest, places: PlaceFilter
) -> Iterator[RelaxedSearch]:
    """One thing less, each in turn: those that would help."""
    items = _required_items(request.query)
    for item in items[:MAX_LEFT_OUT] if len(items) > 1 else ():
        rest = And(tuple(other for other in items if other is not item))
        fewer = replace(request, query=places.narrow(rest))
        if total := _total(snapshot, fewer):
            yield RelaxedSearch(
                item.text if isinstance(item, Keyword) else describe_node(item), total
            )


def _required_items(node: QueryNode) -> tuple[QueryNode, ...]:
    """What must all hold; of a query that also reads as a number, its words."""
    match node:
        case And(items):
            return items
        case Or((NumberIs(), And(items))):
            return items
        case _:
            return (node,)


def _total(snapshot: IndexSnapshot, request: SearchRequest) -> int:
    return snapshot.search(replace(request, offset=0, limit=1, facets=False)).total
