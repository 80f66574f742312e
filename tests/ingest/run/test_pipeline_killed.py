"""Killed at any point and run again, or run twice at once: the same end."""

import json
import signal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ingest.packed import archive, records
from tests.ingest.sheets import HEADER, row, workbook
from tests.ingest.stocked import folder, notice, start, state

FILES = 110


def finish(process):
    out, errors = process.communicate()
    assert process.returncode == 1, errors.decode()  # the folder holds files to be set aside
    return [json.loads(line) for line in out.splitlines()]


def kill_after(process, lines):
    """End it the hard way once it has told so many outcomes."""
    for _ in range(lines):
        if not process.stdout.readline():
            break
    process.kill()
    process.communicate()


def test_killed_at_any_point_and_run_again(tmp_path):
    path = folder(tmp_path / "in", FILES)
    undisturbed, home = tmp_path / "undisturbed", tmp_path / "home"
    finish(start(undisturbed, path))
    for lines in (0, 1, 51, 113):  # starting up, after a transaction, between two, indexing
        kill_after(start(home, path), lines)
    *rows, summary = finish(start(home, path))
    assert len(rows) == FILES + 3
    assert summary["summary"]["set_aside"] == 2
    assert state(home) == state(undisturbed)
    assert not list((home / "sources").iterdir())


def packed(path):
    """Beside the files an archive, a record file and a catalogue of them."""
    folder(path, 20)
    members = [(f"{serial}.txt", notice(serial, "丙")) for serial in range(1, 61)]
    (path / "m.zip").write_bytes(archive(*members, ("里.jsonl", "\n".join(records(40, "戊")))))
    (path / "r.jsonl").write_text(
        "\n".join([*records(90, "丁"), "{", records(3, "丁")[2]]), "utf-8"
    )
    rows = [HEADER, *(row(serial, "丁") for serial in range(60, 120))]
    (path / "s.xlsx").write_bytes(workbook(台账=rows))
    return path


#: outcomes of an undisturbed run over `packed`: files, archive, record files, catalogue
TOLD = 23 + 1 + 60 + 1 + 40 + 1 + 92 + 1 + 60


@pytest.mark.parametrize("resume", [(), ("--resume",)])
@settings(max_examples=2, deadline=None)
@given(kills=st.lists(st.integers(0, TOLD), min_size=1, max_size=3))
def test_killed_within_archives_and_record_files(resume, kills):
    with TemporaryDirectory() as temporary:
        base = Path(temporary)
        path = packed(base / "in")
        undisturbed, home = base / "undisturbed", base / "home"
        told = finish(start(undisturbed, path))
        assert len(told) == TOLD + 1
        for lines in kills:
            kill_after(start(home, *resume, path), lines)
        *rows, _ = finish(start(home, *resume, path))
        assert [(one["path"], one["id"]) for one in rows] == [
            (one["path"], one["id"]) for one in told[:-1]
        ]
        assert state(home) == state(undisturbed)


def test_two_at_once_over_the_same_and_other_files(tmp_path):
    here, there = folder(tmp_path / "here", 60), folder(tmp_path / "there", 60, "乙")
    home = tmp_path / "home"
    running = [start(home, path) for path in (here, there, here)]
    ends = [finish(process) for process in running]
    ids = [[row["id"] for row in rows[:-1]] for rows in ends]
    assert ids[0] == ids[2]
    after = state(home)
    assert len(after["documents"]) == len(after["found"]) == 120
    assert after["queue"] == []
    alone = tmp_path / "alone"
    finish(start(alone, here, there))
    assert state(alone) == after


def test_interrupted_it_ends_in_words(tmp_path):
    path = folder(tmp_path / "in", FILES)
    process = start(tmp_path / "home", path)
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 3, errors.decode()
    assert (
        errors.decode().strip()
        == "已中断；收录过的都已保存，再运行一次即可继续（加 --resume 更快）"
    )
