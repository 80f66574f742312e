"""Data folders for tests, on the database of the run: with FAGUI_TEST_DATABASE=postgresql each has
a PostgreSQL database of its own, else it is SQLite in the folder."""

import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from corpus.store.database import open_database
from corpus.store.home import Home
from search_api.settings import Settings
from tests.postgres import server

ON_POSTGRESQL = os.environ.get("FAGUI_TEST_DATABASE") == "postgresql"

#: the database of each folder, by path
_names: dict[Path, str] = {}
#: copies of databases that are in use, by the path of theirs
_frozen: dict[Path, str] = {}


@lru_cache
def migrated() -> str:
    """A database with its tables made: the slow part of a new one."""
    name = server().create("template0")
    with tempfile.TemporaryDirectory() as folder:
        open_database(Home(Path(folder), server().address(name))).dispose()
    return name


def address(path, *, tables=True) -> str | None:
    """The address of a folder's database, made where there is none; None: in the folder."""
    if not ON_POSTGRESQL:
        return None
    path = Path(path)
    if path not in _names:
        _names[path] = server().create(migrated() if tables else "template0")
    return server().address(_names[path])


def home_at(path, *, tables=True) -> Home:
    """The data folder at a path; its tables may be there already."""
    return Home(Path(path), address(path, tables=tables))


def settings_at(path, **more) -> Settings:
    """Settings that name a data folder."""
    return Settings(home=path, database_url=address(path), **more)


def environment(path) -> dict[str, str]:
    """The same as variables of a process."""
    where = address(path)
    return {"FAGUI_HOME": str(path)} | ({"FAGUI_DATABASE_URL": where} if where else {})


def use(monkeypatch, path):
    """The same for this process, as long as a test runs."""
    for name, value in environment(path).items():
        monkeypatch.setenv(name, value)


def share(path, other):
    """Let a folder, as one of another host, name the database of another folder."""
    address(other)
    _names[Path(path)] = _names[Path(other)]


def freeze(path):
    """Let a folder that will be in use be copied as it is now."""
    if ON_POSTGRESQL:
        _frozen[Path(path)] = server().create(_names[Path(path)])


def copied(source, target) -> Path:
    """A copy of a folder, with its database, to write to."""
    source, target = Path(source), Path(target)
    if ON_POSTGRESQL:
        _names[target] = server().create(_frozen.get(source) or _names[source])
    return shutil.copytree(source, target, symlinks=True)


def drop(under: Path | None):
    """Drop the databases of folders below one, and of those that are gone."""
    for path in [*_names]:
        if (under and path.is_relative_to(under)) or not path.exists():
            server().drop(_names.pop(path))
