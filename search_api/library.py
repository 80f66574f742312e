"""A data folder opened: the database and the search engine on it, for server and commands alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from corpus.index.open_engine import open_engine
from corpus.index.search_engine import SearchEngine
from corpus.people.delivery_ledger import shanghai_date
from corpus.store.database import Database, open_database
from corpus.store.home import Home
from search_api.settings import Settings


@dataclass(frozen=True, slots=True)
class Library:
    settings: Settings
    home: Home
    database: Database
    engine: SearchEngine


@contextmanager
def open_library(settings: Settings) -> Iterator[Library]:
    """Open a data folder, made and migrated where it is not yet."""
    home = settings.data.create()
    database = open_database(home)
    try:
        yield Library(settings, home, database, open_engine(home))
    finally:
        database.dispose()


def today() -> date:
    """The day in Asia/Shanghai, which is the one a status is asked for."""
    return shanghai_date(datetime.now(UTC))
