"""An index as it stood at one moment: a point in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.index.elastic.client import MissingError, readily
from corpus.index.elastic.mapping import Body
from corpus.index.engine import SnapshotLostError
from corpus.model.json_columns import Json
from corpus.store.cluster import Cluster

if TYPE_CHECKING:
    from elasticsearch import Elasticsearch

#: longer than a cursor, which keeps a snapshot for five minutes; every search begins it anew
KEPT = "6m"
#: an answer that would take longer tells what it has
IN_TIME = "20s"
_JSON = {"accept": "application/json", "content-type": "application/json"}


@dataclass(slots=True)
class Point:
    """Searched from any thread."""

    client: Elasticsearch
    cluster: Cluster
    id: str
    lost: bool = False

    def ask(self, body: Body, parameters: Mapping[str, str] | None = None) -> Json:
        """The answer to a search, which may be partial. Raises SnapshotLostError, or
        UnavailableError.
        """
        return self._ask({**body, "timeout": IN_TIME}, parameters or {})

    def ask_all(self, body: Body) -> Json:
        """The same, never partial."""
        return self._ask(body, {"allow_partial_search_results": "false"})

    def _ask(self, body: Body, parameters: Mapping[str, str]) -> Json:
        given = {**body, "pit": {"id": self.id, "keep_alive": KEPT}}
        if self.cluster.dfs:
            parameters = {**parameters, "search_type": "dfs_query_then_fetch"}
        try:
            answer: Json = readily(
                self.cluster,
                lambda: self.client.perform_request(
                    "POST", "/_search", params=parameters, headers=_JSON, body=given
                ),
            ).body
        except MissingError as error:
            self.lost = True
            raise SnapshotLostError from error
        self.id = answer.get("pit_id", self.id)
        return answer


def partial(answer: Json) -> bool:
    """Whether it leaves something out."""
    return bool(answer["timed_out"] or answer["_shards"]["failed"])
