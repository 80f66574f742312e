"""The queue emptied beside the server: what other processes committed is soon found."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Event

from corpus.index.update import queue
from corpus.index.update.follow import follow, out_of_reach
from corpus.store.locks import held
from search_api.http.metrics import Metrics
from search_api.library import Library

_log = logging.getLogger("fagui")


@asynccontextmanager
async def draining(library: Library, metrics: Metrics) -> AsyncIterator[None]:
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
        told = out_of_reach(error, library.home)
        _log.error("索引没有更新，稍后重试：%s", told or error, exc_info=None if told else error)

    follow(
        library.database,
        library.engine,
        library.home,
        ending,
        failed=failed,
        step=metrics.indexed.inc,
        elsewhere=lambda: _ingesting(library),
    )


def waiting(library: Library) -> bool:
    """Whether anything is left to be indexed here."""
    return not _ingesting(library) and queue.waiting(library.database)


def _ingesting(library: Library) -> bool:
    """What an ingest under way takes in, it indexes itself, on all cores; done here as well it
    would only slow the answers. Where many may write, it is glad of help."""
    if library.engine.shared_writing:
        return False
    with held(library.home, "ingest", wait=False) as alone:
        return not alone
