"""The list of a search's hits in short, from which export files are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.documents.document_summaries import DocumentSummary


@dataclass(frozen=True, slots=True)
class ExportItem:
    """A hit in short. `provision` is its address, None for a whole document."""

    summary: DocumentSummary
    provision: str | None


@dataclass(frozen=True, slots=True)
class ExportList:
    """The hits to export: `total` counts all, `items` yields the first `limit`, and only once.

    `as_of`: the day of their status."""

    total: int
    limit: int
    partial: bool
    read_as: str
    as_of: date
    items: Iterator[ExportItem]

    @property
    def is_truncated(self) -> bool:
        return self.total > self.limit
