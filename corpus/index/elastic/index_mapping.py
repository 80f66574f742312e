"""The mappings and settings of the two indexes in Elasticsearch.

They need nothing beyond its core: the whitespace analyzer, keywords, numbers. The streams have the
same tokens, positions and lengths as in the embedded engine, so that BM25 agrees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from corpus.index.entry.index_columns import INDEX_COLUMNS, ColumnKind
from corpus.index.index_version import INDEX_VERSION
from corpus.index.search_options import HitUnit
from corpus.store.cluster import Cluster

#: JSON of a request, or a part of it
JsonBody: TypeAlias = dict[str, object]

#: the names of the indexes, in the order in which they are written: what a search joins to is
#: written before what it joins
INDEX_UNITS: Mapping[str, HitUnit] = {"provisions": "provision", "documents": "document"}

#: how long the index remembers a deletion (index.gc_deletes), so that a late older write cannot
#: undo it
_DELETES_RETENTION = "6h"

#: the column of an order that Elasticsearch takes from the id itself
_BY_ID = "by_id"

_COLUMN_MAPPINGS: Mapping[ColumnKind, JsonBody] = {
    "phrases": {"type": "text", "analyzer": "whitespace", "index_options": "positions"},
    "words": {"type": "text", "analyzer": "whitespace", "index_options": "freqs"},
    "flags": {"type": "text", "analyzer": "whitespace", "index_options": "docs", "norms": False},
    "name": {"type": "keyword", "doc_values": False},
    "facet": {"type": "keyword"},
    "returned": {"type": "keyword", "index": False},
    "key": {"type": "long"},
    # rarely queried: scanning the column takes milliseconds, and an index of values that no two
    # rows share would be as large as the column
    "unique_key": {"type": "long", "index": False},
    "order": {"type": "integer", "index": False},
    "day": {"type": "integer", "doc_values": False},
    "number": {"type": "integer", "index": False},
    "returned_number": {"type": "integer", "index": False},
    # stored in _source alone, which holds nothing else: SQL has the text
    "folds": {"type": "object", "enabled": False},
}


def index_settings(cluster: Cluster) -> JsonBody:
    """The settings of a new index."""
    return {
        "number_of_shards": cluster.shards,
        "number_of_replicas": cluster.replicas,
        "refresh_interval": cluster.refresh,
        "codec": "best_compression",
        # neighbouring rows have much in common, above all status periods, which makes posting lists
        # shorter
        "sort.field": ["by_level", "by_date", "document"],
        "gc_deletes": _DELETES_RETENTION,
        "max_regex_length": 20_000,
    }


def index_mappings(unit: HitUnit) -> JsonBody:
    """The mapping of the index of documents or of provisions.

    `_meta.version` names the rules by which the index was made. Rows are routed by document, so
    that the provisions of a document are in one shard."""
    return {
        "dynamic": "strict",
        "_meta": {"version": INDEX_VERSION},
        "_routing": {"required": True},
        "_source": {"includes": ["folds"]},
        "properties": {
            name: _COLUMN_MAPPINGS[kind]
            for name, kind in INDEX_COLUMNS[unit].items()
            if name != _BY_ID
        },
    }
