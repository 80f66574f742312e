"""Indexes what an ingest saves, in a separate process while the ingest goes on.

The process reads the documents from SQL, so that little more than the message to finish passes
between the two."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from types import TracebackType
from typing import TYPE_CHECKING, Self

from corpus.index.search_engine import EngineUnavailableError
from corpus.index.update.index_queue import count_untried, measure_queue
from corpus.store.database import Database, open_database, read_session
from corpus.store.home import Home
from corpus.store.retry_transient import retry_transient
from corpus.store.worker_processes import prepare_worker
from ingest.run.reading_worker import start_forkserver

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerProcess

#: documents saved before the process is worth its start, which takes half a second
_START_COUNT = 200
#: documents in one commit while more are coming: each commit writes segments of its own
_COMMIT_COUNT = 500
#: seconds between two polls of the queue
_POLL_SECONDS = 0.2


class IndexProcess:
    """The process that indexes during one run, as a context manager.

    When an exception leaves the block, documents that are not indexed yet stay in the queue."""

    def __init__(self, database: Database, home: Home) -> None:
        self._database = database
        self._home = home
        self._saved_count = 0
        self._process: ForkServerProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None and self._pipe is not None:
            self._process.kill()  # it has ended, or the next run indexes its rows again
            self._process.join()
            self._pipe.close()

    def count_saved(self, count: int) -> None:
        """Counts inputs saved in SQL, and starts the process once there are enough of them."""
        self._saved_count += count
        if self._process is None and self._saved_count >= _START_COUNT:
            start_forkserver()
            context = multiprocessing.get_context("forkserver")
            child_pipe, self._pipe = context.Pipe()
            self._process = context.Process(target=_run_process, args=(self._home, child_pipe))
            self._process.start()
            child_pipe.close()

    def finish(self, report_remaining: Callable[[int], None]) -> str | None:
        """None once all documents in SQL can be searched, or the Chinese reason why they cannot.

        `report_remaining` is called now and then with the number of documents still to be indexed.
        """
        try:
            return retry_transient(lambda: self._finish(report_remaining))
        except EngineUnavailableError as error:
            return str(error)

    def _finish(self, report_remaining: Callable[[int], None]) -> str | None:
        with read_session(self._database) as session:
            last = measure_queue(session).last
        if last is None:
            return None
        if self._process is not None and self._pipe is not None:
            with suppress(OSError):  # the process died
                self._pipe.send(None)
            while self._process.is_alive():
                report_remaining(count_untried(self._database))
                self._process.join(_POLL_SECONDS)
            with suppress(EOFError, OSError):
                reason: str = self._pipe.recv()
                return reason
        # nothing is left, unless that process was killed or another program is indexing
        report_remaining(count_untried(self._database))
        _queue_drainer(self._database, self._home)(until=last)
        return None


def _queue_drainer(database: Database, home: Home) -> partial[int]:
    """A function that drains the queue into the engine of a data folder.

    All its calls use one engine."""
    # imported here: mostly only the index process needs them
    from corpus.index.open_engine import open_engine  # noqa: PLC0415
    from corpus.index.update.drain_queue import drain_index_queue  # noqa: PLC0415

    return partial(drain_index_queue, database, open_engine(home, database), home)


def _run_process(home: Home, pipe: Connection) -> None:
    """Indexes until the message to finish comes, and then what is left: the code of the process.

    None in the pipe is that message; the process sends a reason back if the engine is unavailable.
    """
    prepare_worker()
    database = open_database(home)
    drain = _queue_drainer(database, home)

    def too_few() -> bool:
        return not pipe.poll() and count_untried(database) < _COMMIT_COUNT

    while not pipe.poll(_POLL_SECONDS):
        with suppress(EngineUnavailableError):  # the next poll tries again
            retry_transient(lambda: drain(should_stop=too_few))
    try:
        pipe.recv()
        retry_transient(drain)
    except EOFError:
        return  # the ingest ended without waiting
    except EngineUnavailableError as error:
        pipe.send(str(error))
