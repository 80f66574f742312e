"""Queues for work that must not take the threads and connections of readers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar

import anyio

from search_api.http.problems import ProblemError

Result = TypeVar("Result")

#: changes at a time: one writes, and the next one waits for the lock of the database
_WRITERS = 2
#: seconds that a change waits for those before it, and again for the lock of the database
WRITE_PATIENCE = 5


class TurnQueue:
    """Lets so many pieces of work run at a time, in threads of their own, in the order of asking.

    One that waits for more than `patience` seconds is refused with 503 and the words of `refusal`.
    The tasks of one event loop share it."""

    def __init__(self, at_a_time: int, patience: float, refusal: str) -> None:
        self._free = anyio.Semaphore(at_a_time)
        self._threads = anyio.CapacityLimiter(at_a_time)
        self._patience = patience
        self._refusal = refusal

    async def run(self, work: Callable[[], Result]) -> Result:
        """The result of `work` in a thread. Raises ProblemError where its turn does not come."""
        async with self.turn():
            return await self.in_thread(work)

    async def in_thread(self, work: Callable[[], Result]) -> Result:
        """The result of `work` in a thread; called in a block of `turn`."""
        return await anyio.to_thread.run_sync(work, limiter=self._threads)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A context that begins when it is this one's turn. Raises ProblemError."""
        with anyio.move_on_after(self._patience) as waiting:
            await self._free.acquire()
        if waiting.cancelled_caught:
            raise ProblemError(503, self._refusal, headers={"Retry-After": "5"})
        try:
            yield
        finally:
            self._free.release()


def write_queue() -> TurnQueue:
    """A queue for the changes of people."""
    return TurnQueue(_WRITERS, WRITE_PATIENCE, "正在写入别的内容，请稍后再试")
