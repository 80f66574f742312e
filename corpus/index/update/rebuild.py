"""The index built anew from SQL beside the present one, which it then replaces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack

from sqlalchemy import Engine as Database
from sqlalchemy import func, select

from corpus.index.engine import Engine, Writer
from corpus.index.update.feed import feed
from corpus.index.update.queue import forget, queue_failed
from corpus.store import tables
from corpus.store.database import session, writing
from corpus.store.home import Home
from corpus.store.locks import held

#: documents in one commit: enough that commits cost little, few enough to lose
IN_COMMIT = 4_000
#: so many that changed meanwhile may be left for the end, while no other process writes
FEW = 200

#: told how many documents of how many are in
Progress = Callable[[int, int], None]


class RebuildingError(Exception):
    """Another process is at it."""

    def __init__(self) -> None:
        super().__init__("另一个进程正在重建检索索引，等它完成即可，不必再建一次")


def reindex(
    database: Database,
    engine: Engine,
    home: Home,
    progress: Progress | None = None,
    *,
    pool: Executor | None = None,
) -> int:
    """Build the index again and swap; how many documents are in it. Raises RebuildingError.

    Where many may write, they go on while it is built: what changes is written again until few
    are left, and only these and the swap keep the others waiting.
    """
    with held(home, "rebuild", wait=False) as alone:
        if not alone:
            raise RebuildingError
        if engine.shared_writing:
            return _beside(database, engine, home, pool, progress)
        with held(home, "index"):
            return rebuild(database, engine, pool, progress)


def rebuild(
    database: Database,
    engine: Engine,
    pool: Executor | None = None,
    progress: Progress | None = None,
) -> int:
    """All documents, by the holder of the lock `index`; the queue's rows are done with it."""
    table = tables.IndexQueue
    with database.connect() as connection:
        rows = list(connection.scalars(select(table.id)))
    with engine.rebuild() as writer:
        run = _Run(database, writer, pool, progress)
        run.all()
    with writing(database) as transaction:
        forget(transaction.connection(), rows)
        queue_failed(transaction, run.failed)
    return run.written - len(run.failed)


def _beside(
    database: Database,
    engine: Engine,
    home: Home,
    pool: Executor | None,
    progress: Progress | None,
) -> int:
    with ExitStack() as last:
        with engine.rebuild() as writer:
            run = _Run(database, writer, pool, progress)
            run.all()
            while len(changed := run.changed()) > FEW:
                run.write(changed)
            last.enter_context(held(home, "index"))
            # nobody claims rows now; what was taken out of the queue went into the present index
            run.write(run.changed())
        with writing(database) as transaction:
            table = tables.IndexQueue
            done = transaction.scalars(select(table.id).where(table.id <= run.mark)).all()
            forget(transaction.connection(), done)
            queue_failed(transaction, run.failed)
    return run.written - len(run.failed)


class _Run:
    """One building: what was written, up to which version of SQL."""

    def __init__(
        self,
        database: Database,
        writer: Writer,
        pool: Executor | None,
        progress: Progress | None,
    ) -> None:
        self._database, self._writer, self._pool = database, writer, pool
        self._progress = progress
        #: all documents up to this version are written
        self.mark = 0
        self.written = 0
        self.failed: dict[str, str] = {}

    def all(self) -> None:
        table = tables.Document
        with session(self._database) as reading:
            total, self.mark = reading.execute(
                select(func.count(), func.coalesce(func.max(table.version), 0))
            ).one()
        for some in self._pages():
            self._feed(some)
            self.written += len(some)
            if self._progress:
                self._progress(self.written, max(total, self.written))

    def changed(self) -> dict[str, int]:
        """What changed since the last look, with the versions; the mark goes on to them."""
        table = tables.Document
        query = select(table.id, table.version).where(table.version > self.mark)
        with session(self._database) as reading:
            found = {row.id: row.version for row in reading.execute(query)}
        self.mark = max(found.values(), default=self.mark)
        return found

    def write(self, changed: dict[str, int]) -> None:
        ids = list(changed)
        for start in range(0, len(ids), IN_COMMIT):
            self._feed({id_: changed[id_] for id_ in ids[start : start + IN_COMMIT]})

    def _feed(self, some: dict[str, int]) -> None:
        for id_ in some:
            self.failed.pop(id_, None)
        self.failed |= feed(self._database, self._writer, some, self._pool)

    def _pages(self) -> Iterator[dict[str, int]]:
        """All documents by id, as many at a time as one commit holds."""
        table, last = tables.Document, ""
        while True:
            query = select(table.id, table.version).where(table.id > last)
            with session(self._database) as reading:
                rows = reading.execute(query.order_by(table.id).limit(IN_COMMIT)).all()
            if not rows:
                return
            yield {row.id: row.version for row in rows}
            last = rows[-1].id
