"""Keeps the queue empty for as long as a process runs: `serve` and `fagui index --follow`."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

from sqlalchemy.exc import DBAPIError

from corpus.index.search_engine import EngineUnavailableError, SearchEngine
from corpus.index.update.drain_queue import BatchCallback, drain_index_queue
from corpus.index.update.index_queue import has_waiting_rows
from corpus.store.database import Database
from corpus.store.database_errors import unreachable_reason
from corpus.store.home import Home

#: seconds between two polls of an empty queue. A poll reads the first row of a small table; being
#: notified (LISTEN) would take a connection of its own, is lost behind a pooler, and SQLite has
#: none
POLL_SECONDS = 0.3
#: seconds after which the index is checked even if no rows wait: an index that somebody has deleted
#: from the cluster is built again
INDEX_CHECK_SECONDS = 20.0
#: seconds before the next attempt after a failure: twice as long each time, up to a limit
FIRST_RETRY_SECONDS = 1.0
MAX_RETRY_SECONDS = 30.0


def follow_queue(
    database: Database,
    engine: SearchEngine,
    home: Home,
    stop_event: Event,
    *,
    on_failure: Callable[[Exception], None],
    on_batch: BatchCallback = lambda _: None,
    others_at_work: Callable[[], bool] = lambda: False,
) -> None:
    """Drain the queue at once, and whenever rows wait, until `stop_event` is set.

    A batch under way is finished first. When a database or engine does not answer, the call
    retries, with ever longer pauses, and calls `on_failure` each time. While `others_at_work`
    returns True, rows are left to other processes."""
    pause, due = FIRST_RETRY_SECONDS, time.monotonic()
    while not stop_event.is_set():
        try:
            if (
                time.monotonic() >= due
                or engine.needs_rebuild()
                or (not others_at_work() and has_waiting_rows(database))
            ):
                drain_index_queue(
                    database, engine, home, on_batch=on_batch, should_stop=stop_event.is_set
                )
                due = time.monotonic() + INDEX_CHECK_SECONDS
            pause = FIRST_RETRY_SECONDS
            stop_event.wait(POLL_SECONDS)
        except Exception as error:  # noqa: BLE001 - whatever it was, the rows still wait
            on_failure(error)
            stop_event.wait(pause)
            pause = min(2 * pause, MAX_RETRY_SECONDS)


def describe_outage(error: Exception, home: Home) -> str | None:
    """Which of the engine, the database and the disk does not answer, in Chinese.

    None for any other error: those are bugs, whose traceback somebody wants to see."""
    if isinstance(error, EngineUnavailableError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or home.path}：{error.strerror or error}"
    return unreachable_reason(error, home.postgresql) if isinstance(error, DBAPIError) else None
