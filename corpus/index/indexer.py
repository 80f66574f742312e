"""From SQL into the index: the queue is emptied by whoever holds the index lock.

A row leaves the queue only after the commit that made its document findable, so that a process
killed at any point leaves work that the next one does again, with the same end.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from itertools import islice

from sqlalchemy import Connection, delete, select
from sqlalchemy import Engine as Database

from corpus import tables
from corpus.database import writing
from corpus.home import Home
from corpus.index.engine import Engine, IndexOutdatedError, Writer
from corpus.index.fields import Entry, Record, build
from corpus.index.records import records
from corpus.locks import held
from corpus.rows import chunks

#: documents in one commit: enough that commits cost little, few enough to lose
IN_COMMIT = 4_000
#: documents built in one go by a process of the pool, and how many goes are under way
PARCEL = 16
AHEAD = 8
#: seconds between looks at what another process still holds
PAUSE = 0.02

#: told how many documents of how many are in
Progress = Callable[[int, int], None]


def drain(
    database: Database,
    engine: Engine,
    home: Home,
    *,
    until: int | None = None,
    pool: Executor | None = None,
) -> int:
    """Empty the queue, and tell how many documents were written here.

    Where another process holds the lock, return at once: it looks again after letting go. With
    `until` (the queue's last row of one's own) wait for those rows to be gone, or take over.
    `pool` builds the entries in other processes.
    """
    written = 0
    while True:
        with held(home, "index", wait=False) as mine:
            if mine:
                written += _empty(database, engine, pool)
        # Rows that came after the holder's last look: their writer found the lock taken, or it
        # finds it free now
        if not _waiting(database, None if mine else until):
            return written
        if not mine:
            if until is None:
                return written
            time.sleep(PAUSE)


def reindex(
    database: Database,
    engine: Engine,
    home: Home,
    progress: Progress | None = None,
    *,
    pool: Executor | None = None,
) -> int:
    """Build the index again from SQL beside the present one, and swap. Waits for the lock."""
    with held(home, "index"):
        return _rebuild(database, engine, pool, progress)


def _waiting(database: Database, until: int | None) -> bool:
    table = tables.IndexQueue
    query = select(table.id).limit(1)
    if until is not None:
        query = query.where(table.id <= until)
    with database.connect() as connection:
        return connection.execute(query).first() is not None


def _empty(database: Database, engine: Engine, pool: Executor | None) -> int:
    try:
        fresh = not engine.exists()
    except IndexOutdatedError:
        fresh = True
    if fresh:
        return _rebuild(database, engine, pool, None)
    written = 0
    try:
        while rows := _rows(database):
            versions = {document: row for row, document in rows.items()}
            written += _write(database, engine, versions, pool)
            _done(database, list(rows))
    finally:
        engine.release()
    return written


def _rebuild(
    database: Database, engine: Engine, pool: Executor | None, progress: Progress | None
) -> int:
    table = tables.IndexQueue
    with database.connect() as connection:
        rows = list(connection.scalars(select(table.id)))
        ids = list(connection.scalars(select(tables.Document.id).order_by(tables.Document.id)))
    written = 0
    with engine.rebuild() as writer:
        for some in chunks(ids, IN_COMMIT):
            written += _write(database, writer, dict.fromkeys(some, 0), pool)
            if progress:
                progress(written, len(ids))
    _done(database, rows)
    return written


def _rows(database: Database) -> dict[int, str]:
    """The oldest rows of the queue and the documents they name."""
    table = tables.IndexQueue
    query = select(table.id, table.document_id).order_by(table.id).limit(IN_COMMIT)
    with database.connect() as connection:
        return {row.id: row.document_id for row in connection.execute(query)}


def _done(database: Database, rows: Sequence[int]) -> None:
    """By their numbers: a smaller one may have been committed since."""
    table = tables.IndexQueue
    for some in chunks(rows):
        with writing(database) as session:
            session.execute(delete(table).where(table.id.in_(some)))


def _write(
    database: Database, writer: Writer, versions: Mapping[str, int], pool: Executor | None
) -> int:
    """The documents of these ids. `versions`: of their last known changes, for those that are
    no more."""
    ids = list(versions)
    with database.connect() as connection:
        there = set(_existing(connection, ids))
        gone = {id_: version for id_, version in versions.items() if id_ not in there}
        writer.write(_built(records(connection, ids), pool), gone)
    return len(there)


def _existing(connection: Connection, ids: Sequence[str]) -> Iterator[str]:
    table = tables.Document
    for some in chunks(ids):
        yield from connection.scalars(select(table.id).where(table.id.in_(some)))


def _built(found: Iterator[Record], pool: Executor | None) -> Iterator[Entry]:
    """The entries, in order; with a pool a few parcels ahead of what is taken."""
    if pool is None:
        yield from map(build, found)
        return
    ahead: deque[Future[list[Entry]]] = deque()
    while parcel := list(islice(found, PARCEL)):
        ahead.append(pool.submit(_build_all, parcel))
        if len(ahead) > AHEAD:
            yield from ahead.popleft().result()
    for future in ahead:
        yield from future.result()


def _build_all(parcel: list[Record]) -> list[Entry]:
    return [build(record) for record in parcel]
