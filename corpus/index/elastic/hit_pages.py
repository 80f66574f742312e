"""Loads pages of hits at any depth, beyond the window of one answer page after page."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from cachetools import LRUCache

from corpus.index.elastic.index_mapping import JsonBody
from corpus.index.elastic.point_in_time import PointInTime, is_partial
from corpus.model.json_columns import Json

#: the last hit that an offset reaches: the default of index.max_result_window
RESULT_WINDOW = 10_000
#: how many ends of pages are cached; the next page begins after one
_CACHED_ENDS = 1_000


@dataclass(frozen=True, slots=True)
class HitQuery:
    """The query of a list of hits.

    `sort` is an order without ties; the sort keys are all that is returned of a hit. `extra_body`
    holds what the request asks about all hits, such as facets."""

    query: JsonBody
    sort: Sequence[JsonBody]
    extra_body: JsonBody = field(default_factory=dict)

    @property
    def cache_key(self) -> str:
        """What identifies the list, whatever the page."""
        return json.dumps([self.query, self.extra_body.get("post_filter"), self.sort])


@dataclass(frozen=True, slots=True)
class HitPage:
    """A page of hits; `answer` is the first answer, which has the total and the facets."""

    total: int
    hits: list[Json]
    partial: bool
    answer: Json


class HitPages:
    """Loads the pages of one point in time. Safe in threads."""

    def __init__(self, point: PointInTime) -> None:
        self._point = point
        self._page_ends: LRUCache[tuple[str, int], Json] = LRUCache(_CACHED_ENDS)
        self._lock = threading.Lock()

    def load_page(self, hit_query: HitQuery, offset: int, limit: int) -> HitPage:
        """The hits [offset:offset + limit], and the number of all hits."""
        after = self._cached_end(hit_query, offset)
        end = offset + limit
        at = 0 if after is None and end > RESULT_WINDOW else offset
        first: Json = None
        hits: list[Json] = []
        partial = False
        while first is None or at < end:
            size = min(RESULT_WINDOW, (offset if at < offset else end) - at)
            body: JsonBody = {"size": size, "query": hit_query.query, "sort": hit_query.sort}
            body["stored_fields"] = "_none_"
            if after is not None:
                body["search_after"] = after
            elif at:
                body["from"] = at
            if first is None:
                body |= {**hit_query.extra_body, "track_total_hits": True}
            elif "post_filter" in hit_query.extra_body:
                body["post_filter"] = hit_query.extra_body["post_filter"]
            answer = self._point.search(body)
            first = first or answer
            partial = partial or is_partial(answer)
            answer_hits = answer["hits"]["hits"]
            hits += answer_hits if at >= offset else []
            at += len(answer_hits)
            if answer_hits:
                after = answer_hits[-1]["sort"]
            if len(answer_hits) < size:
                break
        if hits:
            self._cache_end(hit_query, at, after)
        return HitPage(first["hits"]["total"]["value"], hits, partial, first)

    def _cached_end(self, hit_query: HitQuery, offset: int) -> Json:
        with self._lock:
            return self._page_ends.get((hit_query.cache_key, offset)) if offset else None

    def _cache_end(self, hit_query: HitQuery, offset: int, page_end: Json) -> None:
        with self._lock:
            self._page_ends[hit_query.cache_key, offset] = page_end
