"""Runs a search from the query to the answer: engine, summaries, passages, highlights."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from datetime import date

from analyzers.span import Span
from corpus.documents.current_texts import CurrentText
from corpus.documents.document_summaries import DocumentSummary, load_summaries
from corpus.documents.title_lookup import load_title
from corpus.index.query_tree import (
    EngineHit,
    FacetCount,
    QueryNode,
    SearchRequest,
)
from corpus.index.search_engine import (
    IndexOutdatedError,
    IndexSnapshot,
    SearchEngine,
    SnapshotLostError,
)
from corpus.index.search_options import HitUnit, SortOrder
from corpus.index.time_budget import BudgetSpentError
from corpus.store.database import Database, Session, read_session
from corpus.store.statement_batches import parameter_batches
from search_api.query.annotation_filter import resolve_note_filters
from search_api.query.cited_provision import cited_passage, put_first, read_search_query
from search_api.query.cursors import BadCursorError, CursorCache, CursorExpiredError
from search_api.query.export_list import ExportItem, ExportList
from search_api.query.highlight.find_spans import merge_spans
from search_api.query.highlight.hit_view import HitView
from search_api.query.highlight.passages import Passage
from search_api.query.highlight.text_cache import TextCache
from search_api.query.hints.completion import Suggestion, find_suggestions
from search_api.query.hints.did_you_mean import related_terms, suggest_queries
from search_api.query.hints.explain_hits import HitExplanation, explain_hit
from search_api.query.hints.no_hits import RelaxedSearch, SearchedDocuments, report_no_hits
from search_api.query.hints.pinyin_initials import InitialsIndex
from search_api.query.parse.query_parser import ParsedQuery, parse_query
from search_api.query.parse.search_filters import EVERYWHERE, PlaceFilter, add_predecessors
from search_api.query.patient_engine import PatientEngine
from search_api.vocabulary.search_labels import SearchMode

_SUMMARY_FIELDS = tuple(f.name for f in fields(DocumentSummary))


@dataclass(frozen=True, slots=True)
class SearchCriteria:
    """What a search asks for.

    `filters`: facet name → accepted values; `places`: the places to which the search is limited.
    With a `cursor`, all but `limit`, `facets` and `as_of` must equal the search that the cursor
    belongs to, whose `as_of` is used."""

    as_of: date
    q: str = ""
    mode: SearchMode = "all"
    unit: HitUnit = "document"
    sort: SortOrder = "relevance"
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: PlaceFilter = EVERYWHERE
    limit: int = 20
    facets: bool = False
    explain: bool = False
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Hit(DocumentSummary):
    """A hit (docs/contract.md, "Hit"): a summary, and what the search found in the document.

    `provision`: its address, None for a document; `reasons`: why it is a hit, None unless the
    search asks for that."""

    score: float
    provision: str | None
    title_highlights: tuple[Span, ...]
    passages: tuple[Passage, ...]
    reasons: tuple[HitExplanation, ...] | None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of results (docs/contract.md, "SearchResult").

    Without hits, `searched` says what was searched, `without` how many hits there would be without
    one of the conditions, and `unfiltered` how many without the filters. `did_you_mean`: queries
    that find more, where there is hardly a hit and a keyword occurs nowhere or rarely; `related`:
    other words for the keywords, on the first page only."""

    total: int
    partial: bool
    read_as: str
    took_ms: float
    next: str | None
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[FacetCount, ...]]
    searched: SearchedDocuments | None
    without: tuple[RelaxedSearch, ...]
    unfiltered: int | None
    did_you_mean: tuple[str, ...]
    related: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _CursorPosition:
    """The snapshot that a search runs on, its day, and the offset where its next page begins.

    Of the search itself only the `digest` is kept: its filters may take a third of a megabyte, and
    ten thousand cursors are held."""

    snapshot: IndexSnapshot
    as_of: date
    digest: bytes
    offset: int


def _search_digest(search: SearchCriteria) -> bytes:
    """The hash of all that must not change from page to page."""
    alike = replace(search, as_of=date.min, limit=0, facets=False, cursor=None)
    return hashlib.sha256(repr(alike).encode("utf-8", "surrogatepass")).digest()


class SearchService:
    """Runs searches on a library, with a cache of cursors and of texts; threads may share it."""

    def __init__(
        self,
        database: Database,
        engine: SearchEngine,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._engine = PatientEngine(engine)
        self._cursors: CursorCache[_CursorPosition] = CursorCache(clock)
        self._texts = TextCache()
        self._initials = InitialsIndex()

    def warm(self) -> None:
        """Read into memory what the first searches would have to wait for."""
        with read_session(self._database) as session:
            self._initials.warm(session)
        self._engine.snapshot().warm()

    def run(self, search: SearchCriteria) -> SearchResult:
        """The page of results on the newest index, or on the snapshot of the search's cursor.

        Raises CursorExpiredError, BadCursorError, IndexOutdatedError, EngineUnavailableError."""
        try:
            return self._run(search, self._position(search))
        except (SnapshotLostError, IndexOutdatedError) as error:
            if search.cursor is not None:
                raise CursorExpiredError from error
        return self._run(search, self._position(search))

    def _run(self, search: SearchCriteria, position: _CursorPosition) -> SearchResult:
        started = time.perf_counter()
        as_of = position.as_of
        with read_session(self._database) as session:
            parsed = read_search_query(session, search.q, search.mode, as_of)
            request = replace(
                _index_request(session, search, parsed.node, as_of), offset=position.offset
            )
            places = search.places
            snapshot = position.snapshot
            result = snapshot.search(replace(request, query=places.narrow(request.query)))
            hits = self._hits(session, result.hits, parsed, as_of, explain=search.explain)
            report = None if result.total else report_no_hits(session, snapshot, request, places)
            corrections: tuple[str, ...] = ()
            related: tuple[str, ...] = ()
            with suppress(BudgetSpentError):  # hits without hints are better than none
                corrections = suggest_queries(session, snapshot, request, places, result.total)
                related = related_terms(snapshot, request) if search.cursor is None else ()
        reached = position.offset + len(result.hits)
        more = result.hits and reached < result.total
        after = replace(position, offset=reached)
        return SearchResult(
            total=result.total,
            partial=result.partial,
            read_as=parsed.read_as,
            took_ms=round((time.perf_counter() - started) * 1000, 3),
            next=self._cursors.keep(after) if more else None,
            hits=hits,
            facets=result.facets,
            searched=report.searched if report else None,
            without=report.without if report else (),
            unfiltered=report.unfiltered if report else None,
            did_you_mean=corrections,
            related=related,
        )

    def list_for_export(self, search: SearchCriteria, most: int) -> ExportList:
        """The first `most` hits in short, all from one snapshot. Raises IndexOutdatedError."""
        with read_session(self._database) as session:
            parsed = read_search_query(session, search.q, search.mode, search.as_of)
            request = _index_request(session, search, parsed.node, search.as_of)
        query = search.places.narrow(request.query)
        result = self._engine.snapshot().search(replace(request, query=query, limit=most))
        items = self._export_items(result.hits, search.as_of)
        return ExportList(
            total=result.total,
            limit=most,
            partial=result.partial,
            read_as=parsed.read_as,
            as_of=search.as_of,
            items=items,
        )

    def _export_items(self, hits: tuple[EngineHit, ...], as_of: date) -> Iterator[ExportItem]:
        for batch in parameter_batches(hits):
            with read_session(self._database) as session:
                summaries = load_summaries(session, [hit.document for hit in batch], as_of)
            for hit in batch:
                if hit.document in summaries:
                    yield ExportItem(summaries[hit.document], hit.address)

    def suggest(self, typed: str, as_of: date) -> tuple[Suggestion, ...]:
        """Suggestions for what a person is typing. Raises IndexOutdatedError."""
        with read_session(self._database) as session:
            snapshot = self._engine.snapshot()
            return find_suggestions(session, snapshot, self._initials, typed, as_of)

    def highlights(self, identifier: str, q: str, mode: SearchMode) -> list[Span] | None:
        """The spans of a document's text that a query matches; None for a document without a text.

        The spans are in order, without overlaps."""
        with read_session(self._database) as session:
            text = self._texts.load(session, [identifier]).get(identifier)
            title = load_title(session, identifier)
        if text is None or title is None:
            return None
        view = HitView(title, text, Span(0, len(text.text)))
        groups = view.match_groups(parse_query(q, mode).node)
        return merge_spans({span for group in groups for span in group.text})

    def _position(self, search: SearchCriteria) -> _CursorPosition:
        if search.cursor is None:
            snapshot = self._engine.snapshot()
            return _CursorPosition(snapshot, search.as_of, _search_digest(search), 0)
        position = self._cursors.find(search.cursor)
        if position.digest != _search_digest(search):
            raise BadCursorError
        return position

    def _hits(
        self,
        session: Session,
        hits: tuple[EngineHit, ...],
        parsed: ParsedQuery,
        as_of: date,
        *,
        explain: bool,
    ) -> tuple[Hit, ...]:
        ids = [hit.document for hit in hits]
        summaries = load_summaries(session, ids, as_of)
        texts = self._texts.load(session, ids)
        return tuple(
            _build_hit(
                hit,
                summaries[hit.document],
                texts.get(hit.document),
                parsed,
                explain_hit(parsed.node, hit) if explain else None,
            )
            for hit in hits
            if hit.document in summaries
        )


def _index_request(
    session: Session, search: SearchCriteria, node: QueryNode, as_of: date
) -> SearchRequest:
    return SearchRequest(
        query=resolve_note_filters(session, node),
        as_of=as_of,
        unit=search.unit,
        sort=search.sort,
        filters=add_predecessors(search.filters),
        limit=search.limit,
        facets=search.facets,
        explain=search.explain,
    )


def _build_hit(
    hit: EngineHit,
    summary: DocumentSummary,
    text: CurrentText | None,
    parsed: ParsedQuery,
    why: tuple[HitExplanation, ...] | None,
) -> Hit:
    span = _provision_span(hit, text) if text else None
    view = HitView(summary.title, text, span, hit.address)
    groups = view.match_groups(parsed.node)
    return Hit(
        **{name: getattr(summary, name) for name in _SUMMARY_FIELDS},
        score=round(hit.score, 4),
        provision=hit.address,
        title_highlights=tuple(
            merge_spans({highlight for group in groups for highlight in group.title})
        ),
        passages=put_first(cited_passage(parsed, hit, text), view.passages(groups)),
        reasons=why,
    )


def _provision_span(hit: EngineHit, text: CurrentText) -> Span | None:
    """The span of a hit in the current text; None where its provision is gone from that text."""
    if hit.address is None:
        return Span(0, len(text.text))
    if hit.revision == text.revision and hit.start is not None and hit.end is not None:
        return Span(hit.start, hit.end)
    return next((Span(u.start, u.end) for u in text.units if u.address == hit.address), None)
