"""The engine on an Elasticsearch cluster: any number of processes read and write at once."""

from __future__ import annotations

import threading
import time
import weakref
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.index.compile.fold_cache import FoldCache
from corpus.index.elastic.cluster_client import (
    IndexMissingError,
    TransientEngineError,
    connect_cluster,
    reading_client,
    retry_read,
    retry_request,
    translate_errors,
)
from corpus.index.elastic.generations import ElasticGenerations, IndexGeneration
from corpus.index.elastic.index_mapping import INDEX_UNITS
from corpus.index.elastic.point_in_time import KEEP_ALIVE, PointInTime
from corpus.index.elastic.snapshot import ElasticSnapshot
from corpus.index.elastic.writer import ElasticWriter
from corpus.index.entry.build_entry import IndexEntry
from corpus.index.index_stamp import NO_INDEX, IndexStamp, IndexState
from corpus.index.query_tree import (
    EngineResult,
    FacetCount,
    SearchRequest,
    order_facets,
)
from corpus.index.search_engine import NO_DELETIONS, EngineUnavailableError, IndexSnapshot
from corpus.index.search_options import FACET_NAMES
from corpus.store.cluster import Cluster

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

#: seconds for which a snapshot is reused, unless this process has written since. `finish_writing`
#: waits as long: after it no process reads an older state
SNAPSHOT_SECONDS = 0.5
_INDEX_MISSING = "检索索引不见了，请重建：fagui reindex"


class EmptySnapshot:
    """The snapshot before the first document, when there is no index."""

    lost = False
    state = NO_INDEX

    def search(self, request: SearchRequest) -> EngineResult:
        nothing: dict[str, list[FacetCount]] = {name: [] for name in FACET_NAMES}
        return EngineResult(0, (), order_facets(nothing) if request.facets else {})

    def count(self) -> int:
        return 0

    def warm(self) -> None:
        """Nothing."""


class ElasticEngine:
    """Reads and writes from any thread and process."""

    shared_writing = True

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._folds = FoldCache()
        self._snapshot_lock = threading.Lock()
        self._cached_snapshot: tuple[float, ElasticSnapshot | EmptySnapshot] | None = None
        self._last_failure: tuple[float, EngineUnavailableError] | None = None
        self._index_seen = False
        self._last_write: float | None = None
        #: points in time of snapshots that have been garbage-collected
        self._unused_points: deque[str] = deque()

    @cached_property
    def _client(self) -> Elasticsearch:
        return connect_cluster(self._cluster)

    @cached_property
    def _generations(self) -> ElasticGenerations:
        return ElasticGenerations(self._client, self._cluster)

    def exists(self) -> bool:
        """Whether there is an index to write to.

        Raises IndexOutdatedError, EngineUnavailableError.
        """
        with translate_errors(self._cluster):
            there = retry_request(self._generations.current) is not None
        self._index_seen = self._index_seen or there
        return there

    def write(
        self, entries: Iterable[IndexEntry], deleted: Mapping[str, int] = NO_DELETIONS
    ) -> None:
        if not self.exists():
            if self._index_seen:  # an empty index would hide that all other documents are missing
                raise IndexMissingError(_INDEX_MISSING)
            with self.rebuild():
                pass
        try:
            self._writer().write(entries, deleted)
        finally:
            self._mark_written()

    def write_stamp(self, stamp: IndexStamp) -> None:
        self._writer().write_stamp(stamp)

    def _writer(self) -> ElasticWriter:
        aliases = {name: self._generations.alias(name) for name in INDEX_UNITS}
        return ElasticWriter(self._client, self._cluster, aliases)

    def state(self) -> IndexState:
        with translate_errors(self._cluster):
            return _state_of(retry_request(self._generations.current))

    def needs_rebuild(self) -> bool:
        return False

    def check(self) -> None:
        """Elasticsearch checks its files whenever it reads them."""

    def finish_writing(self) -> None:
        """Wait until every process finds what was written."""
        if self._last_write is not None:
            time.sleep(max(0.0, self._last_write + SNAPSHOT_SECONDS - time.monotonic()))
            self._last_write = None

    @contextmanager
    def rebuild(self) -> Iterator[ElasticWriter]:
        with translate_errors(self._cluster):
            generation = self._generations.begin()
        try:
            aliases = {name: generation.building_alias(name) for name in INDEX_UNITS}
            yield ElasticWriter(self._client, self._cluster, aliases)
            with translate_errors(self._cluster):
                self._generations.swap(generation)
                time.sleep(SNAPSHOT_SECONDS)  # until no process opens the old generation any more
                self._generations.sweep()
        except BaseException:
            with translate_errors(self._cluster):
                self._generations.drop(generation)
            raise
        self._mark_written()

    def snapshot(self) -> IndexSnapshot:
        with self._snapshot_lock:
            now = time.monotonic()
            if (
                self._cached_snapshot is None
                or now > self._cached_snapshot[0] + SNAPSHOT_SECONDS
                or self._cached_snapshot[1].lost
            ):
                self._cached_snapshot = (now, self._take_snapshot(now))
            return self._cached_snapshot[1]

    def _take_snapshot(self, now: float) -> ElasticSnapshot | EmptySnapshot:
        """The newest snapshot, or the error with which another thread has just failed to open one.

        Threads wait for the lock in turn: if each retried on its own, the last of thirty would wait
        thirty times as long."""
        if self._last_failure is not None and now < self._last_failure[0] + SNAPSHOT_SECONDS:
            raise type(self._last_failure[1])(str(self._last_failure[1]))
        try:
            return retry_read(self._cluster, self._open_newest)
        except EngineUnavailableError as error:
            self._last_failure = (time.monotonic(), error)
            raise

    def _mark_written(self) -> None:
        self._last_write, self._index_seen = time.monotonic(), True
        with self._snapshot_lock:
            self._cached_snapshot = self._last_failure = None

    def _open_newest(self) -> ElasticSnapshot | EmptySnapshot:
        client = reading_client(self._client, self._cluster)
        self._close_unused_points(client)
        generation = ElasticGenerations(client, self._cluster).current()
        if generation is None and self._index_seen:
            raise IndexMissingError(_INDEX_MISSING)
        if generation is None:
            return EmptySnapshot()
        self._index_seen = True
        try:
            return self._open_snapshot(client, generation)
        except IndexMissingError as error:  # swapped meanwhile, or a shard is moving
            raise TransientEngineError(str(error)) from error

    def _open_snapshot(self, client: Elasticsearch, generation: IndexGeneration) -> ElasticSnapshot:
        points = {}
        # in the reverse order of writing: the index that is joined to is never older than the one
        # that joins
        for name, unit in reversed(list(INDEX_UNITS.items())):
            with translate_errors(self._cluster):
                answer = client.open_point_in_time(
                    index=generation.index_name(name), keep_alive=KEEP_ALIVE
                )
            points[unit] = PointInTime(client, self._cluster, answer["id"])
        snapshot = ElasticSnapshot(points, self._folds, _state_of(generation))
        weakref.finalize(
            snapshot, self._unused_points.extend, [point.id for point in points.values()]
        )
        return snapshot

    def _close_unused_points(self, client: Elasticsearch) -> None:
        """Close unused points in time; where closing fails, they expire by themselves."""
        with suppress(EngineUnavailableError), translate_errors(self._cluster):
            while self._unused_points:
                client.options(ignore_status=404).close_point_in_time(
                    id=self._unused_points.popleft()
                )


def _state_of(generation: IndexGeneration | None) -> IndexState:
    return NO_INDEX if generation is None else IndexState(exists=True, stamp=generation.stamp)
