"""A pool of worker processes that goes on when a file kills one of them."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from corpus.store.home import Home
from ingest.run.isolated_reading import read_isolated
from ingest.run.read_task import ReadTask, TaskResult
from ingest.run.reading_limits import MOST_SECONDS
from ingest.run.reading_worker import init_worker, start_forkserver
from ingest.run.worker_task import result_without_reading, run_task

#: files queued for each process: as many as it reads while a hundred others are saved
_QUEUED_PER_PROCESS = 32
#: bytes of queued files: their results are held in memory, and members of archives and lines of
#: record files before they are read, too
_MOST_HELD_BYTES = 48 << 20
#: up to so many documents are indexed by this process: others take a second to start
_MOST_INLINE = 3


@dataclass(slots=True)
class _PendingTask:
    """A queued task, with its result or with the future of a process that reads it."""

    task: ReadTask
    result: TaskResult | None
    future: Future[TaskResult] | None

    @property
    def held_bytes(self) -> int:
        """The bytes that it holds in memory until it is done."""
        inline_data = self.task.input_file.inline_data
        if inline_data is not None:
            return len(inline_data.data)
        return self.task.input_file.size if self.future is not None else 0


class WorkerPool:
    """The worker processes of one run, which read every input of it.

    No input is read in the process that runs it: a kilobyte may end the process that reads it."""

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
        """The processes that index so many documents; None where these are too few to start any."""
        return self._opened() if count > _MOST_INLINE else None

    def results(self, tasks: Iterable[ReadTask]) -> Iterator[tuple[ReadTask, TaskResult]]:
        """Each task with its result, in order however many processes work.

        A file that kills its process gets a result that says so."""
        queue: deque[_PendingTask] = deque()
        held = 0
        for task in tasks:
            queue.append(self._begin(task))
            held += queue[-1].held_bytes
            while len(queue) > _QUEUED_PER_PROCESS * self._processes or (
                held > _MOST_HELD_BYTES and len(queue) > 1
            ):
                held -= queue[0].held_bytes
                yield self._next_result(queue)
        while queue:
            yield self._next_result(queue)

    def _begin(self, task: ReadTask) -> _PendingTask:
        result = result_without_reading(task)
        return _PendingTask(task, result, self._submit(task) if result is None else None)

    def _next_result(self, queue: deque[_PendingTask]) -> tuple[ReadTask, TaskResult]:
        pending = queue.popleft()
        if pending.result is not None:
            return pending.task, pending.result
        assert pending.future is not None
        try:
            return pending.task, pending.future.result()
        except BrokenProcessPool:
            # one of the submitted files did it, nobody knows which: each is read alone
            self._opened().shutdown(wait=True)
            self._pool = None
            under_way = [
                pending,
                *(submitted for submitted in queue if submitted.future is not None),
            ]
            for submitted in under_way:
                submitted.result = read_isolated(
                    submitted.task, self._home, self._max_bytes, MOST_SECONDS
                )
            assert pending.result is not None
            return pending.task, pending.result

    def _submit(self, task: ReadTask) -> Future[TaskResult]:
        try:
            return self._opened().submit(run_task, task, self._home, self._max_bytes, MOST_SECONDS)
        except BrokenProcessPool as broken:  # by an earlier task; `_next_result` deals with it
            future: Future[TaskResult] = Future()
            future.set_exception(broken)
            return future

    def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            start_forkserver()
            # workers are not forked from this process, which holds a database and threads
            context = multiprocessing.get_context("forkserver")
            self._pool = ProcessPoolExecutor(self._processes, context, initializer=init_worker)
        return self._pool
