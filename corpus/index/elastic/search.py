"""Searching the cluster as it stood at one moment, by the rules of the embedded engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial as given
from typing import TypeAlias

from corpus.index.compile.bonus import Bonus, Standing
from corpus.index.compile.joins import Joined, Joins
from corpus.index.compile.match_text import Matcher
from corpus.index.compile.translate import Clause, Translator
from corpus.index.elastic.facets import Facets
from corpus.index.elastic.mapping import Body
from corpus.index.elastic.pages import Asked, Listed, Pages
from corpus.index.elastic.queries import ElasticClauses
from corpus.index.elastic.reading import Point
from corpus.index.elastic.writing import row
from corpus.index.entry.scopes import any_holds, needed
from corpus.index.query import Found, Near, Node, Reason, Request, Result, Scope, Sort, Unit
from corpus.model.json_columns import Json

#: keys of one answer
_KEYS = 10_000
#: rows of one answer whose folds are looked at
_FOLDS = 500
_SORTS: Mapping[Sort, list[Body]] = {
    "relevance": [{"_score": "desc"}],
    "date": [{"by_date": "asc"}],
    "level": [{"by_level": "asc"}],
}
#: how ties end: by the document, and the place in it. What follows decides nothing: that a column
#: comes back as a key costs far less than to fetch it for each of the hits that a bonus may lift
_ENDS: Mapping[Unit, list[str]] = {
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

#: a score, and a hit as Elasticsearch tells it
Hit: TypeAlias = tuple[float, Json]


class ElasticSnapshot:
    """What is written later does not show in it. Safe in threads."""

    def __init__(self, points: Mapping[Unit, Point]) -> None:
        self._points = tuple(points.values())
        joins = Joins()
        self._views: dict[Unit, _View] = {
            unit: _View(point, unit, joins.find) for unit, point in points.items()
        }
        for unit, view in self._views.items():
            joins.add(unit, view)

    @property
    def lost(self) -> bool:
        """Whether it is known that it can tell nothing any more."""
        return any(point.lost for point in self._points)

    def search(self, request: Request) -> Result:
        return self._views[request.unit].search(request)

    def count(self) -> int:
        return self._views["document"].count()


class _View:
    """One of the two indexes."""

    def __init__(self, point: Point, unit: Unit, joined: Joined) -> None:
        self._point = point
        self._pages = Pages(point)
        self._unit = unit
        self._joined = joined
        self._clauses = ElasticClauses()
        self._ends: list[Body] = [{name: "asc"} for name in _ENDS[unit]]

    def count(self) -> int:
        answer = self._point.ask_all({"size": 0, "track_total_hits": True})
        return int(answer["hits"]["total"]["value"])

    def keys(self, as_of: date, item: Node, field: str) -> Sequence[int]:
        matcher = self._matcher(as_of)
        query = matcher.near(item) if isinstance(item, Near) else matcher.match(item)
        found: list[int] = []
        source: Body = {"size": _KEYS, "sources": [{"key": {"terms": {"field": field}}}]}
        while True:
            told = self._point.ask_all(
                {"size": 0, "query": query, "aggs": {"keys": {"composite": source}}}
            )["aggregations"]["keys"]
            found += [bucket["key"]["key"] for bucket in told["buckets"]]
            if len(told["buckets"]) < _KEYS:
                return found
            source = {**source, "after": told["after_key"]}

    def holding(self, as_of: date, scope: Scope, item: Node, field: str) -> set[int]:
        could = self._matcher(as_of).match(
            needed(item, "title" if self._unit == "document" else "any")
        )
        return {
            hit["fields"][field][0]
            for hit in self._folds(could, field)
            if any_holds(
                hit["_source"]["folds"]["told"].encode(),
                scope,
                item,
                title=self._unit == "document",
            )
        }

    def _folds(self, query: Body, field: str) -> Iterator[Json]:
        body: Body = {
            "size": _FOLDS,
            "query": self._clauses.all_of([query, {"exists": {"field": field}}]),
            "sort": [{"_shard_doc": "asc"}],
            "docvalue_fields": [field],
        }
        while True:
            hits = self._point.ask_all(body)["hits"]["hits"]
            yield from (hit for hit in hits if "folds" in hit.get("_source", ()))
            if len(hits) < _FOLDS:
                return
            body = {**body, "search_after": hits[-1]["sort"]}

    def _matcher(self, as_of: date) -> Matcher[Body]:
        return Matcher(self._clauses, self._unit, given(self._joined, as_of), as_of)

    def search(self, request: Request) -> Result:
        translator = Translator(self._matcher(request.as_of))
        filters = translator.filters(request.filters)
        facets = Facets(translator.matcher, filters) if request.facets else None
        # a facet counts as if its own filter were off: then the filters come after counting
        within = [] if facets else list(filters.values())
        translation = translator.translate(request.query, within)
        ranked = request.sort == "relevance" and bool(translation.clauses)
        bonus = Bonus.of(request.query, self._unit) if ranked else Bonus()
        scored = ranked or request.sort != "relevance"
        asked = Asked(
            query=translation.ranked if ranked else translation.matching,
            sort=(_SORTS[request.sort] if scored else []) + self._ends,
            more=facets.asked() if facets else {},
        )
        listed, hits = self._page(asked, bonus, request.offset, request.limit)
        reasons: Sequence[tuple[Reason, ...]] = (
            self._reasons(translation.clauses, bonus, request.offset, hits)
            if request.explain
            else [()] * len(hits)
        )
        return Result(
            total=listed.total,
            hits=tuple(
                self._found(score, hit, why)
                for (score, hit), why in zip(hits, reasons, strict=True)
            ),
            facets=facets.told(listed.answer) if facets else {},
            partial=listed.partial,
        )

    def _page(
        self, asked: Asked, bonus: Bonus, offset: int, limit: int
    ) -> tuple[Listed, list[Hit]]:
        """The best hits are put in order with their bonus; those that nothing ranks have none."""
        if offset >= bonus.window:
            listed = self._pages.page(asked, offset, limit)
            return listed, [(hit["_score"] or 0.0, hit) for hit in listed.hits]
        listed = self._pages.page(asked, 0, max(offset + limit, bonus.window))
        hits: list[Hit] = [(hit["_score"], hit) for hit in listed.hits]
        best = [hit for hit in hits[: bonus.window] if hit[0]]
        lifts = bonus.lifts([self._standing(hit) for _, hit in best])
        lifted = [(score + lift, hit) for (score, hit), lift in zip(best, lifts, strict=True)]
        lifted.sort(key=lambda each: (-each[0], *self._place(each[1])))
        return listed, [*lifted, *hits[len(best) :]][offset : offset + limit]

    def _place(self, hit: Json) -> tuple[str, int]:
        """A hit's document, and its place in there."""
        told = self._columns(hit)
        return told["id"], told.get("position", 0)

    def _columns(self, hit: Json) -> Json:
        """By name. A point in time adds a key of its own at the end."""
        names = _ENDS[self._unit]
        return dict(zip(names, hit["sort"][-len(names) - 1 : -1], strict=True))

    def _standing(self, hit: Json) -> Standing:
        told = self._columns(hit)
        return Standing(told["length"], told["by_level"], told["size"])

    def _row(self, hit: Json) -> str:
        document, position = self._place(hit)
        return document if self._unit == "document" else row(document, position)

    def _found(self, score: float, hit: Json, reasons: tuple[Reason, ...]) -> Found:
        told = self._columns(hit)
        return Found(
            document=told["id"],
            score=score,
            address=told.get("address"),
            start=told.get("start"),
            end=told.get("end"),
            revision=told.get("revision"),
            reasons=reasons,
        )

    def _reasons(
        self, clauses: Sequence[Clause[Body]], bonus: Bonus, offset: int, hits: Sequence[Hit]
    ) -> list[tuple[Reason, ...]]:
        """Of the clauses those that each hit fits, as the engine counts them, and the bonus of the
        best.
        """
        counted = self._counted(clauses, hits)
        reasons = []
        for at, (score, hit) in enumerate(hits, offset):
            told = counted.get(self._row(hit), {})
            why = [
                clause.reason(told[str(number)])
                for number, clause in enumerate(clauses)
                if told.get(str(number))
            ]
            if at < bonus.window and score:
                why += [reason for reason in bonus.reasons(self._standing(hit)) if reason.score]
            reasons.append(tuple(why))
        return reasons

    def _counted(
        self, clauses: Sequence[Clause[Body]], hits: Sequence[Hit]
    ) -> Mapping[str, Mapping[str, float]]:
        """Row → number of a clause → its score."""
        if not hits or not clauses:
            return {}
        rows = [self._row(hit) for _, hit in hits]
        named: list[Body] = [
            {"bool": {"must": [clause.query], "_name": str(number)}}
            for number, clause in enumerate(clauses)
        ]
        query = self._clauses.all_of([self._clauses.silent({"ids": {"values": rows}})], (), named)
        body: Body = {"size": len(rows), "query": query, "_source": False}
        answer = self._point.ask(body, {"include_named_queries_score": "true"})
        return {hit["_id"]: hit.get("matched_queries", {}) for hit in answer["hits"]["hits"]}
