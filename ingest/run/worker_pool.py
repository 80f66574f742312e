"""Worker processes that survive what a file does to one of them."""

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

#: files under way for each process: as many as it reads while a hundred others are saved
_QUEUED_PER_PROCESS = 32
#: bytes of files that may be under way: what was read of them, and members of archives and lines
#: of record files before they are, is held in memory
_MOST_HELD_BYTES = 48 << 20
#: a setting of the C library for the processes: memory in huge pages, where the system gives them
#: to those that ask. Dictionaries and tables of terms are looked up all over: 3 % of the time goes
#: into finding small pages. Other C libraries ignore it. One heap for all threads would give
#: tantivy's more of them, and cost more: they would wait for each other
_TUNABLES = "GLIBC_TUNABLES"
_HUGE_PAGES = "glibc.malloc.hugetlb=1"
#: up to so many pieces of work are for this process: others take a second to start
MOST_INLINE = 3


@dataclass(slots=True)
class _PendingTask:
    """A task whose turn comes. With neither result nor future it is still to be done."""

    task: ReadTask
    result: TaskResult | None
    #: the bytes that it holds until it is done
    held_bytes: int
    future: Future[TaskResult] | None = None

    @classmethod
    def of(cls, task: ReadTask) -> Self:
        result, given = result_without_reading(task), task.input_file.inline_data
        if given is not None:
            return cls(task, result, len(given.data))
        return cls(task, result, task.input_file.size if result is None else 0)


class WorkerPool:
    """The processes of one run, started when there is enough to do."""

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
        """Processes for so many pieces of work; None where they are too few."""
        if self._pool is None and count > MOST_INLINE:
            self._pool = self._open(self._processes)
        return self._pool

    def results(self, tasks: Iterable[ReadTask]) -> Iterator[tuple[ReadTask, TaskResult]]:
        """Each task with its result, in order however many processes work. A file that ends its
        process is told as crashed."""
        turns: deque[_PendingTask] = deque()
        held = 0
        for task in tasks:
            turns.append(_PendingTask.of(task))
            held += turns[-1].held_bytes
            self._submit_waiting(turns)
            while len(turns) > _QUEUED_PER_PROCESS * self._processes or (
                held > _MOST_HELD_BYTES and len(turns) > 1
            ):
                held -= turns[0].held_bytes
                yield self._next_result(turns)
        while turns:
            yield self._next_result(turns)

    def run_isolated(self, task: ReadTask) -> TaskResult:
        """What came of one task, read in a process of its own, whatever it does to that."""
        return result_without_reading(task) or next(self._run_one_by_one([task]))

    def _submit_waiting(self, turns: deque[_PendingTask]) -> None:
        waiting = [turn for turn in turns if turn.result is None and turn.future is None]
        pool = self.pool_for(len(waiting))
        if pool is not None:
            for turn in waiting:
                turn.future = self._submit(pool, turn.task)

    def _next_result(self, turns: deque[_PendingTask]) -> tuple[ReadTask, TaskResult]:
        turn = turns.popleft()
        if turn.result is not None:
            return turn.task, turn.result
        if turn.future is None:
            return turn.task, run_task(turn.task, self._home, self._max_bytes)
        try:
            return turn.task, turn.future.result()
        except BrokenProcessPool:
            # One of those under way did it, nobody knows which: each is tried alone.
            self._reopen()
            under_way = [turn, *(one for one in turns if one.future is not None)]
            results = self._run_one_by_one([one.task for one in under_way])
            for one, result in zip(under_way, results, strict=True):
                one.result = result
            assert turn.result is not None
            return turn.task, turn.result

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
        except BrokenProcessPool as broken:  # by a task before; its turn comes in `_next_result`
            future: Future[TaskResult] = Future()
            future.set_exception(broken)
            return future

    def _reopen(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True)
        self._pool = self._open(self._processes)

    def _open(self, processes: int) -> ProcessPoolExecutor:
        start_forkserver()
        # not forked from this process: it holds a database, and threads
        context = multiprocessing.get_context("forkserver")
        return ProcessPoolExecutor(processes, context, initializer=_init_worker)


def prestart_workers(input_files: Iterable[object]) -> None:
    """Begin to start processes for what was found, if it is more than a few: before what this
    process needs is imported, which takes as long."""
    if len(list(islice(input_files, MOST_INLINE + 1))) > MOST_INLINE:
        start_forkserver()


def _init_worker() -> None:
    """Where there are fewer cores than processes, those wait that have the time: the index, which
    one thread feeds, takes longer than all reading."""
    prepare_worker()
    os.nice(10)


def start_forkserver() -> None:
    """Begin to load, in the process that the workers are forked from, what they need; it takes a
    second, and this process may do something else meanwhile."""
    forkserver.set_forkserver_preload(
        ["ingest.run.worker_dispatch", "corpus.index.entry.build_entry"]
    )
    before = os.environ.get(_TUNABLES)
    os.environ.setdefault(_TUNABLES, _HUGE_PAGES)
    try:
        forkserver.ensure_running()  # with the environment of now, as all that it forks
    finally:
        if before is None:
            del os.environ[_TUNABLES]
