"""Searches the embedded index as it was at one moment."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from tantivy import DocAddress, Index, Order, Query

from corpus.index.compile.examine_folds import FoldedDocument
from corpus.index.compile.fold_cache import FoldCache
from corpus.index.compile.match_text import QueryMatcher
from corpus.index.compile.score_bonus import ProvisionFigures, ScoreBonus
from corpus.index.compile.translate_query import (
    QueryTranslation,
    QueryTranslator,
    ScoreClause,
    narrow_query,
)
from corpus.index.compile.view_joins import DatedLookup, ViewJoins
from corpus.index.embedded.index_schema import INDEX_UNITS
from corpus.index.embedded.queries import EmbeddedDialect
from corpus.index.embedded.result_cache import ResultCache
from corpus.index.embedded.row_reader import RowReader
from corpus.index.embedded.search_faults import FaultHandler, search_faults
from corpus.index.entry import sort_keys
from corpus.index.entry.index_columns import STORED_FACETS
from corpus.index.index_stamp import IndexState
from corpus.index.query_tree import (
    EngineHit,
    EngineResult,
    FacetCount,
    QueryNode,
    ScoreReason,
    SearchRequest,
    TextScope,
    count_statuses,
    order_facets,
)
from corpus.index.search_options import FACET_NAMES, HitUnit, SortOrder
from corpus.model.domain_types import Status

#: tantivy needs a bound on the values of a facet; no facet has so many
MAX_FACET_VALUES = 60_000
SORT_FIELDS: Mapping[SortOrder, str] = {"date": "by_date", "level": "by_level"}

#: pages with more hits are not cached: they are lists for export
LARGEST_CACHED_PAGE = 100
#: days whose queries for statuses are cached
_CACHED_DAYS = 16
#: hits fetched beyond the requested ones: usually all ties of the last one are among them
_EXTRA_HITS = 100

#: counts facets while hits are ranked, which takes as long; tantivy releases Python's lock
_RANKING_POOL = ThreadPoolExecutor(thread_name_prefix="ranking")

#: a hit as tantivy returns it: its score or sort key, and its address in the index
ScoredAddress: TypeAlias = tuple[float, DocAddress]


class EmbeddedSnapshot:
    """A state of the index: it keeps its searchers, so later writes do not appear.

    Safe in threads."""

    def __init__(
        self,
        indexes: Mapping[str, Index],
        results: ResultCache,
        folds: FoldCache,
        state: IndexState,
        note_fault: FaultHandler,
    ) -> None:
        self.state = state  # what the index said of itself when it was opened
        self._note_fault = note_fault
        self._joins = joins = ViewJoins(folds)
        self._views: dict[HitUnit, _EmbeddedView] = {
            unit: _EmbeddedView(indexes[name], unit, joins, results)
            for name, unit in INDEX_UNITS.items()
        }
        joins.documents, joins.provisions = self._views["document"], self._views["provision"]
        self._results = results
        self._cache_key = object()

    def search(self, request: SearchRequest) -> EngineResult:
        if request.limit > LARGEST_CACHED_PAGE:
            return self._search(request)
        return self._results.result((self._cache_key, request), lambda: self._search(request))

    def _search(self, request: SearchRequest) -> EngineResult:
        with search_faults(self._note_fault):
            return self._views[request.unit].search(request)

    def count(self) -> int:
        return self._views["document"].count()

    def warm(self) -> None:
        with search_faults(self._note_fault):
            self._joins.warm()


class _EmbeddedView:
    """One of the two indexes."""

    def __init__(self, index: Index, unit: HitUnit, joins: ViewJoins, results: ResultCache) -> None:
        self._results = results
        self._cache_key = object()
        self._searcher = index.searcher()
        self._rows = RowReader(self._searcher)
        self._dialect = EmbeddedDialect(index.schema, self._searcher)
        self._unit = unit
        self._joins = joins
        self._statuses_on = lru_cache(_CACHED_DAYS)(self._find_statuses_on)

    def count(self) -> int:
        return self._searcher.num_docs

    def keys(self, as_of: date, item: QueryNode, field: str) -> Sequence[int]:
        return self._rows.find_keys(self._matcher(as_of).match(item), field)

    def whole_keys(
        self, as_of: date, scope: TextScope, item: QueryNode, field: str
    ) -> Sequence[int]:
        query = self._matcher(as_of).match_whole(scope, item)
        return [] if query is None else self._rows.find_keys(query, field)

    def split_positions(
        self, as_of: date, scope: TextScope, item: QueryNode, decided: Sequence[int]
    ) -> Mapping[int, Sequence[int]]:
        query = self._matcher(as_of).match_split(scope, item, decided)
        positions: dict[int, list[int]] = defaultdict(list)
        for document, position in self._rows.find_pairs(query, "document", "position"):
            positions[document].append(position)
        return positions

    def fold_keys(self, documents: Sequence[int] | None) -> Mapping[int, int]:
        query = self._dialect.match_all()
        if documents is not None:
            query = self._dialect.among("document", documents)
        return dict(self._rows.find_pairs(query, "document", "folds_key"))

    def load_folds(self, documents: Sequence[int]) -> Iterator[tuple[int, FoldedDocument]]:
        query = self._dialect.among("document", documents)
        addresses = self._rows.find_addresses(query)
        for address, key in zip(addresses, self._rows.column("document", addresses), strict=True):
            yield key, FoldedDocument(self._rows.stored_fields(address)["folds"][0])

    def _matcher(self, as_of: date) -> QueryMatcher[Query]:
        return QueryMatcher(self._dialect, self._unit, DatedLookup(self._joins, as_of), as_of)

    def search(self, request: SearchRequest) -> EngineResult:
        translator = QueryTranslator(self._matcher(request.as_of))
        filters = translator.translate_filters(request.filters)
        scored = request.sort == "relevance" or request.explain
        translate = translator.translate if scored else translator.translate_unscored
        translation = translate(request.query, list(filters.values()))
        bonus = ScoreBonus.for_query(request.query, self._unit)
        if not request.facets:
            total, hits = self._page_hits(request, translation, bonus)
            counted: dict[str, tuple[FacetCount, ...]] = {}
        else:
            ranking = _RANKING_POOL.submit(self._page_hits, request, translation, bonus)
            counted = self._results.facets(
                (self._cache_key, request.facet_request),
                lambda: self._count_facets(
                    translation.match, filters, request.as_of, lambda: ranking.result()[0]
                ),
            )
            total, hits = ranking.result()
        best = bonus.window - request.offset if request.sort == "relevance" else 0
        return EngineResult(
            total=total,
            hits=tuple(
                self._read_hit(
                    score,
                    address,
                    translation.clauses if request.explain else (),
                    bonus if request.explain and at < best and score else ScoreBonus(),
                )
                for at, (score, address) in enumerate(hits)
            ),
            facets=counted,
        )

    def _page_hits(
        self, request: SearchRequest, translation: QueryTranslation[Query], bonus: ScoreBonus
    ) -> tuple[int, list[ScoredAddress]]:
        """The number of all hits, and the hits of the requested page in order."""
        if request.sort == "relevance":
            return self._page_by_relevance(translation, bonus, request.offset, request.limit)
        field = SORT_FIELDS[request.sort]
        return self._page_by_field(translation.matching, field, request.offset, request.limit)

    def _page_by_relevance(
        self, translation: QueryTranslation[Query], bonus: ScoreBonus, offset: int, limit: int
    ) -> tuple[int, list[ScoredAddress]]:
        """The number of all hits, and a page of them: those with a score first.

        The best are ordered with their bonus; hits without a score follow by id, however many they
        are."""
        if translation.unranked is None:
            return self._page_by_field(translation.matching, "by_id", offset, limit)
        end = offset + limit
        total, hits = self._search_with_ties(translation.ranked, max(end, bonus.window))
        ranked = next((at for at, (score, _) in enumerate(hits) if score == 0.0), len(hits))
        page = self._settle_ties(self._apply_bonus(hits[:ranked], bonus), offset, end)[offset:end]
        if ranked < min(end, total):
            skipped = max(offset - ranked, 0)
            _, rest = self._page_by_field(
                translation.unranked, "by_id", skipped, end - max(ranked, offset)
            )
            page += rest
        return total, page

    def _apply_bonus(self, hits: list[ScoredAddress], bonus: ScoreBonus) -> list[ScoredAddress]:
        """The hits, the best ordered with their bonus, the others after them unchanged."""
        last = bonus.window - 1
        if bonus.window < len(hits) and hits[last][0] == hits[last + 1][0]:
            # where the last of the best ties with the next, the ids decide which is among the best
            hits = self._settle_ties(hits, last, bonus.window)
        best = hits[: bonus.window]
        lifts = bonus.bonuses(self._load_figures([address for _, address in best]))
        lifted = [
            (score + lift, address) for (score, address), lift in zip(best, lifts, strict=True)
        ]
        return sorted(lifted, key=itemgetter(0), reverse=True) + hits[bonus.window :]

    def _load_figures(self, addresses: list[DocAddress]) -> list[ProvisionFigures]:
        columns = (self._rows.column(name, addresses) for name in ("length", "by_level", "size"))
        return [
            ProvisionFigures(length, sort_keys.level_prefix(by_level), size)
            for length, by_level, size in zip(*columns, strict=True)
        ]

    def _page_by_field(
        self, query: Query, field: str, offset: int, limit: int
    ) -> tuple[int, list[ScoredAddress]]:
        total, hits = self._search_with_ties(query, offset + limit, field)
        page = self._settle_ties(hits, offset, offset + limit)[offset : offset + limit]
        return total, [(0.0, address) for _, address in page]

    def _search_with_ties(
        self, query: Query, wanted: int, field: str | None = None
    ) -> tuple[int, list[ScoredAddress]]:
        """The number of all hits, and at least `wanted` of them with all that tie with the last.

        Hits without a score all tie and may be very many, so only some of them are returned."""
        order = Order.Asc if field else Order.Desc
        reach = wanted + _EXTRA_HITS
        while True:
            total, hits = self._search(query, reach, field, order)
            last = hits[-1][0] if hits else 0
            unscored = field is None and last == 0.0
            if len(hits) < reach or last != hits[wanted - 1][0] or unscored:
                return total, hits
            reach *= 4

    def _search(
        self, query: Query, limit: int, field: str | None = None, order: Order = Order.Desc
    ) -> tuple[int, list[ScoredAddress]]:
        # Any: tantivy's stubs do not know the count
        found: Any = self._searcher.search(query, limit, order_by_field=field, order=order)
        return found.count, found.hits

    def _settle_ties(
        self, hits: list[ScoredAddress], offset: int, wanted: int
    ) -> list[ScoredAddress]:
        """All hits; ties that reach into hits[offset:wanted] are in the order of id and position.

        A tie across the edge of a page would else come in any order, and a hit could be on two
        pages or on none."""
        if offset >= len(hits):
            return hits
        first, last = hits[offset][0], hits[min(wanted, len(hits)) - 1][0]
        low = next(at for at, hit in enumerate(hits) if hit[0] == first)
        high = max(at for at, hit in enumerate(hits) if hit[0] == last) + 1
        settled = hits[:low]
        for _, group in groupby(hits[low:high], key=itemgetter(0)):
            tied = list(group)
            settled += tied if len(tied) == 1 else self._order_ties(tied)
        return settled + hits[high:]

    def _order_ties(self, tied: list[ScoredAddress]) -> list[ScoredAddress]:
        addresses = [address for _, address in tied]
        prefixes, documents, positions = (
            self._rows.column(name, addresses) for name in ("by_id", "document", "position")
        )
        sharing: dict[int, dict[int, DocAddress]] = defaultdict(dict)
        for prefix, document, address in zip(prefixes, documents, addresses, strict=True):
            sharing[prefix][document] = address
        names = {
            document: self._rows.stored_fields(address)["id"][0]
            for members in sharing.values()
            if len(members) > 1  # ids with equal prefixes: only these are loaded
            for document, address in members.items()
        }
        keys = [
            (prefix, names.get(document, ""), position)
            for prefix, document, position in zip(prefixes, documents, positions, strict=True)
        ]
        return [tied[at] for at in sorted(range(len(tied)), key=keys.__getitem__)]

    def _read_hit(
        self,
        score: float,
        address: DocAddress,
        clauses: Sequence[ScoreClause[Query]],
        bonus: ScoreBonus,
    ) -> EngineHit:
        stored = self._rows.stored_fields(address)
        reasons = (
            *self._load_reasons(clauses, address),
            *(
                why
                for one in self._load_figures([address] if bonus.window else [])
                for why in bonus.reasons(one)
                if why.score
            ),
        )
        if self._unit == "document":
            return EngineHit(stored["id"][0], score, reasons=reasons)
        return EngineHit(
            document=stored["id"][0],
            score=score,
            address=stored["address"][0],
            start=stored["start"][0],
            end=stored["end"][0],
            revision=stored["revision"][0],
            reasons=reasons,
        )

    def _load_reasons(
        self, clauses: Sequence[ScoreClause[Query]], address: DocAddress
    ) -> Iterator[ScoreReason]:
        """The reasons of a hit: the clauses that it matches, with their scores in tantivy."""
        for clause in clauses:
            # tantivy explains only a query that matches: so the clause is put beside one that
            # always does and has the score 0
            query = self._dialect.all_of([], ranking=[clause.query])
            explanation = json.loads(query.explain(self._searcher, address).to_json())
            if explanation["value"]:
                yield clause.reason(explanation["value"])

    def _count_facets(
        self,
        match: Query,
        filters: Mapping[str, Query],
        as_of: date,
        total: Callable[[], int],
    ) -> dict[str, tuple[FacetCount, ...]]:
        """The counts of all facets, each as if its own filter were off.

        Facets without a filter are counted in one query. `total` waits for the number of rows that
        match within all filters."""
        free = [name for name in STORED_FACETS if name not in filters]
        counted = self._count_values(narrow_query(self._dialect, match, filters.values()), free)
        for name in FACET_NAMES:
            narrowed = narrow_query(
                self._dialect, match, (query for other, query in filters.items() if other != name)
            )
            if name == "status":
                all_statuses = self._search(narrowed, 1)[0] if name in filters else total()
                counted[name] = self._count_by_status(narrowed, as_of, all_statuses)
            elif name in filters:
                counted |= self._count_values(narrowed, [name])
        return order_facets(counted)

    def _count_values(self, query: Query, names: Sequence[str]) -> dict[str, list[FacetCount]]:
        if not names:
            return {}
        aggregations = {
            name: {"terms": {"field": name, "size": MAX_FACET_VALUES}} for name in names
        }
        answer = self._searcher.aggregate(query, aggregations)
        return {
            name: [FacetCount(b["key"], b["doc_count"]) for b in answer[name]["buckets"]]
            for name in names
        }

    def _count_by_status(self, query: Query, as_of: date, total: int) -> list[FacetCount]:
        others = {
            status: self._search(narrow_query(self._dialect, query, [held]), 1)[0]
            for status, held in self._statuses_on(as_of).items()
        }
        return count_statuses(others, total)

    def _find_statuses_on(self, as_of: date) -> Mapping[Status, Query]:
        """The queries of the statuses that any row has on a day, without 现行有效."""
        matcher = self._matcher(as_of)
        others = {
            each: matcher.match_status(each) for each in Status if each is not Status.IN_FORCE
        }
        return {each: held for each, held in others.items() if self._search(held, 1)[0]}
