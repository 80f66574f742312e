"""The queue of pushed files: few are read at a time, and none whose client has left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Event
from typing import TypeVar

from fastapi import Request

from search_api.http.turn_queue import TurnQueue

Result = TypeVar("Result")

#: seconds that a push waits until those before it are done
_PATIENCE = 20.0


class PushQueue:
    """Lets so many pushes work at a time; the tasks of one event loop share it."""

    def __init__(self, at_a_time: int) -> None:
        self._turns = TurnQueue(at_a_time, _PATIENCE, "正在收录别的文件，请稍后再试")
        self._ending = Event()

    def end(self) -> None:
        """End the pushes under way: the server ends."""
        self._ending.set()

    async def run(self, request: Request, work: Callable[[Callable[[], bool]], Result]) -> Result:
        """The result of `work` in a thread, once it is its turn. Raises ProblemError (503).

        `work` gets a function that says whether it is to end: its client left, or the server ends.
        """
        gone = Event()
        async with self._turns.turn():
            watching = asyncio.create_task(_watch_client(request, gone))
            try:
                return await self._turns.in_thread(
                    lambda: work(lambda: gone.is_set() or self._ending.is_set())
                )
            finally:
                watching.cancel()


async def _watch_client(request: Request, gone: Event) -> None:
    """Set `gone` once the client has left; the body of the request must have been read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    gone.set()
