"""The version of the reading rules: a digest of all source text that a reading rests on.

An input read under another version is read again by the next ingest. Nobody raises the version by
hand, and it covers more than the tables of rules: a comparison turned round, a pattern beside a
table or one more place name changes readings, too. A change of words alone reads everything once
more, which costs time and does no harm.

`tests/ingest/test_rules_version.py` checks `READING_SOURCES` against what a worker imports."""

from __future__ import annotations

from pathlib import Path

from corpus.store.source_digest import PACKAGES_FOLDER, source_digest

#: the files and folders that decide a reading: modules, and tables of text
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
    "ingest/fields",
    "ingest/line_shapes.py",
    "ingest/numbered_titles.py",
    "ingest/official_paper.py",
    "ingest/page_types.py",
    "ingest/read",
    "ingest/read_document.py",
    "ingest/records",
    "ingest/run/worker_dispatch.py",
    "ingest/sheets",
    "ingest/structure",
)


def rules_version(root: Path = PACKAGES_FOLDER) -> int:
    """The version of the rules below `root`, a number of 2**30 or more.

    So it is never `RETRY_VERSION`, nor one of the versions up to 17 that were raised by hand."""
    return source_digest(READING_SOURCES, root)
