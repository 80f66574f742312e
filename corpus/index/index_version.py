"""The version of the index, a number that follows from the sources that decide its content.

Nobody raises it by hand. An index of another version is built again from SQL.

What libraries do (jieba's dictionary, for example) is no part of it: one program has one version,
so that `index_editions.txt` can list the versions of all programs before it. Several programs may
share one Elasticsearch: an index whose version is not in that list was made by a newer program."""

from __future__ import annotations

from importlib.resources import files

from corpus.store.source_digest import source_digest

#: the modules and tables that make tokens and entries, load records from SQL, and define the fields
#: of the engines
INDEX_SOURCES = (
    "analyzers/chinese_script.py",
    "analyzers/jieba_dictionary.py",
    "analyzers/number_forms.py",
    "analyzers/numerals.py",
    "analyzers/pattern_rules.py",
    "analyzers/register_numbers.py",
    "analyzers/sentences.py",
    "analyzers/token_streams.py",
    "analyzers/word_segmentation.py",
    "corpus/authorities/administrative_divisions.py",
    "corpus/authorities/divisions.txt",
    "corpus/authorities/organs.py",
    "corpus/authorities/state_organs.txt",
    "corpus/index/elastic/elastic_fields.py",
    "corpus/index/elastic/index_mapping.py",
    "corpus/index/embedded/index_schema.py",
    "corpus/index/entry",
    "corpus/index/query_tree.py",
    "corpus/index/update/load_records.py",
    "corpus/model/document_levels.py",
    "corpus/model/provision_units.py",
)
INDEX_VERSION = source_digest(INDEX_SOURCES)


def known_versions() -> frozenset[int]:
    """The versions of all indexes that this program and those before it have made.

    0 is the version of an index that names none."""
    lines = files("corpus.index").joinpath("index_editions.txt").read_text("utf-8").splitlines()
    return frozenset(int(line) for line in lines if not line.startswith("#")) | {INDEX_VERSION}
