"""Reads one file in a process of its own, which the file may kill, and which may be ended."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection

from corpus.store.home import Home
from ingest.run.read_task import RETRY_VERSION, ReadTask, TaskResult
from ingest.run.reading_worker import init_worker, start_forkserver
from ingest.run.worker_task import run_task

#: seconds between two looks at whether the result is still wanted
_POLL_SECONDS = 0.1


class ReadingCancelledError(Exception):
    """Nobody waits for the result of a reading any longer; its process was ended."""


def read_isolated(
    task: ReadTask,
    home: Home,
    max_bytes: int,
    seconds: float,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> TaskResult:
    """The result of reading one file in a process of its own, within so many processor seconds.

    A file that kills its process gets a result that says so. Raises ReadingCancelledError soon
    after `is_cancelled()` becomes true."""
    start_forkserver()
    context = multiprocessing.get_context("forkserver")
    pipe, child_pipe = context.Pipe(duplex=False)
    process = context.Process(
        target=_read_into, args=(child_pipe, task, home, max_bytes, seconds), daemon=True
    )
    try:
        process.start()
        child_pipe.close()
        while True:
            if is_cancelled():
                raise ReadingCancelledError
            if pipe.poll(_POLL_SECONDS):
                break
        result: TaskResult = pipe.recv()
    except EOFError:
        reason = "读取它的进程意外中止（可能是内存不足）"
        return TaskResult(reason=reason, rules_version=RETRY_VERSION)
    else:
        return result
    finally:
        process.kill()
        process.join()
        pipe.close()


def _read_into(
    pipe: Connection, task: ReadTask, home: Home, max_bytes: int, seconds: float
) -> None:
    init_worker()
    pipe.send(run_task(task, home, max_bytes, seconds))
