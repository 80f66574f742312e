"""Bytes of the embedded index that changed, files that went or changed places: told, never read."""

import json
import os
import shutil

import pytest

from corpus.index.embedded.engine import EmbeddedEngine
from corpus.index.embedded.segment_files import IndexDamagedError
from corpus.index.index_stamp import IndexStamp
from corpus.index.search_engine import EngineUnavailableError
from corpus.store.home import Home
from tests.corpus.index.making import asked, ids
from tests.corpus.index.test_engine import LAWS

PATTERNS = ("*.fast", "*.fieldnorm", "*.idx", "*.pos", "*.store", "*.term", "meta.json")


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """The folder of an index with two segments each."""
    path = tmp_path_factory.mktemp("written")
    engine = EmbeddedEngine(Home(path).create())
    engine.write(LAWS[:2])
    engine.write(LAWS[2:])
    engine.write_stamp(IndexStamp(1, "token"))
    engine.finish_writing()
    return path


@pytest.fixture
def index(written, tmp_path):
    """The folder of the generation in a copy to damage, and an engine that has not opened it."""
    home = Home(shutil.copytree(written, tmp_path / "home", symlinks=True))
    return (home.index / "current").resolve(), EmbeddedEngine(home)


def flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0x10
    path.write_bytes(data)


def cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path):
    path.write_bytes(b"")


def delete(path):
    path.unlink()


def test_an_undamaged_copy_is_read(index):
    _, engine = index
    engine.check()
    assert engine.state().stamp == IndexStamp(1, "token")
    assert ids(engine.snapshot(), asked()) == ["a", "b", "c"]


@pytest.mark.parametrize("unit", ["documents", "provisions"])
@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("damage", [flip, cut, empty, delete])
def test_damage_is_told(index, unit, pattern, damage):
    folder, engine = index
    damage(min((folder / unit).glob(pattern)))
    with pytest.raises(IndexDamagedError):
        engine.snapshot()
    with pytest.raises(IndexDamagedError):
        engine.exists()
    with pytest.raises(IndexDamagedError):
        engine.check()


@pytest.mark.parametrize("suffix", [".term", ".store", ".fast"])
def test_files_that_changed_places_are_told(index, suffix):
    folder, engine = index
    one, other, *_ = sorted((folder / "documents").glob(f"*{suffix}"))
    beside = folder / "beside"
    one.rename(beside)
    other.rename(one)
    beside.rename(other)
    with pytest.raises(IndexDamagedError):
        engine.snapshot()


@pytest.mark.parametrize("change", [
    lambda meta: meta["segments"].clear(),
    lambda meta: meta["segments"].pop(),
    lambda meta: meta["segments"][0].update(max_doc=7),
    lambda meta: meta["schema"].pop(),
    lambda meta: meta.pop("opstamp"),
])  # fmt: skip
def test_a_commit_that_says_something_else_is_told(index, change):
    folder, engine = index
    path = folder / "documents" / "meta.json"
    meta = json.loads(path.read_text())
    change(meta)
    path.write_text(json.dumps(meta))
    with pytest.raises(IndexDamagedError):
        engine.snapshot()


def test_damage_that_a_search_meets_is_told_from_then_on(index):
    folder, engine = index
    snapshot = engine.snapshot()
    path = next((folder / "documents").glob("*.store"))
    with path.open("r+b") as file:  # in place, so that the snapshot has the damaged bytes mapped
        file.write(os.urandom(40))
    with pytest.raises((IndexDamagedError, EngineUnavailableError)):
        snapshot.search(asked())
    with pytest.raises(IndexDamagedError):
        engine.exists()
    assert engine.needs_rebuild()
    with engine.rebuild() as writer:
        writer.write(LAWS)
    assert not engine.needs_rebuild()
    assert ids(engine.snapshot(), asked()) == ["a", "b", "c"]


def test_a_copy_that_followed_links_counts_as_none_and_is_replaced(written, tmp_path):
    home = Home(shutil.copytree(written, tmp_path / "home"))
    engine = EmbeddedEngine(home)
    assert not engine.state().exists
    with engine.rebuild() as writer:
        writer.write(LAWS)
    assert ids(engine.snapshot(), asked()) == ["a", "b", "c"]
