"""The search engine of a data folder."""

from __future__ import annotations

from corpus.home import Home
from corpus.index.embedded import EmbeddedEngine
from corpus.index.engine import Engine


def open_engine(home: Home) -> Engine:
    """The engine that the settings name."""
    return EmbeddedEngine(home)
