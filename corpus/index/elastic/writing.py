"""Documents written to a generation: by any number of processes, each of which may be killed at any
point, with the same end.

Every row carries the version of its document, and an older one never takes the place of a newer
one. A document's provisions are written before it; those that it has no more are deleted with
them. Who finds that the index holds a newer version takes back the provisions that only it has
written; who wrote the newer one looks once more for such provisions when all is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from corpus.index.elastic.bulk import Outcome, Write, send
from corpus.index.elastic.client import persistently, speaking
from corpus.index.elastic.mapping import NAMES
from corpus.index.elastic.rows import Fields, signed
from corpus.index.engine import NONE, RefusedError
from corpus.index.entry import sort_keys
from corpus.index.entry.build import Entry
from corpus.index.entry.rows import made
from corpus.model.json_columns import Json, chunks
from corpus.store.cluster import Cluster

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

#: characters of the texts, about, that are made into rows at a time
AT_ONCE = 2_000_000
#: documents that are asked about in one go
ASKED = 5_000


class ElasticWriter:
    """Writes to two aliases: those of the live indexes, or of others that are being built."""

    def __init__(self, client: Elasticsearch, cluster: Cluster, aliases: Mapping[str, str]) -> None:
        self._client = client
        self._cluster = cluster
        self._aliases = aliases

    def write(self, entries: Iterable[Entry], gone: Mapping[str, int] = NONE) -> None:
        with speaking(self._cluster):
            refused = self._write(entries, gone)
        if refused:
            raise RefusedError(refused)

    def _write(self, entries: Iterable[Entry], gone: Mapping[str, int]) -> dict[str, str]:
        refused: dict[str, str] = {}
        versions = dict(gone)
        sizes = dict.fromkeys(gone, 0)
        if gone:
            self._send("documents", (Write(id_, id_, version) for id_, version in gone.items()))
            self._send("provisions", self._beyond(sizes, versions))
        for some in _parcels(entries):
            sizes |= {entry.document: len(entry.units) for entry in some}
            versions |= {entry.document: entry.version for entry in some}
            refused |= self._put(some)
        self._refresh(NAMES)
        if extra := self._beyond(sizes, versions):
            self._send("provisions", extra)
            self._refresh(["provisions"])
        return refused

    def _put(self, entries: list[Entry]) -> dict[str, str]:
        """Write documents, and tell which were refused."""
        versions = {entry.document: entry.version for entry in entries}
        sizes = {entry.document: len(entry.units) for entry in entries}
        documents: list[Write] = []
        first = self._send(
            "provisions",
            chain(_provisions(entries, documents), self._beyond(sizes, versions)),
        )
        then = self._send("documents", (w for w in documents if w.document not in first.refused))
        self._send(
            "provisions",
            (
                Write(id_, row(id_, position), versions[id_])
                for id_ in then.stale
                for position in range(sizes[id_])
            ),
        )
        return first.refused | then.refused

    def _send(self, name: str, writes: Iterable[Write]) -> Outcome:
        return send(self._client, self._aliases[name], writes)

    def _refresh(self, names: Iterable[str]) -> None:
        for name in names:
            persistently(partial(self._client.indices.refresh, index=self._aliases[name]))

    def _beyond(self, sizes: Mapping[str, int], versions: Mapping[str, int]) -> list[Write]:
        """Deletions of the provisions that the index holds beyond the last of each document, as
        far as a refresh shows them.
        """
        return [
            Write(id_, row(id_, position), versions[id_])
            for some in chunks(list(sizes), ASKED)
            for id_, last in self._last(some).items()
            for position in range(sizes[id_], last + 1)
        ]

    def _last(self, ids: Iterable[str]) -> dict[str, int]:
        """The largest position of a provision of each document that has any."""
        keys = {signed(sort_keys.fingerprint(id_)): id_ for id_ in ids}
        answer: Json = persistently(
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


def row(document: str, position: int) -> str:
    """The id of a provision."""
    return f"{document}/{position}"


def _parcels(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    parcel: list[Entry] = []
    size = 0
    for entry in entries:
        parcel.append(entry)
        size += 1_000 + sum(map(len, entry.texts))
        if size > AT_ONCE:
            yield parcel
            parcel, size = [], 0
    if parcel:
        yield parcel


def _provisions(entries: Iterable[Entry], documents: list[Write]) -> Iterator[Write]:
    """The rows of provisions; behind those of each document comes its own."""
    for entry in entries:
        id_, version = entry.document, entry.version
        rows = made(entry, Fields)
        for position, provision in enumerate(rows.provisions):
            yield Write(id_, row(id_, position), version, provision.body)
        documents.append(Write(id_, id_, version, rows.document().body))
