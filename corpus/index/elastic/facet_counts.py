"""Counts facets in the request for the hits, each facet as if its own filter were off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.index.compile.match_text import QueryMatcher
from corpus.index.elastic.index_mapping import JsonBody
from corpus.index.entry.index_columns import STORED_FACETS
from corpus.index.query_tree import FacetCount, count_statuses, order_facets
from corpus.model.domain_types import Status
from corpus.model.json_columns import Json

#: the most values of a facet, more than any has. Every shard returns all of them, so that the
#: counts are exact
MAX_FACET_VALUES = 60_000
#: the group of facets without a filter of their own; every other facet is a group by itself
_UNFILTERED = "free"
_COUNTED_STATUSES = [status for status in Status if status is not Status.IN_FORCE]


@dataclass(frozen=True, slots=True)
class FacetCounting:
    """The facets of one search.

    `filters` maps each facet that has a filter to its query. The query of the search does not
    contain them, because they apply after counting."""

    matcher: QueryMatcher[JsonBody]
    filters: Mapping[str, JsonBody]

    def request_body(self) -> JsonBody:
        """The parts of the request that count facets and then filter the hits."""
        groups: dict[str, Sequence[str]] = {name: [name] for name in self.filters}
        groups[_UNFILTERED] = [
            name for name in (*STORED_FACETS, "status") if name not in self.filters
        ]
        body: JsonBody = {
            "aggs": {group: self._group(group, held) for group, held in groups.items()}
        }
        if self.filters:
            body["post_filter"] = self._all_but("")
        return body

    def read_counts(self, answer: Json) -> dict[str, tuple[FacetCount, ...]]:
        """The counts of all facets in an answer."""
        counted: dict[str, list[FacetCount]] = {}
        for group in answer["aggregations"].values():
            for name in STORED_FACETS:
                if name in group:
                    buckets = group[name]["buckets"]
                    counted[name] = [FacetCount(b["key"], b["doc_count"]) for b in buckets]
            if "status" in group:
                buckets = group["status"]["buckets"]
                others: dict[Status, int] = {
                    status: buckets[status]["doc_count"] for status in _COUNTED_STATUSES
                }
                counted["status"] = count_statuses(others, group["doc_count"])
        return order_facets(counted)

    def _group(self, own: str, names: Iterable[str]) -> JsonBody:
        return {
            "filter": self._all_but(own),
            "aggs": {
                name: self._by_status() if name == "status" else _by_value(name) for name in names
            },
        }

    def _all_but(self, own: str) -> JsonBody:
        dialect = self.matcher.dialect
        others = (query for name, query in self.filters.items() if name != own)
        return dialect.all_of([dialect.without_score(query) for query in others])

    def _by_status(self) -> JsonBody:
        return {
            "filters": {
                "filters": {
                    status: self.matcher.match_status(status) for status in _COUNTED_STATUSES
                }
            }
        }


def _by_value(name: str) -> JsonBody:
    return {"terms": {"field": name, "size": MAX_FACET_VALUES, "shard_size": MAX_FACET_VALUES}}
