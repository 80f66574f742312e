"""The queue emptied beside the server: what other processes committed is soon found."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

from corpus.index.update import index_queue
from corpus.index.update.follow_queue import describe_outage, follow_queue
from corpus.store.locks import hold_lock
from search_api.http.metrics import Metrics
from search_api.library import Library

_log = logging.getLogger("fagui")


@asynccontextmanager
async def run_index_follower(library: Library, metrics: Metrics) -> AsyncIterator[None]:
    """Drain once at the start, and whenever rows wait, until the block ends."""
    ending = Event()
    task = asyncio.create_task(asyncio.to_thread(_follow, library, metrics, ending))
    try:
        yield
    finally:
        ending.set()
        await task  # a batch under way is finished: its rows would be done again


def _follow(library: Library, metrics: Metrics, ending: Event) -> None:
    def failed(error: Exception) -> None:
        metrics.failures.inc()
        told = describe_outage(error, library.home)
        _log.error("索引没有更新，稍后重试：%s", told or error, exc_info=None if told else error)

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
    """Whether anything is left to be indexed here."""
    return not _is_ingesting(library) and index_queue.has_waiting_rows(library.database)


def _is_ingesting(library: Library) -> bool:
    """What an ingest under way takes in, it indexes itself, on all cores; done here as well it
    would only slow the answers. Where many may write, it is glad of help."""
    if library.engine.shared_writing:
        return False
    with hold_lock(library.home, "ingest", wait=False) as alone:
        return not alone
