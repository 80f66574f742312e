"""The settings of the Elasticsearch that holds the search index."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cluster:
    """An Elasticsearch cluster and the settings of the indexes in it.

    `nodes`: URLs of one or more of its nodes. Credentials: `api_key`, or `user` and `password`.
    `ca`: the certificates to trust, None for those of the system. `prefix`: what the names of the
    indexes begin with. `shards`, `replicas`, `refresh`: of an index when it is built. `dfs`: scores
    by the statistics of all shards, for one more round in each search."""

    nodes: tuple[str, ...]
    api_key: str | None = field(default=None, repr=False)
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    ca: Path | None = None
    prefix: str = "fagui"
    shards: int = 1
    replicas: int = 1
    refresh: str = "-1"
    dfs: bool = False

    @property
    def name(self) -> str:
        """The URLs of the nodes joined by 、, for messages."""
        return "、".join(self.nodes)
