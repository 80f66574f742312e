"""From SQL into the index: the queue is emptied.

A row leaves the queue only after the commit that made its document findable, so that a process
killed at any point leaves work that the next one does again, with the same end.
"""

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

#: documents that one process claims at once where others write, too
CLAIM_ROWS = 400
#: seconds between looks at what another process still holds
WAIT_SECONDS = 0.02

#: told how many documents were written just now
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
    """Empty the queue, and tell how many documents were written here.

    What another process is at is left to it: it looks again after letting go. With `until` (the
    queue's last row of one's own) wait for those rows to be gone, or take over. Once `should_stop`
    says so, no other batch is begun. What cannot be written is put off, and told in the queue.
    Raises EngineUnavailableError.
    """
    run = _QueueDrain(database, engine, home, on_batch, should_stop)
    try:
        while not should_stop():
            found = run.run_once()
            if found:
                continue
            # Rows that came after the last look at the queue: their writer found the lock taken
            if found is not None and not run.shares_queue and has_waiting_rows(database):
                continue
            if until is None or not has_waiting_rows(database, until):
                break
            time.sleep(WAIT_SECONDS)
    finally:
        if engine.shared_writing:  # without the lock, which others want: this may wait
            engine.finish_writing()
    return run.written


class _QueueDrain:
    """One draining."""

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
        #: whether others claim rows and write at the same time
        self.shares_queue = engine.shared_writing and locks_single_rows(database)

    def run_once(self) -> bool | None:
        """Whether there was anything to do, or None: another process is at it.

        An engine with one writer is kept until the queue is empty, for to open it costs; any other
        one for a batch, so that whoever swaps the index need not wait long.
        """
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
        found = False
        try:
            while not self._should_stop() and self._write_batch():
                found = True
        finally:
            self._engine.finish_writing()
        return found

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
