"""The embedded engine: tantivy, in process. Only the holder of the lock `index` writes.

Why tantivy: docs/decisions/0016-tantivy-in-process.md."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tantivy import Index

from corpus.index.embedded import index_schema
from corpus.index.embedded.generations import EmbeddedGenerations
from corpus.index.embedded.result_cache import ResultCache
from corpus.index.embedded.snapshot import EmbeddedSnapshot
from corpus.index.embedded.writer import EmbeddedWriter, open_indexes
from corpus.index.entry.build_entry import IndexEntry
from corpus.index.search_engine import NO_DELETIONS
from corpus.store.home import Home

#: distinguishes the commits of an index without reading it: inode, time and size of its meta.json
CommitMark = tuple[int, int, int]
CommitMarks = tuple[CommitMark, ...]


class EmbeddedEngine:
    """Reads from any thread and process, and writes under the lock `index`.

    The only writer never gets an older state of a document than it wrote before, so it ignores
    versions."""

    shared_writing = False

    def __init__(self, home: Home) -> None:
        self._generations = EmbeddedGenerations(home.index)
        self._link = home.index / "current"
        self._snapshot_lock = threading.Lock()
        self._open_generation: tuple[Path, dict[str, Index]] | None = None
        self._cached_snapshot: EmbeddedSnapshot | None = None
        self._snapshot_marks: CommitMarks | None = None
        self._writer: EmbeddedWriter | None = None
        self._results = ResultCache()

    def exists(self) -> bool:
        """Whether there is an index to write to. Raises IndexOutdatedError."""
        return self._generations.current() is not None

    def write(
        self, entries: Iterable[IndexEntry], deleted: Mapping[str, int] = NO_DELETIONS
    ) -> None:
        if self._writer is None:
            folder = self._generations.current()
            if folder is None:
                folder = self._generations.begin()
                open_indexes(folder)
                self._generations.swap(folder)
            self._writer = EmbeddedWriter(folder)
        self._writer.write(entries, deleted)

    def finish_writing(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    @contextmanager
    def rebuild(self) -> Iterator[EmbeddedWriter]:
        self.finish_writing()
        folder = self._generations.begin()
        writer = EmbeddedWriter(folder)
        try:
            yield writer
        finally:
            writer.close()
        self._generations.swap(folder)

    def snapshot(self) -> EmbeddedSnapshot:
        with self._snapshot_lock:
            marks = self._commit_marks()
            if self._cached_snapshot is None or marks != self._snapshot_marks:
                self._cached_snapshot = self._take_snapshot()
                self._snapshot_marks = marks
            return self._cached_snapshot

    def _commit_marks(self) -> CommitMarks | None:
        """The marks of all indexes, None without an index; every commit replaces meta.json."""
        try:
            stats = [(self._link / name / "meta.json").stat() for name in index_schema.INDEX_UNITS]
        except FileNotFoundError:
            return None
        return tuple((stat.st_ino, stat.st_mtime_ns, stat.st_size) for stat in stats)

    def _take_snapshot(self) -> EmbeddedSnapshot:
        while True:
            folder = self._generations.current()
            if folder is None:
                empty_indexes = {
                    name: Index(index_schema.build_schema(unit))
                    for name, unit in index_schema.INDEX_UNITS.items()
                }
                return EmbeddedSnapshot(empty_indexes, self._results)
            try:
                if self._open_generation is None or self._open_generation[0] != folder:
                    self._open_generation = (folder, _open_readers(folder))
                _, opened = self._open_generation
                # in the reverse order of commits: the index that is joined to is never older than
                # the one that joins
                for index in reversed(opened.values()):
                    index.reload()
            except (OSError, ValueError):
                if folder == self._generations.current():
                    raise
                continue  # another process swapped the generation meanwhile
            return EmbeddedSnapshot(opened, self._results)


def _open_readers(folder: Path) -> dict[str, Index]:
    opened = {name: Index.open(str(folder / name)) for name in index_schema.INDEX_UNITS}
    for index in opened.values():
        index.config_reader("manual")
    return opened
