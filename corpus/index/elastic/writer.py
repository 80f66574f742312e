"""Writes documents to a generation, from any number of processes.

Each process may be killed at any point, and the result is the same, by four rules:

1. Every row carries the version of its document, and an older version never replaces a newer one.
2. The provisions of a document are written before it; with them those are deleted that it no longer
   has.
3. A process that finds a newer version in the index deletes the provisions that only it has
   written.
4. After everything is written, a process checks once more for provisions that its documents do not
   have: those that a process with an older version wrote meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from corpus.index.elastic.bulk_writes import BulkOutcome, BulkWrite, send_writes
from corpus.index.elastic.cluster_client import retry_request, translate_errors
from corpus.index.elastic.elastic_fields import ElasticFields, to_signed
from corpus.index.elastic.generations import ElasticGenerations
from corpus.index.elastic.index_mapping import INDEX_UNITS
from corpus.index.entry import sort_keys
from corpus.index.entry.build_entry import IndexEntry
from corpus.index.entry.entry_fields import make_fields
from corpus.index.index_stamp import IndexStamp
from corpus.index.search_engine import NO_DELETIONS, EntriesRefusedError
from corpus.model.json_columns import Json
from corpus.store.cluster import Cluster
from corpus.store.statement_batches import parameter_batches

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

#: about how many characters of texts are made into rows at a time
BATCH_CHARACTERS = 2_000_000
#: documents in one query for surplus provisions
IDS_PER_REQUEST = 5_000


class ElasticWriter:
    """Writes to two aliases: those of the current generation, or of one that is being built."""

    def __init__(self, client: Elasticsearch, cluster: Cluster, aliases: Mapping[str, str]) -> None:
        self._client = client
        self._cluster = cluster
        self._aliases = aliases

    def write(
        self, entries: Iterable[IndexEntry], deleted: Mapping[str, int] = NO_DELETIONS
    ) -> None:
        with translate_errors(self._cluster):
            refused = self._write_all(entries, deleted)
        if refused:
            raise EntriesRefusedError(refused)

    def write_stamp(self, stamp: IndexStamp) -> None:
        with translate_errors(self._cluster):
            generations = ElasticGenerations(self._client, self._cluster)
            retry_request(lambda: generations.write_stamp(list(self._aliases.values()), stamp))

    def _write_all(
        self, entries: Iterable[IndexEntry], deleted: Mapping[str, int]
    ) -> dict[str, str]:
        refused: dict[str, str] = {}
        versions = dict(deleted)
        sizes = dict.fromkeys(deleted, 0)
        if deleted:
            self._send(
                "documents", (BulkWrite(id_, id_, version) for id_, version in deleted.items())
            )
            self._send("provisions", self._surplus_deletions(sizes, versions))
        for batch in _batch_entries(entries):
            sizes |= {entry.document: len(entry.units) for entry in batch}
            versions |= {entry.document: entry.version for entry in batch}
            refused |= self._write_batch(batch)
        self._refresh(INDEX_UNITS)
        if extra := self._surplus_deletions(sizes, versions):
            self._send("provisions", extra)
            self._refresh(["provisions"])
        return refused

    def _write_batch(self, entries: list[IndexEntry]) -> dict[str, str]:
        """The documents that were refused, id → reason; writes all others."""
        versions = {entry.document: entry.version for entry in entries}
        sizes = {entry.document: len(entry.units) for entry in entries}
        documents: list[BulkWrite] = []
        first = self._send(
            "provisions",
            chain(_provision_writes(entries, documents), self._surplus_deletions(sizes, versions)),
        )
        then = self._send("documents", (w for w in documents if w.document not in first.refused))
        self._send(
            "provisions",
            (
                BulkWrite(id_, provision_id(id_, position), versions[id_])
                for id_ in then.stale
                for position in range(sizes[id_])
            ),
        )
        return first.refused | then.refused

    def _send(self, name: str, writes: Iterable[BulkWrite]) -> BulkOutcome:
        return send_writes(self._client, self._aliases[name], writes)

    def _refresh(self, names: Iterable[str]) -> None:
        for name in names:
            retry_request(partial(self._client.indices.refresh, index=self._aliases[name]))

    def _surplus_deletions(
        self, sizes: Mapping[str, int], versions: Mapping[str, int]
    ) -> list[BulkWrite]:
        """Deletions of the provisions beyond the last one of each document.

        The index shows only the provisions of the last refresh."""
        return [
            BulkWrite(id_, provision_id(id_, position), versions[id_])
            for chunk in parameter_batches(list(sizes), IDS_PER_REQUEST)
            for id_, last in self._last_positions(chunk).items()
            for position in range(sizes[id_], last + 1)
        ]

    def _last_positions(self, ids: Iterable[str]) -> dict[str, int]:
        """The largest position of a provision, for each document that has any in the index."""
        keys = {to_signed(sort_keys.hash_key(id_)): id_ for id_ in ids}
        answer: Json = retry_request(
            lambda: self._client.search(
                index=self._aliases["provisions"],
                size=0,
                query={"terms": {"document": list(keys)}},
                aggs={
                    "held": {
                        "terms": {"field": "document", "size": len(keys)},
                        "aggs": {"last": {"max": {"field": "position"}}},
                    }
                },
                allow_partial_search_results=False,
            )
        )
        buckets = answer["aggregations"]["held"]["buckets"]
        return {keys[bucket["key"]]: int(bucket["last"]["value"]) for bucket in buckets}


def provision_id(document: str, position: int) -> str:
    """The id of a provision's row."""
    return f"{document}/{position}"


def _batch_entries(entries: Iterable[IndexEntry]) -> Iterator[list[IndexEntry]]:
    batch: list[IndexEntry] = []
    size = 0
    for entry in entries:
        batch.append(entry)
        size += 1_000 + sum(map(len, entry.texts))
        if size > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _provision_writes(
    entries: Iterable[IndexEntry], documents: list[BulkWrite]
) -> Iterator[BulkWrite]:
    """The writes of all provisions of the entries, in order.

    After the provisions of a document its own write is appended to `documents`."""
    for entry in entries:
        id_, version = entry.document, entry.version
        rows = make_fields(entry, ElasticFields)
        for position, provision in enumerate(rows.provisions):
            yield BulkWrite(id_, provision_id(id_, position), version, provision.body)
        documents.append(BulkWrite(id_, id_, version, rows.document().body))
