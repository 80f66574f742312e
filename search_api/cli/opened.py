"""The data folder, opened for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search_api.library import Library


@contextmanager
def library(*, found: bool = False) -> Iterator[Library]:
    """The library of the settings. `found`: what was taken in shall be found, so rows that a
    killed process left in the queue are indexed first."""
    from search_api.library import open_library
    from search_api.settings import read_settings

    with open_library(read_settings()) as opened:
        if found:
            from corpus.index.update.drain import drain
            from search_api.http.index_follower import waiting

            if waiting(opened):
                drain(opened.database, opened.engine, opened.home)
        yield opened
