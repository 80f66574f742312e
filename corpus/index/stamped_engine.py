"""A search engine whose index is known to be that of the database, whichever engine it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext

from corpus.index.entry.build_entry import IndexEntry
from corpus.index.index_stamp import IndexStamp, IndexState
from corpus.index.search_engine import (
    NO_DELETIONS,
    EntriesRefusedError,
    IndexOutdatedError,
    IndexSnapshot,
    IndexWriter,
    SearchEngine,
)
from corpus.index.stamp_ledger import begin_stamp, fits_database, settle_stamp
from corpus.store.database import Database
from corpus.store.home import Home
from corpus.store.locks import hold_lock


class IndexMismatchError(IndexOutdatedError):
    """Raised when the index does not hold what the database has written."""

    def __init__(self) -> None:
        super().__init__(
            "检索索引与数据库对不上（数据库或索引是从备份恢复、从别处拷来的，或被删去了），"
            "会自动重建；也可以运行 fagui reindex"
        )


class StampedEngine:
    """Compares the stamps of index and database at every opening, and stamps every write.

    Safe in threads, as the engine in it."""

    def __init__(self, engine: SearchEngine, database: Database, home: Home) -> None:
        self._engine = engine
        self._database = database
        self._home = home
        self._compared: IndexSnapshot | None = None
        self._was_refused = False

    @property
    def shared_writing(self) -> bool:
        return self._engine.shared_writing

    def needs_rebuild(self) -> bool:
        return self._was_refused or self._engine.needs_rebuild()

    def exists(self) -> bool:
        there = self._engine.exists()
        self._compare(self._engine.state())
        self._was_refused = False
        return there

    def state(self) -> IndexState:
        return self._engine.state()

    def check(self) -> None:
        self._compare(self._engine.state())
        self._engine.check()

    def write(
        self, entries: Iterable[IndexEntry], deleted: Mapping[str, int] = NO_DELETIONS
    ) -> None:
        stamp = begin_stamp(self._database)
        try:
            self._engine.write(entries, deleted)
        except EntriesRefusedError:  # all others are written
            self._settle(stamp)
            raise
        self._settle(stamp)

    def _settle(self, stamp: IndexStamp) -> None:
        with hold_lock(self._home, "stamp") if self.shared_writing else nullcontext():
            self._engine.write_stamp(stamp)
        settle_stamp(self._database, stamp)

    def write_stamp(self, stamp: IndexStamp) -> None:
        self._engine.write_stamp(stamp)

    def finish_writing(self) -> None:
        self._engine.finish_writing()

    @contextmanager
    def rebuild(self) -> Iterator[IndexWriter]:
        with self._engine.rebuild() as writer:
            yield writer
            stamp = begin_stamp(self._database)
            writer.write_stamp(stamp)
        settle_stamp(self._database, stamp)
        self._was_refused = False

    def snapshot(self) -> IndexSnapshot:
        try:
            snapshot = self._engine.snapshot()
            if snapshot is not self._compared:
                self._compare(snapshot.state)
                self._compared = snapshot
        except IndexOutdatedError:
            self._was_refused = True
            raise
        return snapshot

    def _compare(self, state: IndexState) -> None:
        """Compare an index with the database. Raises IndexMismatchError.

        Other processes write meanwhile: the index is wrong only if it has not changed since."""
        while not fits_database(self._database, state):
            newer = self._engine.state()
            if newer == state:
                raise IndexMismatchError
            state = newer
