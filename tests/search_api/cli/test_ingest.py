"""`fagui ingest`: objects for programs, tables for people, exit codes."""

import json
from pathlib import Path

import pytest

from search_api.cli.main import run
from tests.ingest.stocked import notice
from tests.stores import use


@pytest.fixture
def files(tmp_path, monkeypatch):
    use(monkeypatch, tmp_path / "home")
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/1.txt").write_text(notice(1), "utf-8")
    Path("in/2.txt").write_text(notice(1), "utf-8")
    Path("in/\udcff.txt").write_text("", "utf-8")
    return Path("in")


@pytest.mark.usefixtures("files")
def test_one_object_for_each_file_and_a_summary(capsys):
    assert run(["ingest", "./in", "--json"]) == 1
    out = capsys.readouterr().out
    assert out.isascii()
    *rows, last = map(json.loads, out.splitlines())
    first = rows[0]["id"]
    assert rows == [
        {"path": "./in/1.txt", "outcome": "taken", "id": first, "reason": None},
        {"path": "./in/2.txt", "outcome": "copy", "id": first, "reason": None},
        {"path": "./in/\udcff.txt", "outcome": "set_aside", "id": None, "reason": "是空文件"},
    ]
    summary = last["summary"]
    assert summary.pop("seconds") > 0
    assert summary == {"taken": 1, "unchanged": 0, "revised": 0, "copies": 1, "set_aside": 1}


@pytest.mark.usefixtures("files")
def test_found_when_the_command_returns(capsys):
    assert run(["ingest", "in/1.txt", "--json"]) == 0
    capsys.readouterr()
    assert run(["search", "夜间警示燈", "--json"]) == 0


@pytest.mark.usefixtures("files")
def test_tables_for_people(capsys):
    assert run(["ingest", "in"]) == 1
    out = capsys.readouterr().out
    assert "in/�.txt" in out
    assert "是空文件" in out
    assert out.splitlines()[-1].split()[:5] == ["1", "0", "0", "1", "1"]


@pytest.mark.usefixtures("files")
def test_a_path_that_is_not_there_is_wrong_usage(capsys):
    assert run(["ingest", "in", "nowhere"]) == 2
    assert "nowhere" in capsys.readouterr().err
    assert not Path("home").exists()
