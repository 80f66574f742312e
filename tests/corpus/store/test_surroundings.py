"""The data folder in odd surroundings: its name, its permissions, what was left half written."""

import os
import stat
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import OperationalError

from corpus.inputs.large_blobs import store_large_blob
from corpus.store.database import open_database, read_session, write_session
from corpus.store.half_files import find_halves, half_file, sweep_halves
from corpus.store.home import Home
from corpus.store.locks import hold_lock
from corpus.store.people_tables import SubscriptionRow
from tests.stores import ON_POSTGRESQL

on_sqlite = pytest.mark.skipif(ON_POSTGRESQL, reason="of SQLite")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@on_sqlite
@pytest.mark.parametrize("name", ["问?号", "百分50%25", "井#号", "空 格", "反\\斜", "a&mode=ro"])
def test_the_database_lies_in_its_folder_whatever_that_is_called(tmp_path, name):
    home = Home(tmp_path / name)
    open_database(home).dispose()
    assert home.database.is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]


@on_sqlite
def test_only_the_owner_may_read(tmp_path):
    home = Home(tmp_path / "home")
    open_database(home).dispose()
    assert {mode(path) for path in (home.path, home.outbox, home.sources, home.index)} == {0o700}
    assert mode(home.database) == 0o600


def test_an_empty_folder_becomes_the_owners_and_one_in_use_stays(tmp_path):
    (tmp_path / "empty").mkdir(0o755)
    (tmp_path / "used").mkdir(0o755)
    (tmp_path / "used" / "letters.txt").touch()
    assert mode(Home(tmp_path / "empty").create().path) == 0o700
    assert mode(Home(tmp_path / "used").create().path) == 0o755


def test_halves_are_swept_unless_somebody_writes_them(tmp_path):
    home = Home(tmp_path).create()
    (home.sources / "left.part").write_bytes(b"half")
    with half_file(home.sources) as writing:
        assert [path.name for path in find_halves(home.sources)] == ["left.part"]
        sweep_halves(home.sources)
        assert [path.name for path in home.sources.iterdir()] == [Path(writing.name).name]


@on_sqlite
def test_a_large_input_leaves_no_half(tmp_path):
    home = Home(tmp_path).create()
    blob = store_large_blob(home, BytesIO(b"x" * 3_000_000))
    assert [path.name for path in home.sources.iterdir()] == [f"{blob.sha256}.gz"]


@on_sqlite
def test_a_read_only_folder_is_read(tmp_path, monkeypatch):
    home = Home(tmp_path / "home")
    open_database(home).dispose()
    monkeypatch.setattr(os, "access", lambda *_: False)
    database = open_database(home)
    with read_session(database) as session:
        assert session.query(SubscriptionRow).count() == 0
    with pytest.raises(OperationalError, match="readonly"), write_session(database) as session:
        session.execute(delete(SubscriptionRow))
    database.dispose()


def test_a_lock_that_cannot_be_made_is_not_held(tmp_path, monkeypatch):
    def refuse(path, *_):
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr("pathlib.Path.open", refuse)
    home = Home(tmp_path)
    with hold_lock(home, "ingest", wait=False) as mine:
        assert not mine
    with pytest.raises(OSError, match="Read-only"), hold_lock(home, "ingest"):
        pass
