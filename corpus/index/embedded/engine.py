"""The embedded engine: tantivy, in process. Only the holder of the lock `index` writes."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tantivy import Index

from corpus.index.embedded import schema
from corpus.index.embedded.generations import Generations
from corpus.index.embedded.result_cache import Answers
from corpus.index.embedded.search import EmbeddedSnapshot
from corpus.index.embedded.writing import Writers, open_indexes
from corpus.index.engine import NONE
from corpus.index.entry.build import Entry
from corpus.store.home import Home

#: what tells one commit of an index from the next without reading it
Mark = tuple[int, int, int]
Marks = tuple[Mark, ...]


class EmbeddedEngine:
    """Reads from any thread and process; writes under the index lock. The one writer never holds
    an older state of a document than what it wrote before, so versions need no look."""

    shared_writing = False

    def __init__(self, home: Home) -> None:
        self._generations = Generations(home.index)
        self._link = home.index / "current"
        self._reading = threading.Lock()
        self._opened: tuple[Path, dict[str, Index]] | None = None
        self._newest: EmbeddedSnapshot | None = None
        self._seen: Marks | None = None
        self._writers: Writers | None = None
        self._answers = Answers()

    def exists(self) -> bool:
        """Whether there is an index to write to. Raises IndexOutdatedError."""
        return self._generations.current() is not None

    def write(self, entries: Iterable[Entry], gone: Mapping[str, int] = NONE) -> None:
        if self._writers is None:
            folder = self._generations.current()
            if folder is None:
                folder = self._generations.begin()
                open_indexes(folder)
                self._generations.swap(folder)
            self._writers = Writers(folder)
        self._writers.write(entries, gone)

    def release(self) -> None:
        if self._writers is not None:
            self._writers.close()
            self._writers = None

    @contextmanager
    def rebuild(self) -> Iterator[Writers]:
        self.release()
        folder = self._generations.begin()
        writers = Writers(folder)
        try:
            yield writers
        finally:
            writers.close()
        self._generations.swap(folder)

    def snapshot(self) -> EmbeddedSnapshot:
        with self._reading:
            marks = self._marks()
            if self._newest is None or marks != self._seen:
                self._newest = self._read()
                self._seen = marks
            return self._newest

    def _marks(self) -> Marks | None:
        """Of all indexes; None while there are none. A commit replaces meta.json."""
        try:
            stats = [(self._link / name / "meta.json").stat() for name in schema.NAMES]
        except FileNotFoundError:
            return None
        return tuple((stat.st_ino, stat.st_mtime_ns, stat.st_size) for stat in stats)

    def _read(self) -> EmbeddedSnapshot:
        while True:
            folder = self._generations.current()
            if folder is None:
                nothing = {name: Index(schema.schema(unit)) for name, unit in schema.NAMES.items()}
                return EmbeddedSnapshot(nothing, self._answers)
            try:
                if self._opened is None or self._opened[0] != folder:
                    self._opened = (folder, _open(folder))
                _, opened = self._opened
                # against the order of commits: what is joined to is never older than what joins
                for index in reversed(opened.values()):
                    index.reload()
            except (OSError, ValueError):
                if folder == self._generations.current():
                    raise
                continue  # swapped while it was being opened
            return EmbeddedSnapshot(opened, self._answers)


def _open(folder: Path) -> dict[str, Index]:
    opened = {name: Index.open(str(folder / name)) for name in schema.NAMES}
    for index in opened.values():
        index.config_reader("manual")
    return opened
