"""The columns of the two indexes as mappings of Elasticsearch, and the settings of an index.

Nothing beyond the core: the whitespace analyzer, keywords, numbers. The streams have the same
tokens, positions and lengths as in the embedded engine, so that BM25 agrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from corpus.index.entry.columns import COLUMNS, VERSION, Kind
from corpus.index.query import Unit
from corpus.store.cluster import Cluster

#: a part of a request, as JSON
Body: TypeAlias = dict[str, object]

#: the names of the indexes, in the order in which they are written: what a search joins to is there
#: before what it joins
NAMES: Mapping[str, Unit] = {"provisions": "provision", "documents": "document"}

#: as a unit of bulk: a deletion is remembered so long, so that an older write cannot undo it
_DELETES_KEPT = "6h"

#: an order for which the id itself serves
_BY_ID = "by_id"

_KINDS: Mapping[Kind, Body] = {
    "phrases": {"type": "text", "analyzer": "whitespace", "index_options": "positions"},
    "words": {"type": "text", "analyzer": "whitespace", "index_options": "freqs"},
    "flags": {"type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": False},
    "name": {"type": "keyword", "doc_values": False},
    "facet": {"type": "keyword"},
    "told": {"type": "keyword", "index": False},
    "key": {"type": "long"},
    # asked for seldom: to look through a column takes milliseconds, and an index of what no two
    # rows share would be as large again
    "own": {"type": "long", "index": False},
    "order": {"type": "integer", "index": False},
    "day": {"type": "integer", "doc_values": False},
    "number": {"type": "integer", "index": False},
    "place": {"type": "integer", "index": False},
    # only in _source, which holds nothing else: SQL has the text
    "folds": {"type": "object", "enabled": False},
}


def settings(cluster: Cluster) -> Body:
    return {
        "number_of_shards": cluster.shards,
        "number_of_replicas": cluster.replicas,
        "refresh_interval": cluster.refresh,
        "codec": "best_compression",
        # neighbours have much in common, status periods above all: lists of rows get shorter
        "sort.field": ["by_level", "by_date", "document"],
        "gc_deletes": _DELETES_KEPT,
        "max_regex_length": 20_000,
    }


def mappings(unit: Unit) -> Body:
    """`_meta.version` tells by which rules an index was made. Rows are routed by document, so that
    the provisions of one stay together.
    """
    return {
        "dynamic": "strict",
        "_meta": {"version": VERSION},
        "_routing": {"required": True},
        "_source": {"includes": ["folds"]},
        "properties": {
            name: _KINDS[kind] for name, kind in COLUMNS[unit].items() if name != _BY_ID
        },
    }
