"""Where an Elasticsearch is, and how it is used."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cluster:
    """An Elasticsearch to search in."""

    url: str
