"""A process that dies takes no other file with it."""

import os
import subprocess
import sys

import pytest

from corpus.store.home import Home
from ingest.input_files import InputFile
from ingest.run.read_task import RETRY_VERSION, ReadTask
from ingest.run.worker_pool import WorkerPool
from tests.ingest.stocked import notice


class Deadly(InputFile):
    """Ends the process that receives it."""

    def __reduce__(self):
        return os._exit, (9,)


@pytest.fixture
def tasks(tmp_path):
    made = []
    for serial in range(30):
        path = tmp_path / f"{serial}.txt"
        path.write_text(notice(serial), "utf-8")
        made.append(ReadTask(InputFile(path.name, str(path)), None))
    return made


def test_a_file_that_ends_its_process_is_told_and_the_rest_is_read(tasks, tmp_path):
    for at in (4, 5, 29):
        found = tasks[at].input_file
        tasks[at] = ReadTask(Deadly(found.path, found.location), None)
    with WorkerPool(Home(tmp_path).create(), 2, 1 << 20) as workers:
        results = list(workers.results(iter(tasks)))
    assert [task.input_file.path for task, _ in results] == [task.input_file.path for task in tasks]
    crashed = [at for at, (_, work) in enumerate(results) if work.reason]
    assert crashed == [4, 5, 29]
    assert "中止" in results[4][1].reason
    assert results[4][1].rules_version == RETRY_VERSION  # to be tried again the next time
    assert all(work.prepared for at, (_, work) in enumerate(results) if at not in crashed)


def test_few_files_need_no_processes(tasks, tmp_path):
    with WorkerPool(Home(tmp_path).create(), 2, 1 << 20) as workers:
        assert len(list(workers.results(tasks[:3]))) == 3
        assert workers.pool_for(0) is None


def test_workers_do_without_sql():
    """Its import takes as long as all else that they need."""
    modules = "sys, ingest.run.worker_dispatch, corpus.index.entry.build_entry"
    code = f"import {modules}; print('sqlalchemy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
