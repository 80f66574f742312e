"""The library that the settings name, opened for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search_api.library import Library


@contextmanager
def configured_library(*, drain_queue: bool = False) -> Iterator[Library]:
    """A context with the library that the settings name.

    `drain_queue`: rows that a killed process left in the queue are indexed first, and an index that
    is damaged or not that of the database is built again, so that everything taken in is found."""
    from search_api.library import open_library
    from search_api.settings import read_settings

    with open_library(read_settings()) as opened:
        if drain_queue:
            from corpus.index.update.drain_queue import drain_index_queue
            from search_api.http.index_follower import has_backlog, has_unusable_index

            if has_backlog(opened) or has_unusable_index(opened):
                drain_index_queue(opened.database, opened.engine, opened.home)
        yield opened
