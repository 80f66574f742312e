"""Facets, counted in the same request as the hits, each as if its own filter were off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.index.compile.match_text import Matcher
from corpus.index.elastic.mapping import Body
from corpus.index.entry.columns import STORED_FACETS
from corpus.index.query import FacetCount, by_status, ordered
from corpus.model.json_columns import Json
from corpus.model.types import Status

#: values of a facet: more than any has. Every shard tells all, so that the counts are exact
ALL_VALUES = 60_000
#: those counted under all filters, beside each that has a filter of its own
_FREE = "free"
_OTHERS = [status for status in Status if status is not Status.IN_FORCE]


@dataclass(frozen=True, slots=True)
class Facets:
    """`filters`: the query of each facet that is narrowed. The search they belong to is without
    them: they come after counting.
    """

    matcher: Matcher[Body]
    filters: Mapping[str, Body]

    def asked(self) -> Body:
        """What a search is to tell besides its hits."""
        groups: dict[str, Sequence[str]] = {name: [name] for name in self.filters}
        groups[_FREE] = [name for name in (*STORED_FACETS, "status") if name not in self.filters]
        asked: Body = {"aggs": {group: self._group(group, held) for group, held in groups.items()}}
        if self.filters:
            asked["post_filter"] = self._all_but("")
        return asked

    def told(self, answer: Json) -> dict[str, tuple[FacetCount, ...]]:
        """The facets of an answer."""
        counted: dict[str, list[FacetCount]] = {}
        for group in answer["aggregations"].values():
            for name in STORED_FACETS:
                if name in group:
                    buckets = group[name]["buckets"]
                    counted[name] = [FacetCount(b["key"], b["doc_count"]) for b in buckets]
            if "status" in group:
                buckets = group["status"]["buckets"]
                others: dict[Status, int] = {
                    status: buckets[status]["doc_count"] for status in _OTHERS
                }
                counted["status"] = by_status(others, group["doc_count"])
        return ordered(counted)

    def _group(self, own: str, names: Iterable[str]) -> Body:
        return {
            "filter": self._all_but(own),
            "aggs": {
                name: self._by_status() if name == "status" else _by_value(name) for name in names
            },
        }

    def _all_but(self, own: str) -> Body:
        dialect = self.matcher.dialect
        others = (query for name, query in self.filters.items() if name != own)
        return dialect.all_of([dialect.silent(query) for query in others])

    def _by_status(self) -> Body:
        return {"filters": {"filters": {status: self.matcher.status(status) for status in _OTHERS}}}


def _by_value(name: str) -> Body:
    return {"terms": {"field": name, "size": ALL_VALUES, "shard_size": ALL_VALUES}}
