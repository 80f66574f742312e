"""Empties the index queue: documents that changed in SQL are written into the index.

A row leaves the queue only after the commit that made its document findable. So a process that is
killed at any point leaves rows that the next one writes again, with an equal result."""

from __future__ import annotations

import time
from collections.abc import Callable

from corpus.index.search_engine import IndexOutdatedError, SearchEngine
from corpus.index.update.feed_index import feed_index
from corpus.index.update.index_queue import claim_rows, has_waiting_rows
from corpus.index.update.rebuild_index import (
    COMMIT_DOCUMENTS,
    RebuildRunningError,
    rebuild_locked,
    reindex,
)
from corpus.store.database import Database, locks_single_rows
from corpus.store.home import Home
from corpus.store.locks import hold_lock

#: documents that one process claims at a time, where other processes write as well
CLAIM_ROWS = 400
#: seconds after which rows that another process holds are checked again
WAIT_SECONDS = 0.02

#: called with the number of documents just written
BatchCallback = Callable[[int], None]


def drain_index_queue(
    database: Database,
    engine: SearchEngine,
    home: Home,
    *,
    until: int | None = None,
    on_batch: BatchCallback = lambda _: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """The number of documents that this call wrote; empties the queue.

    While another process holds the lock its rows are left to it: that process checks the queue
    again after releasing the lock. With `until`, the last row that the caller has queued, the call
    waits until all rows up to it are gone, or writes them itself. After `should_stop` returns True
    no other batch is begun. Documents that cannot be written are postponed, with the reason in the
    queue.

    Raises EngineUnavailableError."""
    run = _QueueDrain(database, engine, home, on_batch, should_stop)
    try:
        while not should_stop():
            had_work = run.run_once()
            if had_work:
                continue
            # rows that were queued after the last check: their writer found the lock taken and left
            # them to this process
            if had_work is not None and not run.shares_queue and has_waiting_rows(database):
                continue
            if until is None or not has_waiting_rows(database, until):
                break
            time.sleep(WAIT_SECONDS)
    finally:
        if engine.shared_writing:  # this may wait, so only after releasing the lock
            engine.finish_writing()
    return run.written


class _QueueDrain:
    """The state of one call of `drain_index_queue`."""

    def __init__(
        self,
        database: Database,
        engine: SearchEngine,
        home: Home,
        on_batch: BatchCallback,
        should_stop: Callable[[], bool],
    ) -> None:
        self._database, self._engine, self._home = database, engine, home
        self._on_batch, self._should_stop = on_batch, should_stop
        self.written = 0
        #: whether other processes claim rows and write at the same time
        self.shares_queue = engine.shared_writing and locks_single_rows(database)

    def run_once(self) -> bool | None:
        """Whether there was work, or None where another process holds the lock.

        An engine with a single writer keeps the lock until the queue is empty, because opening the
        writer is slow. Any other engine keeps it for one batch, so that a process that swaps the
        index need not wait long."""
        with hold_lock(self._home, "index", shared=self.shares_queue, wait=False) as mine:
            if not mine:
                return None
            if self._index_exists():
                return (
                    self._write_batch()
                    if self._engine.shared_writing
                    else self._write_until_empty()
                )
            if not self._engine.shared_writing:
                self._count_written(rebuild_locked(self._database, self._engine))
                return True
        try:
            self._count_written(reindex(self._database, self._engine, self._home))
        except RebuildRunningError:
            return None
        return True

    def _index_exists(self) -> bool:
        try:
            return self._engine.exists()
        except IndexOutdatedError:
            return False

    def _write_until_empty(self) -> bool:
        had_work = False
        try:
            while not self._should_stop() and self._write_batch():
                had_work = True
        finally:
            self._engine.finish_writing()
        return had_work

    def _write_batch(self) -> bool:
        limit = CLAIM_ROWS if self._engine.shared_writing else COMMIT_DOCUMENTS
        with claim_rows(self._database, limit) as claim:
            if not claim.rows:
                return False
            claim.failed.update(feed_index(self._database, self._engine, claim.versions))
        self._count_written(len(claim.versions) - len(claim.failed))
        return True

    def _count_written(self, documents: int) -> None:
        self.written += documents
        self._on_batch(documents)
