"""Files become documents: outcomes in order, nothing lost, nothing twice."""

import os
from datetime import date
from pathlib import Path

import pytest

from corpus.documents.document_lists import load_rejected
from corpus.documents.load_document import load_document
from corpus.inputs.input_store import read_blob
from corpus.store.database import open_database, read_session
from ingest.run.pipeline import ingest_paths
from tests.ingest.stocked import folder, found, notice, state
from tests.stores import home_at

MANY = 1 << 20


@pytest.fixture
def home(tmp_path):
    return home_at(tmp_path / "home")


def ingest(home, *paths, max_bytes=MANY, processes=2):
    outcomes = []
    summary = ingest_paths(
        home,
        [str(path) for path in paths],
        max_bytes=max_bytes,
        processes=processes,
        report=outcomes.append,
    )
    return outcomes, summary


def set_aside(home):
    database = open_database(home)
    with read_session(database) as session:
        rows = load_rejected(session)
        kept = {row.path: row.sha256 and read_blob(session, home, row.sha256) for row in rows}
    database.dispose()
    return {row.path: row.reason for row in rows}, kept


def test_a_folder(home, tmp_path):
    path = folder(tmp_path / "in", 9)
    outcomes, summary = ingest(home, path)
    names = [outcome.path for outcome in outcomes]
    assert names == sorted(names)
    assert [outcome.outcome for outcome in outcomes] == ["taken"] * 9 + ["copy", *["set_aside"] * 2]
    assert outcomes[9].id == outcomes[0].id
    assert all((one.id is None) == (one.outcome == "set_aside") for one in outcomes)
    assert (summary.taken, summary.copies, summary.set_aside) == (9, 1, 2)
    assert len(found(home.path, "书亭修缮")) == 9


def test_again_nothing_changes(home, tmp_path):
    path = folder(tmp_path / "in", 5)
    first, _ = ingest(home, path)
    before = state(home.path)
    outcomes, summary = ingest(home, path)
    assert (summary.unchanged, summary.set_aside, summary.taken) == (6, 2, 0)
    assert [(one.path, one.id, one.reason) for one in outcomes] == [
        (one.path, one.id, one.reason) for one in first
    ]
    assert state(home.path) == before


def test_the_same_however_many_processes_work(tmp_path):
    path = folder(tmp_path / "in", 30)
    homes = [home_at(tmp_path / str(processes)) for processes in (1, 3)]
    told = [ingest(home, path, processes=at)[0] for home, at in zip(homes, (1, 3), strict=True)]
    assert told[0] == told[1]
    assert state(homes[0].path) == state(homes[1].path)


def test_a_changed_file_is_revised_and_found_anew(home, tmp_path):
    file = tmp_path / "1.txt"
    file.write_text(notice(1), "utf-8")
    ((first,), _) = ingest(home, file)
    file.write_text(notice(1, body="铺设盲道"), "utf-8")
    ((second,), summary) = ingest(home, file)
    assert (second.outcome, second.id, summary.revised) == ("revised", first.id, 1)
    assert found(home.path, "铺设盲道") == [first.id]
    assert found(home.path, "警示灯") == []


def test_events_across_runs_in_any_order(tmp_path):
    files = [tmp_path / f"{serial}.txt" for serial in (6, 7)]
    for file in files:
        file.write_text(notice(int(file.stem)), "utf-8")
    homes = []
    for name, order in (("a", files), ("b", files[::-1])):
        home = home_at(tmp_path / name)
        for file in order:
            ingest(home, file)
        homes.append(home)
    assert state(homes[0].path) == state(homes[1].path)
    assert "已废止" in str(state(homes[0].path)["periods"])


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.html", b"", "是空文件"),
        ("binary.html", bytes(range(256)) * 4, "二进制"),
        ("nothing.html", b"<html><body><a href='/'>x</a></body></html>", ""),
        ("large.txt", "大".encode() * 700, "超过大小上限 2000 字节"),
    ],
)
def test_what_cannot_be_read_is_set_aside_with_its_bytes(home, tmp_path, name, data, reason):
    (tmp_path / name).write_bytes(data)
    ((outcome,), summary) = ingest(home, tmp_path / name, max_bytes=2000)
    assert (outcome.outcome, outcome.id, summary.set_aside) == ("set_aside", None, 1)
    assert outcome.reason
    assert reason in outcome.reason
    reasons, kept = set_aside(home)
    assert reasons == {str(tmp_path / name): outcome.reason}
    assert kept == {str(tmp_path / name): data}


def test_a_file_that_turns_bad_changes_nothing_stored(home, tmp_path):
    file = tmp_path / "1.txt"
    file.write_text(notice(1), "utf-8")
    ((first,), _) = ingest(home, file)
    file.write_text("")
    ((second,), _) = ingest(home, file)
    assert second.outcome == "set_aside"
    assert found(home.path, "书亭修缮") == [first.id]
    file.write_text(notice(1), "utf-8")
    ((third,), _) = ingest(home, file)
    assert (third.outcome, third.id) == ("unchanged", first.id)
    assert set_aside(home) == ({}, {})


def test_a_larger_limit_takes_what_was_too_large(home, tmp_path):
    file = tmp_path / "1.txt"
    file.write_text(notice(1), "utf-8")
    assert ingest(home, file, max_bytes=100)[1].set_aside == 1
    assert ingest(home, file)[1].taken == 1


def test_odd_files_in_a_folder(home, tmp_path):
    path = tmp_path / "in"
    path.mkdir()
    (path / "1.txt").write_text(notice(1), "utf-8")
    os.mkfifo(path / "pipe")
    (path / "link").symlink_to("/etc/hostname")
    (path / "\udcff.txt").write_text(notice(2), "utf-8")
    outcomes, _ = ingest(home, path)
    assert [(Path(one.path).name, one.outcome) for one in outcomes] == [
        ("1.txt", "taken"),
        ("link", "set_aside"),
        ("pipe", "set_aside"),
        ("\udcff.txt", "taken"),
    ]
    database = open_database(home)
    with read_session(database) as session:
        (place,) = load_document(session, outcomes[-1].id, date(2024, 6, 1)).sources
    database.dispose()
    assert place.path == str(path / "\udcff.txt")


def test_the_same_file_named_twice(home, tmp_path):
    file = tmp_path / "1.txt"
    file.write_text(notice(1), "utf-8")
    outcomes, _ = ingest(home, file, file)
    assert [one.outcome for one in outcomes] == ["taken", "unchanged"]
    assert outcomes[0].id == outcomes[1].id
