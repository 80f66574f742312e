"""Hits in an order, however deep: beyond the window of one answer, page after page."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from cachetools import LRUCache

from corpus.index.elastic.index_mapping import JsonBody
from corpus.index.elastic.point_in_time import PointInTime, is_partial
from corpus.model.json_columns import Json

#: hits that an answer reaches (index.max_result_window)
RESULT_WINDOW = 10_000
#: places in lists that are remembered: who pages on begins there
_CACHED_ENDS = 1_000


@dataclass(frozen=True, slots=True)
class HitQuery:
    """A list of hits: its query, an order that ends all ties, whose keys are all that comes back
    of a hit; and what else the search is to tell of all hits.
    """

    query: JsonBody
    sort: Sequence[JsonBody]
    extra_body: JsonBody = field(default_factory=dict)

    @property
    def cache_key(self) -> str:
        return json.dumps([self.query, self.extra_body.get("post_filter"), self.sort])


@dataclass(frozen=True, slots=True)
class HitPage:
    """`answer`: to the search that counted all."""

    total: int
    hits: list[Json]
    partial: bool
    answer: Json


class HitPages:
    """The lists of one point in time. Safe in threads."""

    def __init__(self, point: PointInTime) -> None:
        self._point = point
        self._page_ends: LRUCache[tuple[str, int], Json] = LRUCache(_CACHED_ENDS)
        self._lock = threading.Lock()

    def load_page(self, hit_query: HitQuery, offset: int, limit: int) -> HitPage:
        """hits[offset:offset + limit], and how many there are in all."""
        after = self._cached_end(hit_query, offset)
        end = offset + limit
        at = 0 if after is None and end > RESULT_WINDOW else offset
        first: Json = None
        hits: list[Json] = []
        cut = False
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
            cut = cut or is_partial(answer)
            found = answer["hits"]["hits"]
            hits += found if at >= offset else []
            at += len(found)
            if found:
                after = found[-1]["sort"]
            if len(found) < size:
                break
        if hits:
            self._cache_end(hit_query, at, after)
        return HitPage(first["hits"]["total"]["value"], hits, cut, first)

    def _cached_end(self, hit_query: HitQuery, offset: int) -> Json:
        with self._lock:
            return self._page_ends.get((hit_query.cache_key, offset)) if offset else None

    def _cache_end(self, hit_query: HitQuery, offset: int, page_end: Json) -> None:
        with self._lock:
            self._page_ends[hit_query.cache_key, offset] = page_end
