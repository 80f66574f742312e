"""The embedded engine: tantivy, in process. Only the holder of the lock `index` writes.

Why tantivy: docs/decisions/0016-tantivy-in-process.md."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tantivy import Index

from corpus.index.compile.fold_cache import FoldCache
from corpus.index.embedded import index_schema
from corpus.index.embedded.generation_stamp import check_files, read_state
from corpus.index.embedded.generations import EmbeddedGenerations
from corpus.index.embedded.open_index import open_index, run_writer, system_fault
from corpus.index.embedded.read_only_view import ReadOnlyView, is_read_only
from corpus.index.embedded.result_cache import ResultCache
from corpus.index.embedded.segment_files import IndexDamagedError
from corpus.index.embedded.snapshot import EmbeddedSnapshot
from corpus.index.embedded.writer import EmbeddedWriter, open_indexes
from corpus.index.entry.build_entry import IndexEntry
from corpus.index.index_stamp import NO_INDEX, IndexStamp, IndexState
from corpus.index.search_engine import NO_DELETIONS, EngineUnavailableError
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
        self._view: ReadOnlyView | None = None
        self._cached_snapshot: EmbeddedSnapshot | None = None
        self._snapshot_marks: CommitMarks | None = None
        self._writer: EmbeddedWriter | None = None
        self._results = ResultCache()
        self._folds = FoldCache()
        #: the generation whose files have been checked, and the one that a search found damaged
        self._checked: Path | None = None
        self._damaged: Path | None = None

    def exists(self) -> bool:
        """Whether there is an index to write to.

        Raises IndexOutdatedError, also where its files are damaged."""
        folder = self._generations.current()
        if folder is not None:
            self._check_generation(folder)
        return folder is not None

    def write(
        self, entries: Iterable[IndexEntry], deleted: Mapping[str, int] = NO_DELETIONS
    ) -> None:
        try:
            run_writer(lambda: self._open_writer().write(entries, deleted))
        except EngineUnavailableError:
            self._writer = None  # one that failed stores nothing any more
            raise

    def write_stamp(self, stamp: IndexStamp) -> None:
        run_writer(lambda: self._open_writer().write_stamp(stamp))

    def _open_writer(self) -> EmbeddedWriter:
        if self._writer is None:
            folder = self._generations.current()
            if folder is None:
                folder = self._generations.begin()
                open_indexes(folder)
                self._generations.swap(folder)
            self._writer = EmbeddedWriter(folder)
        return self._writer

    def finish_writing(self) -> None:
        if self._writer is not None:
            writer, self._writer = self._writer, None
            run_writer(writer.close)

    @contextmanager
    def rebuild(self) -> Iterator[EmbeddedWriter]:
        self.finish_writing()
        try:
            folder = self._generations.begin()
            writer = EmbeddedWriter(folder)
            try:
                yield writer
            finally:
                writer.close()
            self._generations.swap(folder)
            self._damaged = None
        except BaseException as error:
            fault = system_fault(error)
            if fault is None:
                raise
            raise fault from error

    def state(self) -> IndexState:
        folder = self._generations.current()
        return NO_INDEX if folder is None else read_state(folder)

    def needs_rebuild(self) -> bool:
        return self._damaged is not None

    def check(self) -> None:
        folder = self._generations.current()
        if folder is not None:
            check_files(folder, again=True)

    def snapshot(self) -> EmbeddedSnapshot:
        with self._snapshot_lock:
            while True:
                marks = self._commit_marks()
                if self._cached_snapshot is None or marks != self._snapshot_marks:
                    snapshot = self._take_snapshot()
                    if marks != self._commit_marks():
                        continue  # what the index says of itself belongs to another commit
                    self._cached_snapshot, self._snapshot_marks = snapshot, marks
                return self._cached_snapshot

    def _commit_marks(self) -> CommitMarks | None:
        """The marks of all indexes, None without an index; every commit replaces meta.json."""
        try:
            stats = [(self._link / name / "meta.json").stat() for name in index_schema.INDEX_UNITS]
        except OSError:
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
                return EmbeddedSnapshot(
                    empty_indexes, self._results, self._folds, NO_INDEX, self._note_fault
                )
            try:
                self._check_generation(folder)
                if self._open_generation is None or self._open_generation[0] != folder:
                    self._open_generation = (folder, self._open_readers(folder))
                _, opened = self._open_generation
                # in the reverse order of commits: the index that is joined to is never older than
                # the one that joins
                for index in reversed(opened.values()):
                    index.reload()
                state = read_state(folder)
            except IndexDamagedError:
                if folder == self._generations.current():
                    raise
                continue  # another process swapped the generation meanwhile
            except (OSError, ValueError) as error:
                if folder == self._generations.current():
                    raise (system_fault(error) or IndexDamagedError(f"打不开：{error}")) from error
                continue
            return EmbeddedSnapshot(opened, self._results, self._folds, state, self._note_fault)

    def _open_readers(self, folder: Path) -> dict[str, Index]:
        self._view = ReadOnlyView(folder) if is_read_only(folder) else None
        where = self._view.folder if self._view else folder
        opened = {
            name: open_index(where / name, unit) for name, unit in index_schema.INDEX_UNITS.items()
        }
        for index in opened.values():
            index.config_reader("manual")
        return opened

    def _check_generation(self, folder: Path) -> None:
        """Check the files of a generation once in this process. Raises IndexDamagedError."""
        if folder == self._damaged:
            raise IndexDamagedError("检索时读不出来")
        if folder != self._checked:
            check_files(folder)
            self._checked = folder

    def _note_fault(self, error: BaseException) -> None:
        """Raise IndexDamagedError where a search failed because the files are damaged."""
        folder = self._generations.current()
        if folder is None:
            raise IndexDamagedError("文件不见了") from error
        try:
            check_files(folder, again=True)
        except IndexDamagedError:
            self._damaged = folder
            raise
