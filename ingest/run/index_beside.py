"""What an ingest saves is written into the index beside it, by a process of its own: it reads the
documents from SQL, so that little more than the word to finish passes between the two."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Engine as Database
from sqlalchemy import func, select

from corpus.index.engine import UnavailableError
from corpus.index.update.queue import untried
from corpus.store.database import open_database, patiently, session
from corpus.store.home import Home
from corpus.store.processes import begin
from corpus.store.tables import IndexQueue
from ingest.run.worker_pool import start_server

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

#: documents after which the process is worth its start: half a second
_MANY = 200
#: as many are wanted for a commit while more are coming: each commit writes segments of its own
_ENOUGH = 500
#: seconds between looks at the queue
_PAUSE = 0.2


class Indexing:
    """The index of one run. Left by an exception, it leaves the rest in the queue."""

    def __init__(self, database: Database, home: Home) -> None:
        self._database = database
        self._home = home
        self._saved = 0
        self._process: ForkServerProcess | None = None
        self._told: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None and self._told is not None:
            self._process.kill()  # it has ended, or its rows are done again by the next run
            self._process.join()
            self._told.close()

    def saved(self, count: int) -> None:
        """So many more inputs are in SQL."""
        self._saved += count
        if self._process is None and self._saved >= _MANY:
            start_server()
            context = multiprocessing.get_context("forkserver")
            heard, self._told = context.Pipe()
            self._process = context.Process(target=_index, args=(self._home, heard))
            self._process.start()
            heard.close()

    def finish(self, left: Callable[[int], None]) -> str | None:
        """Wait until everything that is in SQL by now can be found, or tell why it cannot. `left`
        is told every now and then how many documents are missing."""
        try:
            return patiently(lambda: self._finish(left))
        except UnavailableError as error:
            return str(error)

    def _finish(self, left: Callable[[int], None]) -> str | None:
        with session(self._database) as reading:
            last = reading.scalar(select(func.max(IndexQueue.id)))
        if last is None:
            return None
        if self._process is not None and self._told is not None:
            with suppress(OSError):  # it is gone
                self._told.send(None)
            while self._process.is_alive():
                left(untried(self._database))
                self._process.join(_PAUSE)
            with suppress(EOFError, OSError):
                reason: str = self._told.recv()
                return reason
        # nothing is left, unless that process was killed, or another one is at it
        left(untried(self._database))
        _drainer(self._database, self._home)(until=last)
        return None


def _drainer(database: Database, home: Home) -> partial[int]:
    """Drains the queue into the engine of a data folder, which stays the same from call to call."""
    # mostly only the process beside need wait for these imports
    from corpus.index.opened import open_engine  # noqa: PLC0415
    from corpus.index.update.drain import drain  # noqa: PLC0415

    return partial(drain, database, open_engine(home), home)


def _index(home: Home, told: Connection) -> None:
    """The process: it writes until it is told to finish, and then what is left."""
    begin()
    database = open_database(home)
    drain = _drainer(database, home)

    def few() -> bool:
        return not told.poll() and untried(database) < _ENOUGH

    while not told.poll(_PAUSE):
        with suppress(UnavailableError):  # it may be back by then
            patiently(lambda: drain(ending=few))
    try:
        told.recv()
        patiently(drain)
    except EOFError:
        return  # nobody waits any more
    except UnavailableError as error:
        told.send(str(error))
