"""The engine on a cluster: any number of processes read, and write, at once."""

from __future__ import annotations

import threading
import time
import weakref
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.index.elastic.client import (
    MissingError,
    PassingError,
    connect,
    for_reading,
    persistently,
    readily,
    speaking,
)
from corpus.index.elastic.generations import ElasticGenerations, Generation
from corpus.index.elastic.mapping import NAMES
from corpus.index.elastic.reading import KEPT, Point
from corpus.index.elastic.search import ElasticSnapshot
from corpus.index.elastic.writing import ElasticWriter
from corpus.index.engine import NONE, Snapshot, UnavailableError
from corpus.index.entry.build import Entry
from corpus.index.query import FACETS, FacetCount, Request, Result, ordered
from corpus.store.cluster import Cluster

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

#: seconds that the newest snapshot is taken again, unless this process has written since. Who has
#: written waits as long before it says that it is done: nobody reads an older state then
FRESH = 0.5
_MISSING = "检索索引不见了，请重建：fagui reindex"


class NothingYet:
    """Before the first document there is no index."""

    lost = False

    def search(self, request: Request) -> Result:
        nothing: dict[str, list[FacetCount]] = {name: [] for name in FACETS}
        return Result(0, (), ordered(nothing) if request.facets else {})

    def count(self) -> int:
        return 0


class ElasticEngine:
    """Reads and writes from any thread and process."""

    shared_writing = True

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._reading = threading.Lock()
        self._newest: tuple[float, ElasticSnapshot | NothingYet] | None = None
        self._failed: tuple[float, UnavailableError] | None = None
        self._seen = False
        self._written: float | None = None
        #: points in time of snapshots that nobody holds any more
        self._left: deque[str] = deque()

    @cached_property
    def _client(self) -> Elasticsearch:
        return connect(self._cluster)

    @cached_property
    def _generations(self) -> ElasticGenerations:
        return ElasticGenerations(self._client, self._cluster)

    def exists(self) -> bool:
        """Whether there is an index to write to. Raises IndexOutdatedError, UnavailableError."""
        with speaking(self._cluster):
            there = persistently(self._generations.current) is not None
        self._seen = self._seen or there
        return there

    def write(self, entries: Iterable[Entry], gone: Mapping[str, int] = NONE) -> None:
        if not self.exists():
            if self._seen:  # an empty one would hide that all the others are missing
                raise MissingError(_MISSING)
            with self.rebuild():
                pass
        aliases = {name: self._generations.alias(name) for name in NAMES}
        try:
            ElasticWriter(self._client, self._cluster, aliases).write(entries, gone)
        finally:
            self._changed()

    def release(self) -> None:
        """What was written is found by everybody when this returns."""
        if self._written is not None:
            time.sleep(max(0.0, self._written + FRESH - time.monotonic()))
            self._written = None

    @contextmanager
    def rebuild(self) -> Iterator[ElasticWriter]:
        with speaking(self._cluster):
            fresh = self._generations.begin()
        try:
            aliases = {name: fresh.building(name) for name in NAMES}
            yield ElasticWriter(self._client, self._cluster, aliases)
            with speaking(self._cluster):
                self._generations.swap(fresh)
                time.sleep(FRESH)  # until nobody opens what was there before
                self._generations.sweep()
        except BaseException:
            with speaking(self._cluster):
                self._generations.drop(fresh)
            raise
        self._changed()

    def snapshot(self) -> Snapshot:
        with self._reading:
            now = time.monotonic()
            if self._newest is None or now > self._newest[0] + FRESH or self._newest[1].lost:
                self._newest = (now, self._taken(now))
            return self._newest[1]

    def _taken(self, now: float) -> ElasticSnapshot | NothingYet:
        """Whoever waited while one of them asked in vain is told the same, and asks not again:
        otherwise the last of thirty would wait thirty times as long.
        """
        if self._failed is not None and now < self._failed[0] + FRESH:
            raise type(self._failed[1])(str(self._failed[1]))
        try:
            return readily(self._cluster, self._read)
        except UnavailableError as error:
            self._failed = (time.monotonic(), error)
            raise

    def _changed(self) -> None:
        self._written, self._seen = time.monotonic(), True
        with self._reading:
            self._newest = self._failed = None

    def _read(self) -> ElasticSnapshot | NothingYet:
        client = for_reading(self._client, self._cluster)
        self._close_left(client)
        generation = ElasticGenerations(client, self._cluster).current()
        if generation is None and self._seen:
            raise MissingError(_MISSING)
        if generation is None:
            return NothingYet()
        self._seen = True
        try:
            return self._open(client, generation)
        except MissingError as error:  # swapped meanwhile, or its shards change places
            raise PassingError(str(error)) from error

    def _open(self, client: Elasticsearch, generation: Generation) -> ElasticSnapshot:
        points = {}
        # against the order of writing: what is joined to is never older than what joins
        for name, unit in reversed(list(NAMES.items())):
            with speaking(self._cluster):
                told = client.open_point_in_time(index=generation.index(name), keep_alive=KEPT)
            points[unit] = Point(client, self._cluster, told["id"])
        snapshot = ElasticSnapshot(points)
        weakref.finalize(snapshot, self._left.extend, [point.id for point in points.values()])
        return snapshot

    def _close_left(self, client: Elasticsearch) -> None:
        """Where it fails, they end by themselves."""
        with suppress(UnavailableError), speaking(self._cluster):
            while self._left:
                client.options(ignore_status=404).close_point_in_time(id=self._left.popleft())
