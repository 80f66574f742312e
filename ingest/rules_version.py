"""The version of all that reads: nobody raises it, it follows from the sources.

An input read by other rules is read again by the next ingestion. Not only the tables of rules tell
how something is read: a comparison turned round, a pattern beside a table or one more place name
does, too. So the version is a digest of all text that a reading rests on. The tables of patterns
are part of that text, and need not be walked through; a change of words alone reads everything once
more, which costs time and does no harm.

`tests/ingest/test_rules_version.py` holds `READING_SOURCES` against what a worker imports.
"""

from __future__ import annotations

from pathlib import Path

from corpus.store.source_digest import PACKAGES_FOLDER, source_digest

#: where what reads stands: modules, and tables of text
READING_SOURCES = (
    "analyzers",
    "corpus/authorities",
    "corpus/documents/prepare_reading.py",
    "corpus/documents/row_values.py",
    "corpus/model/domain_types.py",
    "corpus/model/json_columns.py",
    "corpus/model/match_keys.py",
    "ingest/clean",
    "ingest/containers",
    "ingest/facts",
    "ingest/line_shapes.py",
    "ingest/page_types.py",
    "ingest/read",
    "ingest/read_document.py",
    "ingest/records",
    "ingest/run/worker_dispatch.py",
    "ingest/sheets",
    "ingest/structure",
)


def rules_version(root: Path = PACKAGES_FOLDER) -> int:
    """The version of the rules below `root`: never that of what is to be tried again, nor one of
    the numbers up to 17 that were raised by hand."""
    return source_digest(READING_SOURCES, root)
