"""Searches the cluster as it was at one moment, with the hits and order of the embedded engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from corpus.index.compile.examine_folds import FoldedDocument
from corpus.index.compile.fold_cache import FoldCache
from corpus.index.compile.match_text import QueryMatcher
from corpus.index.compile.score_bonus import ProvisionFigures, ScoreBonus
from corpus.index.compile.translate_query import QueryTranslator, ScoreClause
from corpus.index.compile.view_joins import DatedLookup, ViewJoins
from corpus.index.elastic.elastic_fields import read_number
from corpus.index.elastic.facet_counts import FacetCounting
from corpus.index.elastic.hit_pages import HitPage, HitPages, HitQuery
from corpus.index.elastic.index_mapping import JsonBody
from corpus.index.elastic.point_in_time import PointInTime
from corpus.index.elastic.queries import ElasticDialect
from corpus.index.elastic.writer import provision_id
from corpus.index.index_stamp import IndexState
from corpus.index.query_tree import (
    EngineHit,
    EngineResult,
    QueryNode,
    ScoreReason,
    SearchRequest,
    TextScope,
)
from corpus.index.search_options import HitUnit, SortOrder
from corpus.index.time_budget import check_budget
from corpus.model.json_columns import Json
from corpus.store.statement_batches import parameter_batches

#: keys in one answer
_KEYS_PER_ANSWER = 10_000
#: documents in one answer whose folds are examined
_FOLDS_PER_ANSWER = 50
_SORT_BODIES: Mapping[SortOrder, list[JsonBody]] = {
    "relevance": [{"_score": "desc"}],
    "date": [{"by_date": "asc"}],
    "level": [{"by_level": "asc"}],
}
#: the columns that order ties: the document, and the position in it. The columns after them decide
#: nothing; as sort keys they come back with each hit, which costs far less than fetching them for
#: every hit that a bonus may raise
_TIE_COLUMNS: Mapping[HitUnit, list[str]] = {
    "document": ["id"],
    "provision": [
        "id",
        "position",
        "address",
        "start",
        "end",
        "revision",
        "length",
        "by_level",
        "size",
    ],
}

#: a score, and a hit as Elasticsearch returns it
ScoredJson: TypeAlias = tuple[float, Json]


class ElasticSnapshot:
    """A state of the index; later writes do not appear in it. Safe in threads."""

    def __init__(
        self, points: Mapping[HitUnit, PointInTime], folds: FoldCache, state: IndexState
    ) -> None:
        #: what the index said of itself when it was opened
        self.state = state
        self._points = tuple(points.values())
        joins = ViewJoins(folds)
        self._views: dict[HitUnit, _ElasticView] = {
            unit: _ElasticView(point, unit, joins) for unit, point in points.items()
        }
        joins.documents, joins.provisions = self._views["document"], self._views["provision"]

    @property
    def lost(self) -> bool:
        """Whether the cluster has dropped this state, as far as is known."""
        return any(point.lost for point in self._points)

    def search(self, request: SearchRequest) -> EngineResult:
        return self._views[request.unit].search(request)

    def count(self) -> int:
        return self._views["document"].count()

    def warm(self) -> None:
        """Nothing: the cluster is not asked for all it holds whenever a server starts."""


class _ElasticView:
    """One of the two indexes."""

    def __init__(self, point: PointInTime, unit: HitUnit, joins: ViewJoins) -> None:
        self._point = point
        self._pages = HitPages(point)
        self._unit = unit
        self._joins = joins
        self._dialect = ElasticDialect()
        self._tie_order: list[JsonBody] = [{name: "asc"} for name in _TIE_COLUMNS[unit]]

    def count(self) -> int:
        answer = self._point.search_complete({"size": 0, "track_total_hits": True})
        return int(answer["hits"]["total"]["value"])

    def keys(self, as_of: date, item: QueryNode, field: str) -> Sequence[int]:
        return [key for (key,) in self._load_keys(self._matcher(as_of).match(item), field)]

    def whole_keys(
        self, as_of: date, scope: TextScope, item: QueryNode, field: str
    ) -> Sequence[int]:
        query = self._matcher(as_of).match_whole(scope, item)
        return [] if query is None else [key for (key,) in self._load_keys(query, field)]

    def split_positions(
        self, as_of: date, scope: TextScope, item: QueryNode, decided: Sequence[int]
    ) -> Mapping[int, Sequence[int]]:
        query = self._matcher(as_of).match_split(scope, item, decided)
        positions: dict[int, list[int]] = defaultdict(list)
        for document, position in self._load_keys(query, "document", "position"):
            positions[document].append(position)
        return positions

    def _load_keys(self, query: JsonBody, *fields: str) -> Iterator[tuple[int, ...]]:
        """The values of some columns of all rows that a query matches, once each."""
        source: JsonBody = {
            "size": _KEYS_PER_ANSWER,
            "sources": [{field: {"terms": {"field": field}}} for field in fields],
        }
        while True:
            answer = self._point.search_complete(
                {"size": 0, "query": query, "aggs": {"keys": {"composite": source}}}
            )["aggregations"]["keys"]
            for bucket in answer["buckets"]:
                yield tuple(read_number(field, bucket["key"][field]) for field in fields)
            if len(answer["buckets"]) < _KEYS_PER_ANSWER:
                return
            check_budget()
            source = {**source, "after": answer["after_key"]}

    def fold_keys(self, documents: Sequence[int] | None) -> Mapping[int, int]:
        query = (
            self._dialect.match_all()
            if documents is None
            else self._dialect.among("document", documents)
        )
        return {pair[0]: pair[1] for pair in self._load_keys(query, "document", "folds_key")}

    def load_folds(self, documents: Sequence[int]) -> Iterator[tuple[int, FoldedDocument]]:
        for batch in parameter_batches(documents, _FOLDS_PER_ANSWER):
            body: JsonBody = {
                "size": len(batch),
                "query": self._dialect.among("document", batch),
                "sort": [{"_shard_doc": "asc"}],
                "docvalue_fields": ["document"],
            }
            for hit in self._point.search_complete(body)["hits"]["hits"]:
                folds = FoldedDocument(hit["_source"]["folds"]["told"].encode())
                yield read_number("document", hit["fields"]["document"][0]), folds

    def _matcher(self, as_of: date) -> QueryMatcher[JsonBody]:
        return QueryMatcher(self._dialect, self._unit, DatedLookup(self._joins, as_of), as_of)

    def search(self, request: SearchRequest) -> EngineResult:
        translator = QueryTranslator(self._matcher(request.as_of))
        filters = translator.translate_filters(request.filters)
        facets = FacetCounting(translator.matcher, filters) if request.facets else None
        # each facet is counted as if its own filter were off, so with facets the filters apply
        # after counting
        within = [] if facets else list(filters.values())
        translation = translator.translate(request.query, within)
        ranked = request.sort == "relevance" and bool(translation.clauses)
        bonus = ScoreBonus.for_query(request.query, self._unit) if ranked else ScoreBonus()
        scored = ranked or request.sort != "relevance"
        hit_query = HitQuery(
            query=translation.ranked if ranked else translation.matching,
            sort=(_SORT_BODIES[request.sort] if scored else []) + self._tie_order,
            extra_body=facets.request_body() if facets else {},
        )
        page, hits = self._load_page(hit_query, bonus, request.offset, request.limit)
        reasons: Sequence[tuple[ScoreReason, ...]] = (
            self._load_reasons(translation.clauses, bonus, request.offset, hits)
            if request.explain
            else [()] * len(hits)
        )
        return EngineResult(
            total=page.total,
            hits=tuple(
                self._read_hit(score, hit, why)
                for (score, hit), why in zip(hits, reasons, strict=True)
            ),
            facets=facets.read_counts(page.answer) if facets else {},
            partial=page.partial,
        )

    def _load_page(
        self, hit_query: HitQuery, bonus: ScoreBonus, offset: int, limit: int
    ) -> tuple[HitPage, list[ScoredJson]]:
        """The page, and its hits with their scores.

        The best hits are ordered with their bonus; hits without a score get none."""
        if offset >= bonus.window:
            page = self._pages.load_page(hit_query, offset, limit)
            return page, [(hit["_score"] or 0.0, hit) for hit in page.hits]
        page = self._pages.load_page(hit_query, 0, max(offset + limit, bonus.window))
        hits: list[ScoredJson] = [(hit["_score"], hit) for hit in page.hits]
        best = [hit for hit in hits[: bonus.window] if hit[0]]
        lifts = bonus.bonuses([self._figures(hit) for _, hit in best])
        lifted = [(score + lift, hit) for (score, hit), lift in zip(best, lifts, strict=True)]
        lifted.sort(key=lambda each: (-each[0], *self._document_and_position(each[1])))
        return page, [*lifted, *hits[len(best) :]][offset : offset + limit]

    def _document_and_position(self, hit: Json) -> tuple[str, int]:
        """A hit's document, and its position in there (0 for a document)."""
        values = self._sort_values(hit)
        return values["id"], values.get("position", 0)

    def _sort_values(self, hit: Json) -> Json:
        """The values of the tie columns by name.

        A point in time adds a sort key of its own at the end, which is left out."""
        names = _TIE_COLUMNS[self._unit]
        return dict(zip(names, hit["sort"][-len(names) - 1 : -1], strict=True))

    def _figures(self, hit: Json) -> ProvisionFigures:
        values = self._sort_values(hit)
        return ProvisionFigures(values["length"], values["by_level"], values["size"])

    def _row_id(self, hit: Json) -> str:
        document, position = self._document_and_position(hit)
        return document if self._unit == "document" else provision_id(document, position)

    def _read_hit(self, score: float, hit: Json, reasons: tuple[ScoreReason, ...]) -> EngineHit:
        values = self._sort_values(hit)
        return EngineHit(
            document=values["id"],
            score=score,
            address=values.get("address"),
            start=values.get("start"),
            end=values.get("end"),
            revision=values.get("revision"),
            reasons=reasons,
        )

    def _load_reasons(
        self,
        clauses: Sequence[ScoreClause[JsonBody]],
        bonus: ScoreBonus,
        offset: int,
        hits: Sequence[ScoredJson],
    ) -> list[tuple[ScoreReason, ...]]:
        """The reasons of each hit: the clauses that it matches with their scores, and its bonus.

        The scores are those that Elasticsearch gives to each clause; only the best hits have a
        bonus."""
        scores_by_row = self._clause_scores(clauses, hits)
        reasons = []
        for at, (score, hit) in enumerate(hits, offset):
            scores = scores_by_row.get(self._row_id(hit), {})
            hit_reasons = [
                clause.reason(scores[str(number)])
                for number, clause in enumerate(clauses)
                if scores.get(str(number))
            ]
            if at < bonus.window and score:
                hit_reasons += [
                    reason for reason in bonus.reasons(self._figures(hit)) if reason.score
                ]
            reasons.append(tuple(hit_reasons))
        return reasons

    def _clause_scores(
        self, clauses: Sequence[ScoreClause[JsonBody]], hits: Sequence[ScoredJson]
    ) -> Mapping[str, Mapping[str, float]]:
        """For each row the scores of the clauses that it matches, by the number of the clause."""
        if not hits or not clauses:
            return {}
        rows = [self._row_id(hit) for _, hit in hits]
        named_queries: list[JsonBody] = [
            {"bool": {"must": [clause.query], "_name": str(number)}}
            for number, clause in enumerate(clauses)
        ]
        query = self._dialect.all_of(
            [self._dialect.without_score({"ids": {"values": rows}})], (), named_queries
        )
        body: JsonBody = {"size": len(rows), "query": query, "_source": False}
        answer = self._point.search(body, {"include_named_queries_score": "true"})
        return {hit["_id"]: hit.get("matched_queries", {}) for hit in answer["hits"]["hits"]}
