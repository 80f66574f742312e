"""The library: database and search engine of one data folder, opened for server and commands."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from corpus.index.open_engine import open_engine
from corpus.index.search_engine import SearchEngine
from corpus.model.shanghai_time import shanghai_date
from corpus.store.database import Database, open_database
from corpus.store.home import Home
from search_api.settings import Settings


@dataclass(frozen=True, slots=True)
class Library:
    """A data folder that is open, with its settings, its database and its search engine.

    `open_library` makes it, and disposes of the database when its block ends."""

    settings: Settings
    home: Home
    database: Database
    engine: SearchEngine


@contextmanager
def open_library(settings: Settings) -> Iterator[Library]:
    """A context with the library of a data folder, which is created or migrated where needed."""
    home = settings.data.create()
    database = open_database(home)
    try:
        yield Library(settings, home, database, open_engine(home, database))
    finally:
        database.dispose()


def today() -> date:
    """The present day in Asia/Shanghai, for which a status is asked by default."""
    return shanghai_date(now())


def now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def local_person() -> str:
    """The name of the user on whose account this runs, by whom everything on loopback is done."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in a container
        return "本机"
