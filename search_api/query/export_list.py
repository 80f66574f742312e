"""All hits of a search in short, as the files are made of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.documents.document_summaries import DocumentSummary


@dataclass(frozen=True, slots=True)
class ExportItem:
    """A hit. `provision`: its address, None for a document."""

    summary: DocumentSummary
    provision: str | None


@dataclass(frozen=True, slots=True)
class ExportList:
    """`total`: how many hits there are; `items` are the first `limit` of them, read as they are
    taken, once. `as_of`: the day of their status.
    """

    total: int
    limit: int
    partial: bool
    read_as: str
    as_of: date
    items: Iterator[ExportItem]

    @property
    def is_truncated(self) -> bool:
        return self.total > self.limit
