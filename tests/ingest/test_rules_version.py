"""The version of the rules follows from what a reading rests on, and from nothing else."""

import shutil
from pathlib import Path

import grimp
import pytest

from corpus.store.source_digest import PACKAGES_FOLDER
from ingest.rules_version import READING_SOURCES, rules_version
from ingest.run.read_task import RETRY_VERSION, RULES_VERSION

#: what a worker imports besides, and why it changes no reading
BESIDES = {
    "corpus.inputs": "keeps the bytes of inputs",
    "corpus.store": "keeps rows",
    "corpus.model.validity_assessment": "judges what was read, later and anew",
    "corpus.model.validity_inputs": "judges what was read, later and anew",
    "ingest.format_size": "says how large an input may be",
    "ingest.input_files": "finds inputs",
    "ingest.rules_version": "is the version",
    "ingest.run.read_task": "carries inputs and results",
    "ingest.run.reading_limits": "limits memory and time",
    "ingest.run.worker_task": "reads and keeps bytes",
}


@pytest.fixture
def copy(tmp_path):
    """The packages once more."""
    for package in ("analyzers", "corpus", "ingest"):
        shutil.copytree(
            PACKAGES_FOLDER / package,
            tmp_path / package,
            ignore=shutil.ignore_patterns("__pycache__", "samples", "migrations"),
        )
    return tmp_path


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"#")


def test_all_that_a_worker_imports_is_counted():
    graph = grimp.build_graph("analyzers", "corpus", "ingest", "search_api")
    worker = "ingest.run.worker_dispatch"
    left = [
        module
        for module in sorted({worker, *graph.find_upstream_modules(worker)})
        if not any(
            f"{module.replace('.', '/')}.py".startswith(
                (f"{place.removesuffix('.py')}.", f"{place}/")
            )
            for place in READING_SOURCES
        )
        and not any(module == name or module.startswith(f"{name}.") for name in BESIDES)
    ]
    assert left == []


def test_the_version_fits_its_column_and_is_none_that_people_raised():
    assert rules_version() == RULES_VERSION
    assert RULES_VERSION != RETRY_VERSION
    assert 1 << 30 <= RULES_VERSION < 1 << 31


@pytest.mark.parametrize(
    "name",
    [
        "analyzers/number_forms.py",
        "corpus/authorities/divisions.txt",
        "corpus/authorities/organs.py",
        "corpus/model/match_keys.py",
        "ingest/facts/relations/relation_rules.py",
        "ingest/read/html/html_reader.py",
    ],
)
def test_a_character_of_what_reads_changes_it(copy, name):
    before = rules_version(copy)
    change(copy / name)
    assert rules_version(copy) != before


def test_a_new_module_changes_it(copy):
    before = rules_version(copy)
    (copy / "ingest/facts/more_facts.py").touch()
    assert rules_version(copy) != before


@pytest.mark.parametrize(
    "name",
    [
        "corpus/index/entry/build_entry.py",
        "corpus/people/annotations.py",
        "ingest/web/web_client.py",
    ],
)
def test_other_modules_do_not(copy, name):
    change(copy / name)
    assert rules_version(copy) == RULES_VERSION


def test_neither_does_how_lines_end_nor_what_python_compiles(copy):
    for path in copy.rglob("*.[pt][yx]*"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (copy / "ingest/facts/__pycache__").mkdir()
    (copy / "ingest/facts/__pycache__/notice.cpython-311.pyc").write_bytes(b"\0")
    assert rules_version(copy) == RULES_VERSION


def test_without_sources_there_is_no_version(copy):
    shutil.rmtree(copy / "ingest/facts")
    with pytest.raises(FileNotFoundError):
        rules_version(copy)
