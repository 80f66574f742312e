"""The queue kept empty for as long as a process runs: `serve` and `fagui index --follow`."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

from sqlalchemy import Engine as Database
from sqlalchemy.exc import DBAPIError

from corpus.index.engine import Engine, UnavailableError
from corpus.index.update.drain import Step, drain
from corpus.index.update.queue import waiting
from corpus.store.home import Home
from corpus.store.postgresql import unreachable

#: seconds between looks at an empty queue. Looking asks for the first row of a small table; being
#: called (LISTEN) would take a connection of its own, is lost behind a pooler, and SQLite has none
PAUSE = 0.3
#: seconds after which the index is looked for again, even if no rows wait: an index of a cluster
#: that somebody has deleted is built anew
LOOK = 20.0
#: seconds after a failure: twice as long every time, up to a limit
FIRST_REST = 1.0
LONGEST_REST = 30.0


def follow(
    database: Database,
    engine: Engine,
    home: Home,
    ending: Event,
    *,
    failed: Callable[[Exception], None],
    step: Step = lambda _: None,
    elsewhere: Callable[[], bool] = lambda: False,
) -> None:
    """Drain at once, and whenever rows wait, until `ending` is set; a batch under way is finished.

    A database or engine that does not answer is tried again, ever more seldom; `failed` is told
    every time. While `elsewhere` says that others are at it, nothing is done.
    """
    rest, due = FIRST_REST, time.monotonic()
    while not ending.is_set():
        try:
            if time.monotonic() >= due or (not elsewhere() and waiting(database)):
                drain(database, engine, home, step=step, ending=ending.is_set)
                due = time.monotonic() + LOOK
            rest = FIRST_REST
            ending.wait(PAUSE)
        except Exception as error:  # noqa: BLE001 - whatever it was, the rows still wait
            failed(error)
            ending.wait(rest)
            rest = min(2 * rest, LONGEST_REST)


def out_of_reach(error: Exception, home: Home) -> str | None:
    """In words which of the engine and the database does not answer; None of any other error, of
    which somebody wants to know where it came from."""
    if isinstance(error, UnavailableError):
        return str(error)
    return unreachable(error, home.postgresql) if isinstance(error, DBAPIError) else None
