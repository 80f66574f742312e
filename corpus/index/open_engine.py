"""Opens the search engine of a data folder."""

from __future__ import annotations

from corpus.index.elastic.engine import ElasticEngine
from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.search_engine import SearchEngine
from corpus.store.home import Home


def open_engine(home: Home) -> SearchEngine:
    """Elasticsearch where the settings name a cluster (`home.cluster`), else the embedded one."""
    if home.cluster is not None:
        return ElasticEngine(home.cluster)
    return EmbeddedEngine(home)
