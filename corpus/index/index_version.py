"""The version of the index: nobody raises it, it follows from the sources that decide what stands
in an index and how. An index of another version is built again from SQL.

What libraries do (jieba's dictionary, say) is no part of it: one program gives one version, so that
`index_editions.txt` can hold those of all programs before it. Several programs may share one
Elasticsearch: an index of a version that is not there was made by a newer one.
"""

from __future__ import annotations

from importlib.resources import files

from corpus.store.source_digest import source_digest

#: what makes tokens and entries, what SQL is asked for them, and the engines' fields
INDEX_SOURCES = (
    "analyzers/chinese_script.py",
    "analyzers/jieba_dictionary.py",
    "analyzers/number_forms.py",
    "analyzers/numerals.py",
    "analyzers/pattern_rules.py",
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
    """The versions of all indexes that this program and those before it made; 0 is the version of
    one that names none."""
    lines = files("corpus.index").joinpath("index_editions.txt").read_text("utf-8").splitlines()
    return frozenset(int(line) for line in lines if not line.startswith("#")) | {INDEX_VERSION}
