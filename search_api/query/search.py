"""A search from the query to the answer: engine, documents in short, passages, highlights."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from sqlalchemy import Engine as Database
from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.documents.summaries import Summary, summaries
from corpus.index.engine import Engine, Snapshot, SnapshotLostError
from corpus.index.query import (
    FacetCount,
    Found,
    Node,
    Request,
    Sort,
    Unit,
)
from corpus.model.json_columns import chunks
from corpus.store.database import session
from corpus.store.tables import Document
from search_api.export.listed import Item, Listed
from search_api.query.annotation_filter import with_notes
from search_api.query.cursors import BadCursor, CursorExpired, Cursors
from search_api.query.highlight.hit_view import Shown
from search_api.query.highlight.matches import Stretch, merged
from search_api.query.highlight.passages import Passage
from search_api.query.highlight.text_cache import Present, Texts
from search_api.query.hints.completion import Suggestion, suggestions
from search_api.query.hints.did_you_mean import did_you_mean, related
from search_api.query.hints.explain import Why, reasons
from search_api.query.hints.no_hits import Searched, Without, emptiness
from search_api.query.hints.pinyin_initials import Initials
from search_api.query.parse.filters import EVERYWHERE, Places, with_predecessors
from search_api.query.parse.parser import Mode, parse

_SUMMARY = tuple(f.name for f in fields(Summary))


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked. `filters`: facet name → wanted values. With `cursor` the rest must be as it
    was when the cursor was given; only `limit` may change."""

    as_of: date
    q: str = ""
    mode: Mode = "all"
    unit: Unit = "document"
    sort: Sort = "relevance"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Places = EVERYWHERE
    limit: int = 20
    facets: bool = False
    explain: bool = False
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Hit(Summary):
    """API.md's Hit. `provision`: its address, None for a document; `reasons`: why it is one, None
    where that was not asked.
    """

    score: float
    provision: str | None
    title_highlights: tuple[Stretch, ...]
    passages: tuple[Passage, ...]
    reasons: tuple[Why, ...] | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """API.md's SearchResult. `searched`, `without`, `unfiltered`: what one without hits looked
    through, and what would be found without one of the things asked for, or without filters.
    `did_you_mean`: queries that find more, of one with hardly a hit whose keywords stand nowhere;
    `related`: other words for its keywords, on the first page.
    """

    total: int
    partial: bool
    read_as: str
    took_ms: float
    next: str | None
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    searched: Searched | None
    without: tuple[Without, ...]
    unfiltered: int | None
    did_you_mean: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Position:
    """Where a search stopped, and the index it looked at."""

    snapshot: Snapshot
    search: Search
    offset: int

    def goes_on(self, search: Search) -> bool:
        first = self.search
        return replace(search, as_of=first.as_of, limit=0, facets=False, cursor=None) == replace(
            first, limit=0, facets=False, cursor=None
        )


class Searches:
    """Runs searches; keeps their cursors and the texts read lately. Safe in threads."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._engine = engine
        self._cursors: Cursors[_Position] = Cursors(clock)
        self._texts = Texts()
        self._initials = Initials()

    def run(self, search: Search) -> SearchResult:
        """Raises CursorExpired, BadCursor, IndexOutdatedError, UnavailableError."""
        try:
            return self._run(search, self._position(search))
        except SnapshotLostError as error:
            if search.cursor is not None:
                raise CursorExpired from error
        return self._run(search, self._position(search))

    def _run(self, search: Search, position: _Position) -> SearchResult:
        started = time.perf_counter()
        as_of = position.search.as_of
        parsed = parse(search.q, search.mode)
        with session(self._database) as reading:
            request = replace(_request(reading, search, parsed.node, as_of), offset=position.offset)
            places = search.places
            snapshot = position.snapshot
            found = snapshot.search(replace(request, query=places.narrowed(request.query)))
            hits = self._hits(reading, found.hits, parsed.node, as_of, explain=search.explain)
            empty = None if found.total else emptiness(reading, snapshot, request, places)
            meant = did_you_mean(reading, snapshot, request, places, found.total)
            others = related(snapshot, request) if search.cursor is None else ()
        reached = position.offset + len(found.hits)
        more = found.hits and reached < found.total
        after = _Position(position.snapshot, position.search, reached)
        return SearchResult(
            total=found.total,
            partial=found.partial,
            read_as=parsed.read_as,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            next=self._cursors.keep(after) if more else None,
            hits=hits,
            facets=found.facets,
            searched=empty.searched if empty else None,
            without=empty.without if empty else (),
            unfiltered=empty.unfiltered if empty else None,
            did_you_mean=meant,
            related=others,
        )

    def listed(self, search: Search, most: int) -> Listed:
        """The first `most` hits in short, all of one snapshot. Raises IndexOutdatedError."""
        parsed = parse(search.q, search.mode)
        with session(self._database) as reading:
            request = _request(reading, search, parsed.node, search.as_of)
        query = search.places.narrowed(request.query)
        found = self._engine.snapshot().search(replace(request, query=query, limit=most))
        items = self._items(found.hits, search.as_of)
        return Listed(
            total=found.total,
            most=most,
            partial=found.partial,
            read_as=parsed.read_as,
            as_of=search.as_of,
            items=items,
        )

    def _items(self, found: tuple[Found, ...], as_of: date) -> Iterator[Item]:
        for some in chunks(found):
            with session(self._database) as reading:
                told = summaries(reading, [one.document for one in some], as_of)
            for one in some:
                if one.document in told:
                    yield Item(told[one.document], one.address)

    def suggest(self, typed: str, as_of: date) -> tuple[Suggestion, ...]:
        """What a person may be typing. Raises IndexOutdatedError."""
        with session(self._database) as reading:
            snapshot = self._engine.snapshot()
            return suggestions(reading, snapshot, self._initials, typed, as_of)

    def highlights(self, identifier: str, q: str, mode: Mode) -> list[Stretch] | None:
        """Everything in a document's text that a query wants to see; None without such a text."""
        with session(self._database) as reading:
            text = self._texts.of(reading, [identifier]).get(identifier)
            title = reading.scalar(select(Document.title).where(Document.id == identifier))
        if text is None or title is None:
            return None
        shown = Shown(title, text, (0, len(text.text)))
        found = shown.found(parse(q, mode).node)
        return merged({stretch for group in found for stretch in group.text})

    def _position(self, search: Search) -> _Position:
        if search.cursor is None:
            return _Position(self._engine.snapshot(), search, 0)
        position = self._cursors.find(search.cursor)
        if not position.goes_on(search):
            raise BadCursor
        return position

    def _hits(
        self,
        reading: Session,
        found: tuple[Found, ...],
        node: Node,
        as_of: date,
        *,
        explain: bool,
    ) -> tuple[Hit, ...]:
        ids = [one.document for one in found]
        told = summaries(reading, ids, as_of)
        texts = self._texts.of(reading, ids)
        return tuple(
            _hit(
                one,
                told[one.document],
                texts.get(one.document),
                node,
                reasons(node, one) if explain else None,
            )
            for one in found
            if one.document in told
        )


def _request(reading: Session, search: Search, node: Node, as_of: date) -> Request:
    return Request(
        query=with_notes(reading, node),
        as_of=as_of,
        unit=search.unit,
        sort=search.sort,
        filters=with_predecessors(search.filters),
        limit=search.limit,
        facets=search.facets,
        explain=search.explain,
    )


def _hit(
    found: Found,
    summary: Summary,
    text: Present | None,
    node: Node,
    why: tuple[Why, ...] | None,
) -> Hit:
    place = _place(found, text) if text else None
    shown = Shown(summary.title, text, place, found.address)
    groups = shown.found(node)
    return Hit(
        **{name: getattr(summary, name) for name in _SUMMARY},
        score=round(found.score, 4),
        provision=found.address,
        title_highlights=tuple(merged({each for group in groups for each in group.title})),
        passages=tuple(shown.passages(groups)),
        reasons=why,
    )


def _place(found: Found, text: Present) -> Stretch | None:
    """Where the provision stands now; None where the text has changed and it is gone."""
    if found.address is None:
        return 0, len(text.text)
    if found.revision == text.revision and found.start is not None and found.end is not None:
        return found.start, found.end
    return next(((u.start, u.end) for u in text.units if u.address == found.address), None)
