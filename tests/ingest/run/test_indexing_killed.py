"""The process that indexes beside an ingest, or the ingest itself, killed: the same end."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.benchmarks.processes import below
from tests.ingest.run.test_pipeline_killed import finish
from tests.ingest.stocked import folder, start, state

#: enough for a process of its own, and for several commits
FILES = 900


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return folder(tmp_path_factory.mktemp("in") / "in", FILES)


@pytest.fixture(scope="module")
def undisturbed(path, tmp_path_factory):
    home = tmp_path_factory.mktemp("undisturbed")
    finish(start(home, path))
    return state(home)


def indexing(process):
    """The process beside: of those below, the one that has the engine loaded."""
    while process.poll() is None:
        for pid in below(process.pid):
            try:
                loaded = Path(f"/proc/{pid}/maps").read_text()
            except OSError:  # it has ended meanwhile
                continue
            if "/tantivy" in loaded:
                return pid
        time.sleep(0.01)
    raise AssertionError("there was none")


def runs(pid):
    """Whether a process has not ended; one that nobody has asked for its end has no words."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes() != b""
    except OSError:
        return False


@pytest.mark.parametrize("seconds", [0, 0.7])
def test_killed_while_it_indexes_the_ingest_takes_over(path, undisturbed, tmp_path, seconds):
    process = start(tmp_path, path)
    beside = indexing(process)
    time.sleep(seconds)
    os.kill(beside, signal.SIGKILL)
    *rows, _ = finish(process)
    assert len(rows) == FILES + 3
    assert state(tmp_path) == undisturbed


@pytest.mark.parametrize("seconds", [0, 0.7])
def test_with_the_ingest_ends_the_process_beside(path, undisturbed, tmp_path, seconds):
    process = start(tmp_path, path)
    indexing(process)
    time.sleep(seconds)
    all_below = below(process.pid)
    process.kill()
    process.communicate()
    while any(map(runs, all_below)):
        time.sleep(0.01)
    finish(start(tmp_path, path))
    assert state(tmp_path) == undisturbed
