"""Worker processes that survive what a file does to one of them."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from types import TracebackType
from typing import Self

from corpus.home import Home
from ingest.reading import NO_RULES, Task, Work, begin, work

#: files under way for each process: enough that none waits, few enough to hold in memory
AHEAD = 8


class Workers:
    """A pool for one run. Results come in the order of the tasks however many processes work."""

    def __init__(self, home: Home, processes: int, max_bytes: int) -> None:
        self._home = home
        self._processes = processes
        self._max_bytes = max_bytes
        # not forked from this process: it holds a database, and threads
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["ingest.reading", "corpus.index.fields"])
        self._pool = self._open(processes)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    @property
    def pool(self) -> ProcessPoolExecutor:
        """For other work of the same run."""
        return self._pool

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Work]]:
        """Each task with its result; a file that ends its process is told as crashed."""
        ahead: deque[tuple[Task, Future[Work]]] = deque()
        for task in tasks:
            ahead.append((task, self._submit(task)))
            if len(ahead) > AHEAD * self._processes:
                yield self._next(ahead)
        while ahead:
            yield self._next(ahead)

    def _next(self, ahead: deque[tuple[Task, Future[Work]]]) -> tuple[Task, Work]:
        task, future = ahead.popleft()
        try:
            return task, future.result()
        except BrokenProcessPool:
            # One of those under way did it, nobody knows which: each is tried alone.
            self._pool.shutdown(wait=True)
            self._pool = self._open(self._processes)
            tasks = [task, *(other for other, _ in ahead)]
            first, *others = self._one_by_one(tasks)
            ahead.clear()
            ahead.extend((other, _finished(result)) for other, result in others)
            return first

    def _one_by_one(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Work]]:
        waiting = deque(tasks)
        while waiting:
            with self._open(1) as alone:
                try:
                    while waiting:
                        result = alone.submit(
                            work, waiting[0], self._home, self._max_bytes
                        ).result()
                        yield waiting.popleft(), result
                except BrokenProcessPool:
                    reason = "读取它的进程意外中止（可能是内存不足）"
                    yield waiting.popleft(), Work(reason=reason, rules=NO_RULES)

    def _submit(self, task: Task) -> Future[Work]:
        try:
            return self._pool.submit(work, task, self._home, self._max_bytes)
        except BrokenProcessPool as broken:  # by a task before; its turn comes in `_next`
            future: Future[Work] = Future()
            future.set_exception(broken)
            return future

    def _open(self, processes: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            processes, self._context, initializer=begin, initargs=(self._home.cache,)
        )


def _finished(result: Work) -> Future[Work]:
    future: Future[Work] = Future()
    future.set_result(result)
    return future
