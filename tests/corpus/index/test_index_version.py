"""The version of the index follows from what decides what stands in it, and from nothing else."""

import shutil

import grimp
import pytest

from corpus.index.index_version import INDEX_SOURCES, INDEX_VERSION, known_versions
from corpus.store.source_digest import PACKAGES_FOLDER, source_digest

EDITIONS = PACKAGES_FOLDER / "corpus/index/index_editions.txt"
#: what makes an entry imports besides, and why it changes none
BESIDES = {
    "analyzers.chinese_dates": "counts months for the one below",
    "analyzers.span": "holds two offsets and decides nothing",
    "corpus.index.search_options": "names what a search may ask for",
    "corpus.model.amendments": "fills a column of SQL; here it only lends a type",
    "corpus.model.domain_types": "names columns of SQL",
    "corpus.model.json_columns": "writes columns of SQL",
    "corpus.model.validity_assessment": "fills a table of SQL; here it only lends a type",
    "corpus.model.validity_inputs": "fills a table of SQL; here it only lends a type",
    "corpus.store": "is SQL",
}


@pytest.fixture
def copy(tmp_path):
    """The packages once more."""
    for package in ("analyzers", "corpus"):
        shutil.copytree(
            PACKAGES_FOLDER / package,
            tmp_path / package,
            ignore=shutil.ignore_patterns("__pycache__", "samples", "migrations"),
        )
    return tmp_path


def test_the_version_of_these_sources_is_the_last_that_is_written_down():
    last = EDITIONS.read_text("utf-8").splitlines()[-1]
    assert last == f"{INDEX_VERSION}", (
        "what decides the content of the index has changed: every index is built again. "
        f"Append to {EDITIONS.relative_to(PACKAGES_FOLDER)} the line\n{INDEX_VERSION}"
    )


def test_all_that_makes_an_entry_is_counted():
    graph = grimp.build_graph("analyzers", "corpus", "ingest", "search_api")
    makers = {"corpus.index.update.load_records", *graph.find_descendants("corpus.index.entry")}
    reached = makers.union(*map(graph.find_upstream_modules, makers))
    left = [
        module
        for module in sorted(reached)
        if not any(
            f"{module.replace('.', '/')}.py".startswith((place, f"{place}/"))
            for place in INDEX_SOURCES
        )
        and not any(module == name or module.startswith(f"{name}.") for name in BESIDES)
    ]
    assert left == []


def test_versions_that_people_counted_are_known_and_others_are_not():
    assert {*range(8), INDEX_VERSION} <= known_versions()
    assert INDEX_VERSION + 1 not in known_versions()


@pytest.mark.parametrize(
    "name",
    [
        "analyzers/word_segmentation.py",
        "corpus/authorities/state_organs.txt",
        "corpus/index/elastic/index_mapping.py",
        "corpus/index/entry/index_columns.py",
    ],
)
def test_a_character_of_what_decides_changes_it(copy, name):
    assert source_digest(INDEX_SOURCES, copy) == INDEX_VERSION
    path = copy / name
    path.write_text(path.read_text("utf-8") + "#", "utf-8")
    assert source_digest(INDEX_SOURCES, copy) != INDEX_VERSION


@pytest.mark.parametrize(
    "name", ["analyzers/everyday.txt", "corpus/index/compile/translate_query.py"]
)
def test_other_modules_do_not(copy, name):
    path = copy / name
    path.write_text(path.read_text("utf-8") + "#", "utf-8")
    assert source_digest(INDEX_SOURCES, copy) == INDEX_VERSION
