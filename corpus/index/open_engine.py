"""Opens the search engine of a data folder."""

from __future__ import annotations

from corpus.index.elastic.engine import ElasticEngine
from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.search_engine import SearchEngine
from corpus.index.stamped_engine import StampedEngine
from corpus.store.database import Database
from corpus.store.home import Home


def open_engine(home: Home, database: Database) -> SearchEngine:
    """Elasticsearch where the settings name a cluster (`home.cluster`), else the embedded one.

    Its index is compared with the database whenever it is opened."""
    engine = EmbeddedEngine(home) if home.cluster is None else ElasticEngine(home.cluster)
    return StampedEngine(engine, database, home)
