"""The queue emptied beside the server: what other processes committed is soon found."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import select

from corpus.index.indexer import drain
from corpus.locks import held
from corpus.tables import IndexQueue
from search_api.library import Library

#: seconds between looks at the queue
PAUSE = 0.3
_log = logging.getLogger("fagui")


@asynccontextmanager
async def draining(library: Library) -> AsyncIterator[None]:
    """Drain once at the start, and whenever rows wait, until the block ends."""
    ending = asyncio.Event()
    task = asyncio.create_task(_keep_drained(library, ending))
    try:
        yield
    finally:
        ending.set()
        await task  # a batch under way is finished: its rows would be done again


async def _keep_drained(library: Library, ending: asyncio.Event) -> None:
    first = True
    while not ending.is_set():
        try:
            if first or await asyncio.to_thread(waiting, library):
                await asyncio.to_thread(drain, library.database, library.engine, library.home)
            first = False
        except Exception:  # noqa: BLE001 - the next look tries again; /readyz tells what is missing meanwhile
            _log.exception("索引没有更新")
        try:
            await asyncio.wait_for(ending.wait(), PAUSE)
        except TimeoutError:
            continue


def waiting(library: Library) -> bool:
    """Whether anything is left to be indexed here. What an ingest under way takes in, it indexes
    itself, on all cores; done here as well it would only slow the answers."""
    with held(library.home, "ingest", wait=False) as alone:
        if not alone:
            return False
    with library.database.connect() as connection:
        return connection.execute(select(IndexQueue.id).limit(1)).first() is not None
