"""Where an Elasticsearch is, and how it is used."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cluster:
    """An Elasticsearch to search in.

    `nodes`: addresses of one or more of its nodes; `api_key`, or `user` and `password`; `ca`: the
    certificates to trust, None: those of the system. `prefix`: what the names of the indexes begin
    with; `shards`, `replicas`, `refresh`: of an index when it is built. `dfs`: scores by the
    statistics of all shards, for one more round in each search.
    """

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
        """As it is told in messages."""
        return "、".join(self.nodes)
