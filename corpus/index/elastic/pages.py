"""Hits in an order, however deep: beyond the window of one answer, page after page."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.index.elastic.mapping import Body
from corpus.index.elastic.reading import Point, partial
from corpus.model.json_columns import Json

#: hits that an answer reaches (index.max_result_window)
WINDOW = 10_000
#: places in lists that are remembered: who pages on begins there
_REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A list of hits: its query, an order that ends all ties, whose keys are all that comes back
    of a hit; and what else the search is to tell of all hits.
    """

    query: Body
    sort: Sequence[Body]
    more: Body = field(default_factory=dict)

    @property
    def key(self) -> str:
        return json.dumps([self.query, self.more.get("post_filter"), self.sort])


@dataclass(frozen=True, slots=True)
class Listed:
    """`answer`: to the search that counted all."""

    total: int
    hits: list[Json]
    partial: bool
    answer: Json


class Pages:
    """The lists of one point in time. Safe in threads."""

    def __init__(self, point: Point) -> None:
        self._point = point
        self._places: OrderedDict[tuple[str, int], Json] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, asked: Asked, offset: int, limit: int) -> Listed:
        """hits[offset:offset + limit], and how many there are in all."""
        after = self._place(asked, offset)
        end = offset + limit
        at = 0 if after is None and end > WINDOW else offset
        first: Json = None
        hits: list[Json] = []
        cut = False
        while first is None or at < end:
            size = min(WINDOW, (offset if at < offset else end) - at)
            body: Body = {"size": size, "query": asked.query, "sort": asked.sort}
            body["stored_fields"] = "_none_"
            if after is not None:
                body["search_after"] = after
            elif at:
                body["from"] = at
            if first is None:
                body |= {**asked.more, "track_total_hits": True}
            elif "post_filter" in asked.more:
                body["post_filter"] = asked.more["post_filter"]
            answer = self._point.ask(body)
            first = first or answer
            cut = cut or partial(answer)
            found = answer["hits"]["hits"]
            hits += found if at >= offset else []
            at += len(found)
            if found:
                after = found[-1]["sort"]
            if len(found) < size:
                break
        if hits:
            self._remember(asked, at, after)
        return Listed(first["hits"]["total"]["value"], hits, cut, first)

    def _place(self, asked: Asked, offset: int) -> Json:
        with self._lock:
            return self._places.get((asked.key, offset)) if offset else None

    def _remember(self, asked: Asked, at: int, place: Json) -> None:
        with self._lock:
            self._places[asked.key, at] = place
            while len(self._places) > _REMEMBERED:
                self._places.popitem(last=False)
