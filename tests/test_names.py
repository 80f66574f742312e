""".ci/names finds what breaks the rules of names, each by an example, and nothing in the tree."""

import doctest
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def names():
    spec = spec_from_loader("names", SourceFileLoader("names", str(ROOT / ".ci" / "names")))
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def faults(names, tmp_path, monkeypatch):
    """The faults of a tree made of these files."""
    monkeypatch.chdir(tmp_path)

    def of(files):
        for name, text in files.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        return list(names.faults(list(names.modules([Path(name) for name in names.PACKAGES]))))

    return of


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        (
            {"corpus/a_b.py": "class Line: ...", "ingest/c_d.py": "class Line: ..."},
            "class Line is defined 2 times",
        ),
        (
            {"corpus/a_b.py": "def f():\n    class Line: ...\nclass Line: ..."},
            "class Line is defined 2 times",
        ),
        ({"corpus/x/tables.py": "", "ingest/tables.py": ""}, "module tables stands 2 times"),
        ({"ingest/kept.py": ""}, "module ingest/kept.py has a participle"),
        ({"ingest/told/reading.py": ""}, "module ingest/told/reading.py has a participle"),
        ({f"ingest/many/m_{n}.py": "" for n in range(25)}, "folder ingest/many holds 25 modules"),
    ],
)
def test_what_is_found(faults, files, fault):
    (found,) = faults(files)
    assert fault in found


def test_mirrored_pairs_and_what_has_a_reason(faults):
    assert not faults(
        {
            "corpus/index/elastic/engine.py": "class ElasticEngine: ...",
            "corpus/index/embedded/engine.py": "class EmbeddedEngine: ...",
            "corpus/people/annotations.py": "",
            "search_api/http/routes/annotations.py": "",
            "search_api/query/hints/spelling.py": "",
            "corpus/migrations/versions/0001_told.py": "class Line: ...",
            "corpus/migrations/versions/0002_told.py": "class Line: ...",
        }
    )


def test_no_exception_outlives_its_reason(names):
    paths = list(names.modules([ROOT / name for name in names.PACKAGES]))
    stems = [path.stem for path in paths]
    assert all(stems.count(name) > 1 for name in names.MODULES_TWICE)
    assert set(names.NO_PARTICIPLES) <= set(stems)
    defined = [name for path in paths for name in names.classes(path)]
    assert all(defined.count(name) > 1 for name in names.CLASSES_TWICE)


def test_examples(names):
    assert doctest.testmod(names).failed == 0


def test_the_tree(names, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert (names.main([]), capsys.readouterr().out) == (0, "")
