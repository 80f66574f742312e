"""Empties the index queue beside the server, so that what other processes commit is soon found."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

from corpus.index.search_engine import EngineUnavailableError, IndexOutdatedError
from corpus.index.update import index_queue
from corpus.index.update.follow_queue import describe_outage, follow_queue
from corpus.store.locks import hold_lock
from search_api.http.metrics import Metrics
from search_api.library import Library

_log = logging.getLogger("fagui")


@asynccontextmanager
async def run_index_follower(library: Library, metrics: Metrics) -> AsyncIterator[None]:
    """A context that drains the queue at its start, and whenever rows wait, until it ends."""
    ending = Event()
    task = asyncio.create_task(asyncio.to_thread(_follow, library, metrics, ending))
    try:
        yield
    finally:
        ending.set()
        await task  # the batch under way is finished: else its rows would be done again


def _follow(library: Library, metrics: Metrics, ending: Event) -> None:
    def failed(error: Exception) -> None:
        metrics.failures.inc()
        outage = describe_outage(error, library.home)
        _log.error(
            "索引没有更新，稍后重试：%s", outage or error, exc_info=None if outage else error
        )

    follow_queue(
        library.database,
        library.engine,
        library.home,
        ending,
        on_failure=failed,
        on_batch=metrics.indexed.inc,
        others_at_work=lambda: _is_ingesting(library),
    )


def has_backlog(library: Library) -> bool:
    """Whether rows wait that this process has to index."""
    return not _is_ingesting(library) and index_queue.has_waiting_rows(library.database)


def has_unusable_index(library: Library) -> bool:
    """Whether the index has to be built again before anything can be found."""
    try:
        library.engine.snapshot()
    except IndexOutdatedError:
        return True
    except EngineUnavailableError:
        return False
    return False


def _is_ingesting(library: Library) -> bool:
    """Whether an ingest is under way that indexes by itself what it takes in, on all cores.

    Indexing here as well would only slow the answers. Where several processes may write the index,
    their help is welcome, and this is False."""
    if library.engine.shared_writing:
        return False
    with hold_lock(library.home, "ingest", wait=False) as alone:
        return not alone
