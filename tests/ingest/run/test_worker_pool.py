"""A process that dies takes no other file with it."""

import multiprocessing
import os
import subprocess
import sys

import pytest
import xlsxwriter

from corpus.store.home import Home
from ingest.input_files import InputFile
from ingest.run.isolated_reading import ReadingCancelledError, read_isolated
from ingest.run.read_task import RETRY_VERSION, RULES_VERSION, ReadTask
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


def test_one_file_alone_cannot_end_the_run_either(tasks, tmp_path):
    found = tasks[0].input_file
    deadly = ReadTask(Deadly(found.path, found.location), None)
    with WorkerPool(Home(tmp_path).create(), 2, 1 << 20) as workers:
        [(_, result)] = workers.results([deadly])
    assert "中止" in result.reason


def test_a_file_that_takes_too_long_is_set_aside_and_its_bytes_are_kept(tasks, tmp_path):
    result = read_isolated(tasks[0], Home(tmp_path).create(), 1 << 20, 0.001)
    assert "没有读完" in result.reason
    assert result.data.size
    assert result.rules_version == RULES_VERSION  # these rules will not read it the next time


def test_a_reading_that_nobody_waits_for_is_ended(tasks, tmp_path):
    with pytest.raises(ReadingCancelledError):
        read_isolated(tasks[0], Home(tmp_path).create(), 1 << 20, 60, lambda: True)
    assert multiprocessing.active_children() == []


def test_a_workbook_with_a_far_cell_is_set_aside(tmp_path):
    """Its range asks for more memory than a process may have, which Rust answers by an abort."""
    path = tmp_path / "1.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_string("A1", "标题")
        sheet.write_string("XFD1048576", "文号")
    with WorkerPool(Home(tmp_path).create(), 2, 1 << 20) as workers:
        [(_, result)] = workers.results([ReadTask(InputFile(path.name, str(path)), None)])
    assert "内存" in result.reason


def test_workers_do_without_sql():
    """Its import takes as long as all else that they need."""
    modules = "sys, ingest.run.worker_dispatch, corpus.index.entry.build_entry"
    code = f"import {modules}; print('sqlalchemy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"
