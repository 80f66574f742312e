"""From SQL into the index: the queue is emptied.

A row leaves the queue only after the commit that made its document findable, so that a process
killed at any point leaves work that the next one does again, with the same end.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy import Engine as Database

from corpus.index.engine import Engine, IndexOutdatedError
from corpus.index.update.feed import feed
from corpus.index.update.queue import claimed, waiting
from corpus.index.update.rebuild import IN_COMMIT, RebuildingError, rebuild, reindex
from corpus.store.home import Home
from corpus.store.locks import held

#: documents that one process claims at once where others write, too
IN_CLAIM = 400
#: seconds between looks at what another process still holds
PAUSE = 0.02

#: told how many documents were written just now
Step = Callable[[int], None]


def drain(
    database: Database,
    engine: Engine,
    home: Home,
    *,
    until: int | None = None,
    step: Step = lambda _: None,
    ending: Callable[[], bool] = lambda: False,
) -> int:
    """Empty the queue, and tell how many documents were written here.

    What another process is at is left to it: it looks again after letting go. With `until` (the
    queue's last row of one's own) wait for those rows to be gone, or take over. Once `ending` says
    so, no other batch is begun. What cannot be written is put off, and told in the queue. Raises
    UnavailableError.
    """
    run = _Run(database, engine, home, step, ending)
    try:
        while not ending():
            found = run.turn()
            if found:
                continue
            # Rows that came after the last look at the queue: their writer found the lock taken
            if found is not None and not run.one_of_many and waiting(database):
                continue
            if until is None or not waiting(database, until):
                break
            time.sleep(PAUSE)
    finally:
        if engine.shared_writing:  # without the lock, which others want: this may wait
            engine.release()
    return run.written


class _Run:
    """One draining."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        home: Home,
        step: Step,
        ending: Callable[[], bool],
    ) -> None:
        self._database, self._engine, self._home = database, engine, home
        self._step, self._ending = step, ending
        self.written = 0
        #: whether others claim rows and write at the same time
        self.one_of_many = engine.shared_writing and database.dialect.name == "postgresql"

    def turn(self) -> bool | None:
        """Whether there was anything to do, or None: another process is at it.

        An engine with one writer is kept until the queue is empty, for to open it costs; any other
        one for a batch, so that whoever swaps the index need not wait long.
        """
        with held(self._home, "index", shared=self.one_of_many, wait=False) as mine:
            if not mine:
                return None
            if self._exists():
                return self._batch() if self._engine.shared_writing else self._empty()
            if not self._engine.shared_writing:
                self._count(rebuild(self._database, self._engine))
                return True
        try:
            self._count(reindex(self._database, self._engine, self._home))
        except RebuildingError:
            return None
        return True

    def _exists(self) -> bool:
        try:
            return self._engine.exists()
        except IndexOutdatedError:
            return False

    def _empty(self) -> bool:
        found = False
        try:
            while not self._ending() and self._batch():
                found = True
        finally:
            self._engine.release()
        return found

    def _batch(self) -> bool:
        most = IN_CLAIM if self._engine.shared_writing else IN_COMMIT
        with claimed(self._database, most) as claim:
            if not claim.rows:
                return False
            claim.failed.update(feed(self._database, self._engine, claim.versions))
        self._count(len(claim.versions) - len(claim.failed))
        return True

    def _count(self, documents: int) -> None:
        self.written += documents
        self._step(documents)
