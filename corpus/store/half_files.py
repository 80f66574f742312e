"""Files that appear whole or not at all: they are written beside their place, and then renamed.

A process that is killed leaves the half that it was writing. It held a lock on that file, which
ended with it: so a half that nobody holds is garbage, whoever else is writing."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

SUFFIX = ".part"


@contextmanager
def half_file(folder: Path) -> Iterator[IO[bytes]]:
    """A context with a new file for the bytes, which the caller completes in the end.

    After an exception it is gone."""
    with tempfile.NamedTemporaryFile(dir=folder, suffix=SUFFIX, delete=False) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def complete(half: IO[bytes], path: Path) -> None:
    """Give a half its place once it is on the disk (fsync); in its block, under its lock."""
    half.flush()
    os.fsync(half.fileno())
    Path(half.name).replace(path)


def find_halves(folder: Path) -> list[Path]:
    """The halves in a folder that killed processes left."""
    return [path for path in sorted(folder.glob(f"*{SUFFIX}")) if _is_left(path)]


def sweep_halves(folder: Path) -> None:
    """Delete the halves in a folder that killed processes left."""
    for path in find_halves(folder):
        path.unlink(missing_ok=True)


def _is_left(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:  # it is being written, or was renamed meanwhile
        return False
    return True
