"""Documents at rest: saved with their identity decided, found again."""

from __future__ import annotations

from corpus.lookup import (
    Expiring,
    Rejected,
    Totals,
    by_number,
    expiring,
    nearest_numbers,
    rejected,
    totals,
)
from corpus.stored import (
    RevisionText,
    Seen,
    Stored,
    StoredPart,
    StoredRelation,
    StoredTarget,
    load,
    text_of,
)
from corpus.summaries import Summary, summaries

__all__ = [
    "Expiring",
    "Rejected",
    "RevisionText",
    "Seen",
    "Stored",
    "StoredPart",
    "StoredRelation",
    "StoredTarget",
    "Summary",
    "Totals",
    "by_number",
    "expiring",
    "load",
    "nearest_numbers",
    "rejected",
    "summaries",
    "text_of",
    "totals",
]
