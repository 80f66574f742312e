"""A pool of worker processes that goes on when a file kills one of them."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import forkserver
from types import TracebackType
from typing import Self

from corpus.store.home import Home
from corpus.store.worker_processes import prepare_worker
from ingest.run.read_task import RETRY_VERSION, ReadTask, TaskResult
from ingest.run.worker_task import result_without_reading, run_task

#: files queued for each process: as many as it reads while a hundred others are saved
_QUEUED_PER_PROCESS = 32
#: bytes of queued files: their results are held in memory, and members of archives and lines of
#: record files before they are read, too
_MOST_HELD_BYTES = 48 << 20
#: a setting of the GNU C library for the processes: memory in huge pages, where the system offers
#: them on request. Dictionaries and tables of terms are read all over, and finding small pages
#: takes 3 % of the time. Other C libraries ignore it. One heap for all threads would give tantivy's
#: threads more huge pages, and cost more: they would wait for each other
_TUNABLES = "GLIBC_TUNABLES"
_HUGE_PAGES = "glibc.malloc.hugetlb=1"
#: up to so many files are read in this process: others take a second to start
MOST_INLINE = 3


@dataclass(slots=True)
class _PendingTask:
    """A queued task; with neither result nor future it is still to be submitted."""

    task: ReadTask
    result: TaskResult | None
    #: bytes that it holds in memory until it is done
    held_bytes: int
    future: Future[TaskResult] | None = None

    @classmethod
    def of(cls, task: ReadTask) -> Self:
        result, inline_data = result_without_reading(task), task.input_file.inline_data
        if inline_data is not None:
            return cls(task, result, len(inline_data.data))
        return cls(task, result, task.input_file.size if result is None else 0)


class WorkerPool:
    """The worker processes of one run, started when there is enough to do."""

    def __init__(self, home: Home, processes: int, max_bytes: int) -> None:
        self._home = home
        self._processes = processes
        self._max_bytes = max_bytes
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def pool_for(self, count: int) -> ProcessPoolExecutor | None:
        """The processes for so many files; None where these are too few to start any."""
        if self._pool is None and count > MOST_INLINE:
            self._pool = self._open(self._processes)
        return self._pool

    def results(self, tasks: Iterable[ReadTask]) -> Iterator[tuple[ReadTask, TaskResult]]:
        """Each task with its result, in order however many processes work.

        A file that kills its process gets a result that says so."""
        queue: deque[_PendingTask] = deque()
        held = 0
        for task in tasks:
            queue.append(_PendingTask.of(task))
            held += queue[-1].held_bytes
            self._submit_waiting(queue)
            while len(queue) > _QUEUED_PER_PROCESS * self._processes or (
                held > _MOST_HELD_BYTES and len(queue) > 1
            ):
                held -= queue[0].held_bytes
                yield self._next_result(queue)
        while queue:
            yield self._next_result(queue)

    def run_isolated(self, task: ReadTask) -> TaskResult:
        """The result of one task, read in a process of its own, which the file may kill."""
        return result_without_reading(task) or next(self._run_one_by_one([task]))

    def _submit_waiting(self, queue: deque[_PendingTask]) -> None:
        waiting = [
            pending for pending in queue if pending.result is None and pending.future is None
        ]
        pool = self.pool_for(len(waiting))
        if pool is not None:
            for pending in waiting:
                pending.future = self._submit(pool, pending.task)

    def _next_result(self, queue: deque[_PendingTask]) -> tuple[ReadTask, TaskResult]:
        pending = queue.popleft()
        if pending.result is not None:
            return pending.task, pending.result
        if pending.future is None:
            return pending.task, run_task(pending.task, self._home, self._max_bytes)
        try:
            return pending.task, pending.future.result()
        except BrokenProcessPool:
            # one of the submitted files did it, nobody knows which: each is read alone
            self._reopen()
            under_way = [
                pending,
                *(submitted for submitted in queue if submitted.future is not None),
            ]
            results = self._run_one_by_one([submitted.task for submitted in under_way])
            for submitted, result in zip(under_way, results, strict=True):
                submitted.result = result
            assert pending.result is not None
            return pending.task, pending.result

    def _run_one_by_one(self, tasks: Sequence[ReadTask]) -> Iterator[TaskResult]:
        waiting = deque(tasks)
        while waiting:
            with self._open(1) as alone:
                try:
                    while waiting:
                        future = alone.submit(run_task, waiting[0], self._home, self._max_bytes)
                        yield future.result()
                        waiting.popleft()
                except BrokenProcessPool:
                    waiting.popleft()
                    reason = "读取它的进程意外中止（可能是内存不足）"
                    yield TaskResult(reason=reason, rules_version=RETRY_VERSION)

    def _submit(self, pool: ProcessPoolExecutor, task: ReadTask) -> Future[TaskResult]:
        try:
            return pool.submit(run_task, task, self._home, self._max_bytes)
        except BrokenProcessPool as broken:  # by an earlier task; `_next_result` deals with it
            future: Future[TaskResult] = Future()
            future.set_exception(broken)
            return future

    def _reopen(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True)
        self._pool = self._open(self._processes)

    def _open(self, processes: int) -> ProcessPoolExecutor:
        start_forkserver()
        # workers are not forked from this process, which holds a database and threads
        context = multiprocessing.get_context("forkserver")
        return ProcessPoolExecutor(processes, context, initializer=_init_worker)


def prestart_workers(input_files: Iterable[object]) -> None:
    """Starts the fork server early when there are more inputs than this process reads itself.

    It loads while this process imports what it needs, which takes as long."""
    if len(list(islice(input_files, MOST_INLINE + 1))) > MOST_INLINE:
        start_forkserver()


def _init_worker() -> None:
    """Prepares a worker process, and lowers its priority.

    Where there are fewer cores than processes, the readers are to wait for the index: one thread
    feeds it, which takes longer than all reading."""
    prepare_worker()
    os.nice(10)


def start_forkserver() -> None:
    """Starts the fork server, which loads the modules that workers need.

    That takes a second, in which this process may do something else."""
    forkserver.set_forkserver_preload(
        ["ingest.run.worker_dispatch", "corpus.index.entry.build_entry"]
    )
    before = os.environ.get(_TUNABLES)
    os.environ.setdefault(_TUNABLES, _HUGE_PAGES)
    try:
        forkserver.ensure_running()  # it keeps the environment of now, for all that it forks
    finally:
        if before is None:
            del os.environ[_TUNABLES]
