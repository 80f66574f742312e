"""A point in time: an index of the cluster as it was at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.index.elastic.cluster_client import IndexMissingError, retry_read
from corpus.index.elastic.index_mapping import JsonBody
from corpus.index.search_engine import SnapshotLostError
from corpus.model.json_columns import Json
from corpus.store.cluster import Cluster

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

#: longer than a cursor, which keeps a snapshot for five minutes; every search extends it
KEEP_ALIVE = "6m"
#: after this time Elasticsearch returns what it has found so far
SEARCH_TIMEOUT = "20s"
_JSON_HEADERS = {"accept": "application/json", "content-type": "application/json"}


@dataclass(slots=True)
class PointInTime:
    """A point in time of one index, safe in threads; `lost` after the cluster has dropped it."""

    client: Elasticsearch
    cluster: Cluster
    id: str
    lost: bool = False

    def search(self, body: JsonBody, parameters: Mapping[str, str] | None = None) -> Json:
        """The answer to a search, which may be partial.

        Raises SnapshotLostError or EngineUnavailableError."""
        return self._search({**body, "timeout": SEARCH_TIMEOUT}, parameters or {})

    def search_complete(self, body: JsonBody) -> Json:
        """The answer to a search, complete or an exception.

        Raises SnapshotLostError or EngineUnavailableError."""
        return self._search(body, {"allow_partial_search_results": "false"})

    def _search(self, body: JsonBody, parameters: Mapping[str, str]) -> Json:
        request_body = {**body, "pit": {"id": self.id, "keep_alive": KEEP_ALIVE}}
        if self.cluster.dfs:
            parameters = {**parameters, "search_type": "dfs_query_then_fetch"}
        try:
            answer: Json = retry_read(
                self.cluster,
                lambda: self.client.perform_request(
                    "POST", "/_search", params=parameters, headers=_JSON_HEADERS, body=request_body
                ),
            ).body
        except IndexMissingError as error:
            self.lost = True
            raise SnapshotLostError from error
        self.id = answer.get("pit_id", self.id)
        return answer


def is_partial(answer: Json) -> bool:
    """Whether an answer leaves out hits: after the timeout, or where shards failed."""
    return bool(answer["timed_out"] or answer["_shards"]["failed"])
