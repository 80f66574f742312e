"""Copies a data folder while others use it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.store.database import Database
from corpus.store.half_files import SUFFIX
from corpus.store.home import Home


class FolderInUseError(Exception):
    """Raised when the folder for a copy is not empty."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} 里已有内容，请另选一个新文件夹")


def copy_home(database: Database, home: Home, folder: Path) -> int:
    """The bytes of a whole copy of a data folder, at the state of one moment.

    The database is copied first, through SQLite, which waits for nobody; inputs in files of their
    own are never changed, and are there before a row names them. The index is left out: the copy
    builds its own. Raises FolderInUseError."""
    target = Home(folder)
    if folder.exists() and any(folder.iterdir()):
        raise FolderInUseError(folder)
    target.create()
    with closing(database.raw_connection()) as source:
        connection = source.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        target.database.touch(0o600)
        with closing(sqlite3.connect(target.database)) as copied:
            connection.backup(copied)
    for path, place in ((home.sources, target.sources), (home.outbox, target.outbox)):
        for file in sorted(path.iterdir()):
            if file.is_file() and file.suffix != SUFFIX:
                shutil.copy2(file, place / file.name)
    settings = home.path / "fagui.toml"
    if settings.is_file():
        shutil.copy2(settings, folder / settings.name)
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
