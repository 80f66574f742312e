"""What an empty answer says: what was looked through, and what would be found without one of the
things that were asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.index.engine import Snapshot
from corpus.index.query import And, Everything, FacetCount, Keyword, Node, NumberIs, Or, Request
from corpus.store.tables import Document
from search_api.query.parse.describe import told
from search_api.query.parse.filters import EVERYWHERE, Places

#: organs that are named, and things that are left out in turn
ORGANS = 5
IN_TURN = 10


@dataclass(frozen=True, slots=True)
class Searched:
    """Documents that the filters leave. `issuers`: the organs with the most of them;
    `issuers_total`: how many organs they are of; `latest`: the newest date among them.
    """

    documents: int
    issuers: tuple[FacetCount, ...]
    issuers_total: int
    latest: date | None


@dataclass(frozen=True, slots=True)
class Without:
    """How much would be found without one thing asked for; `keyword`: the word, or what it is."""

    keyword: str
    total: int


@dataclass(frozen=True, slots=True)
class Emptiness:
    """`unfiltered`: what would be found without the filters; None where there are none."""

    searched: Searched
    without: tuple[Without, ...]
    unfiltered: int | None


def emptiness(session: Session, snapshot: Snapshot, request: Request, places: Places) -> Emptiness:
    """Of a request that finds nothing in these places, which its query does not hold yet."""
    filtered = places != EVERYWHERE or bool(request.filters)
    return Emptiness(
        searched=_searched(session, snapshot, request, places),
        without=tuple(_without(snapshot, request, places)),
        unfiltered=_total(snapshot, replace(request, filters={})) if filtered else None,
    )


def _searched(session: Session, snapshot: Snapshot, request: Request, places: Places) -> Searched:
    everything = replace(
        request,
        query=places.narrowed(Everything()),
        unit="document",
        sort="date",
        offset=0,
        limit=1,
        facets=True,
    )
    found = snapshot.search(everything)
    wanted = request.filters.get("issuer")
    organs = [each for each in found.facets["issuer"] if wanted is None or each.value in wanted]
    newest = [hit.document for hit in found.hits]
    latest = session.scalar(select(Document.sort_date).where(Document.id.in_(newest)))
    return Searched(found.total, tuple(organs[:ORGANS]), len(organs), latest)


def _without(snapshot: Snapshot, request: Request, places: Places) -> Iterator[Without]:
    """One thing less, each in turn: those that would help."""
    items = _wanted(request.query)
    for item in items[:IN_TURN] if len(items) > 1 else ():
        rest = And(tuple(other for other in items if other is not item))
        fewer = replace(request, query=places.narrowed(rest))
        if total := _total(snapshot, fewer):
            yield Without(item.text if isinstance(item, Keyword) else told(item), total)


def _wanted(node: Node) -> tuple[Node, ...]:
    """What must all hold; of a query that also reads as a number, its words."""
    match node:
        case And(items):
            return items
        case Or((NumberIs(), And(items))):
            return items
        case _:
            return (node,)


def _total(snapshot: Snapshot, request: Request) -> int:
    return snapshot.search(replace(request, offset=0, limit=1, facets=False)).total
