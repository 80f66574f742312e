"""Generations of the embedded index on disk: one is current, another may be built beside it.

`index/current` is a link to a folder like `index/v1287348734-7`, named by version and count.
Swapping the link is atomic; a process that has the old folder open still sees the files that it has
mapped."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus.index.index_version import INDEX_VERSION
from corpus.index.search_engine import IndexOutdatedError


class EmbeddedGenerations:
    """The folders of one index; all methods but `current` need the lock `index`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._link = folder / "current"

    def current(self) -> Path | None:
        """The folder to read and write, None before the first build. Raises IndexOutdatedError."""
        name = self._current_name()
        if name is None:
            return None
        if not name.startswith(f"v{INDEX_VERSION}-"):
            raise IndexOutdatedError
        return self._folder / name

    def _current_name(self) -> str | None:
        try:
            return self._link.readlink().name
        except OSError:  # none, or a folder in its place: a copy that followed links
            return None

    def begin(self) -> Path:
        """An empty folder for the next generation; remains of an interrupted build are deleted."""
        counts = [path.name.rpartition("-")[2] for path in self._folder.glob("v*-*")]
        count = max((int(each) for each in counts if each.isdecimal()), default=0) + 1
        self._sweep()
        fresh = self._folder / f"v{INDEX_VERSION}-{count}"
        fresh.mkdir(parents=True)
        return fresh

    def swap(self, fresh: Path) -> None:
        """Make a generation the current one, and delete the others."""
        beside = self._folder / "next"
        beside.unlink(missing_ok=True)
        beside.symlink_to(fresh.name)
        if self._link.is_dir() and not self._link.is_symlink():
            shutil.rmtree(self._link)
        beside.replace(self._link)
        self._sweep()

    def _sweep(self) -> None:
        current = self._current_name()
        for path in self._folder.glob("v*-*"):
            if path.name != current:
                shutil.rmtree(path)
