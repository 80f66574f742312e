"""All hits of a search in short, as the files are made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.documents.summaries import Summary


@dataclass(frozen=True, slots=True)
class Item:
    """A hit. `provision`: its address, None for a document."""

    summary: Summary
    provision: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """`total`: how many hits there are; `items` are the first `most` of them, read as they are
    taken, once. `as_of`: the day of their status.
    """

    total: int
    most: int
    partial: bool
    read_as: str
    as_of: date
    items: Iterator[Item]

    @property
    def cut(self) -> bool:
        return self.total > self.most
