"""The report on a search without hits.

It says what was searched, and how much would be found without one of the conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.documents.document_summaries import load_sort_date
from corpus.index.query_tree import (
    AllDocuments,
    And,
    CitedProvision,
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

#: organs that are named, and conditions that are left out in turn
MAX_ORGANS = 5
MAX_LEFT_OUT = 10


@dataclass(frozen=True, slots=True)
class SearchedDocuments:
    """The documents that the filters leave.

    `issuers`: the organs with the most of them; `issuers_total`: number of all their organs;
    `latest`: the newest date among them."""

    documents: int
    issuers: tuple[FacetCount, ...]
    issuers_total: int
    latest: date | None


@dataclass(frozen=True, slots=True)
class RelaxedSearch:
    """The number of hits without one condition, and its `keyword`, or else its description."""

    keyword: str
    total: int


@dataclass(frozen=True, slots=True)
class NoHitsReport:
    """The report on a search without hits.

    `unfiltered`: number of hits without the filters; None where the search has none."""

    searched: SearchedDocuments
    without: tuple[RelaxedSearch, ...]
    unfiltered: int | None


def report_no_hits(
    session: Session, snapshot: IndexSnapshot, request: SearchRequest, places: PlaceFilter
) -> NoHitsReport:
    """The report on a request that finds nothing in `places`, which its query does not include."""
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
    result = snapshot.search(everything)
    issuers = request.filters.get("issuer")
    organs = [each for each in result.facets["issuer"] if issuers is None or each.value in issuers]
    latest = load_sort_date(session, result.hits[0].document) if result.hits else None
    return SearchedDocuments(result.total, tuple(organs[:MAX_ORGANS]), len(organs), latest)


def _relaxed_searches(
    snapshot: IndexSnapshot, request: SearchRequest, places: PlaceFilter
) -> Iterator[RelaxedSearch]:
    """The searches with one condition less that find something, each left out in turn."""
    items = _required_items(request.query)
    for item in items[:MAX_LEFT_OUT] if len(items) > 1 else ():
        rest = And(tuple(other for other in items if other is not item))
        fewer = replace(request, query=places.narrow(rest))
        if total := _total(snapshot, fewer):
            yield RelaxedSearch(
                item.text if isinstance(item, Keyword) else describe_node(item), total
            )


def _required_items(node: QueryNode) -> tuple[QueryNode, ...]:
    """The conditions that must all hold; its words where it is also a number or a citation."""
    match node:
        case And(items):
            return items
        case Or((NumberIs() | CitedProvision(), And(items))):
            return items
        case _:
            return (node,)


def _total(snapshot: IndexSnapshot, request: SearchRequest) -> int:
    return snapshot.search(replace(request, offset=0, limit=1, facets=False)).total
