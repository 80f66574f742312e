"""Builds the index again from SQL beside the present one, which it then replaces."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack

from sqlalchemy import func, select

from corpus.index.search_engine import IndexWriter, SearchEngine
from corpus.index.update.feed_index import feed_index
from corpus.index.update.index_queue import delete_rows, queue_failed
from corpus.store import document_tables, index_tables
from corpus.store.database import Database, read_session, write_session
from corpus.store.home import Home
from corpus.store.locks import hold_lock

#: documents in one commit: enough to make commits cheap, few enough to lose in a crash
COMMIT_DOCUMENTS = 4_000
#: how many documents that changed meanwhile may be left for the end, when no other process may
#: write
LAST_CHANGES = 200

#: called with the number of documents written and the number of documents in all
RebuildProgress = Callable[[int, int], None]


class RebuildRunningError(Exception):
    """Raised when another process is rebuilding the index."""

    def __init__(self) -> None:
        super().__init__("另一个进程正在重建检索索引，等它完成即可，不必再建一次")


def reindex(
    database: Database,
    engine: SearchEngine,
    home: Home,
    progress: RebuildProgress | None = None,
    *,
    pool: Executor | None = None,
) -> int:
    """The number of documents in the new index, which it builds and swaps in.

    Where many processes may write, they go on during the build: documents that change meanwhile are
    written again until few are left, and only these and the swap make other processes wait. Raises
    RebuildRunningError."""
    with hold_lock(home, "rebuild", wait=False) as alone:
        if not alone:
            raise RebuildRunningError
        if engine.shared_writing:
            return _rebuild_beside(database, engine, home, pool, progress)
        with hold_lock(home, "index"):
            return rebuild_locked(database, engine, pool, progress)


def rebuild_locked(
    database: Database,
    engine: SearchEngine,
    pool: Executor | None = None,
    progress: RebuildProgress | None = None,
) -> int:
    """The number of documents in the new index; the caller holds the lock `index`.

    Rows that were in the queue before are deleted, because the new index holds their documents."""
    table = index_tables.IndexQueueRow
    with database.connect() as connection:
        rows = list(connection.scalars(select(table.id)))
    with engine.rebuild() as writer:
        run = _IndexRebuild(database, writer, pool, progress)
        run.write_all()
    with write_session(database) as session:
        delete_rows(session.connection(), rows)
        queue_failed(session, run.failed)
    return run.written - len(run.failed)


def _rebuild_beside(
    database: Database,
    engine: SearchEngine,
    home: Home,
    pool: Executor | None,
    progress: RebuildProgress | None,
) -> int:
    with ExitStack() as last:
        with engine.rebuild() as writer:
            run = _IndexRebuild(database, writer, pool, progress)
            run.write_all()
            while len(changed := run.take_changes()) > LAST_CHANGES:
                run.write_changes(changed)
            last.enter_context(hold_lock(home, "index"))
            # no process can claim rows now; the changes of rows that were deleted meanwhile went
            # into the present index, so they are written here as well
            run.write_changes(run.take_changes())
        with write_session(database) as session:
            table = index_tables.IndexQueueRow
            done = session.scalars(select(table.id).where(table.id <= run.version_mark)).all()
            delete_rows(session.connection(), done)
            queue_failed(session, run.failed)
    return run.written - len(run.failed)


class _IndexRebuild:
    """The state of one rebuild: the documents written, up to a version, and those that failed."""

    def __init__(
        self,
        database: Database,
        writer: IndexWriter,
        pool: Executor | None,
        progress: RebuildProgress | None,
    ) -> None:
        self._database, self._writer, self._pool = database, writer, pool
        self._progress = progress
        #: all documents up to this version are written
        self.version_mark = 0
        self.written = 0
        self.failed: dict[str, str] = {}

    def write_all(self) -> None:
        """Write all documents, and set the mark to the highest version at the start."""
        table = document_tables.DocumentRow
        with read_session(self._database) as session:
            total, self.version_mark = session.execute(
                select(func.count(), func.coalesce(func.max(table.version), 0))
            ).one()
        for page in self._document_pages():
            self._write_batch(page)
            self.written += len(page)
            if self._progress:
                self._progress(self.written, max(total, self.written))

    def take_changes(self) -> dict[str, int]:
        """The documents changed since the last call, with their versions; raises the mark."""
        table = document_tables.DocumentRow
        query = select(table.id, table.version).where(table.version > self.version_mark)
        with read_session(self._database) as session:
            changes = {row.id: row.version for row in session.execute(query)}
        self.version_mark = max(changes.values(), default=self.version_mark)
        return changes

    def write_changes(self, changed: dict[str, int]) -> None:
        """Write documents that `take_changes` returned."""
        ids = list(changed)
        for start in range(0, len(ids), COMMIT_DOCUMENTS):
            self._write_batch({id_: changed[id_] for id_ in ids[start : start + COMMIT_DOCUMENTS]})

    def _write_batch(self, versions: dict[str, int]) -> None:
        for id_ in versions:
            self.failed.pop(id_, None)
        self.failed |= feed_index(self._database, self._writer, versions, self._pool)

    def _document_pages(self) -> Iterator[dict[str, int]]:
        """All documents by id, one page for each commit."""
        table, last = document_tables.DocumentRow, ""
        while True:
            query = select(table.id, table.version).where(table.id > last)
            with read_session(self._database) as session:
                rows = session.execute(query.order_by(table.id).limit(COMMIT_DOCUMENTS)).all()
            if not rows:
                return
            yield {row.id: row.version for row in rows}
            last = rows[-1].id
