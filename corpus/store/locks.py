"""Named locks between processes that work on the same data; the lock of a killed process is
released.

Without PostgreSQL they are files of the data folder (flock), for all processes of the host. With it
they are advisory locks of the database, for the processes of all hosts
(docs/decisions/0006-one-writer.md)."""

from __future__ import annotations

import errno
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from corpus.store.home import Home

if TYPE_CHECKING:
    from sqlalchemy import Engine

#: database: held while tables are made or migrated. index: its holder is the one writer of the
#: embedded index. ingest: held shared by every ingest, which indexes what it took in before it
#: ends, so that `serve` need not. alerts: held shared by every run that sends; a process that holds
#: it alone knows that no run is sending. rebuild: its holder builds the index anew. stamp: its
#: holder stamps an index that many may write.
LockName: TypeAlias = Literal["database", "index", "ingest", "alerts", "rebuild", "stamp"]


@contextmanager
def hold_lock(
    home: Home, name: LockName, *, shared: bool = False, wait: bool = True
) -> Iterator[bool]:
    """A block during which the lock is held, alone or `shared`; yields whether it is held.

    With `wait` that is always True; without, False where another process holds the lock.

    An advisory lock lasts as long as its connection, which serves this lock alone. When the server
    is restarted or out of reach, others can get the lock while the block still runs here, and no
    process notices. So nothing may rest on a lock alone: it keeps work from being done twice. What
    must not happen twice is decided in a transaction (the ledger, the identity of documents), and
    two writers of an embedded index are kept apart by its own lock."""
    if home.postgresql is not None:
        with _hold_advisory_lock(home.postgresql, name, shared=shared, wait=wait) as ours:
            yield ours
        return
    with _hold_file_lock(home.path / f"{name}.lock", shared=shared, wait=wait) as ours:
        yield ours


@contextmanager
def _hold_file_lock(path: Path, *, shared: bool, wait: bool) -> Iterator[bool]:
    kind = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
    try:
        opened = path.open("a")
    except OSError as error:
        if wait or error.errno not in (errno.EROFS, errno.EACCES):
            raise
        yield False  # nobody can do the work for which it is wanted
        return
    with opened as file:
        try:
            fcntl.flock(file, kind)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def _hold_advisory_lock(dsn: str, name: LockName, *, shared: bool, wait: bool) -> Iterator[bool]:
    from sqlalchemy import text  # noqa: PLC0415 - a slow import, and workers hold no locks
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - same

    from corpus.store.postgresql import NAMESPACE  # noqa: PLC0415 - same

    kind = "_shared" if shared else ""
    take = f"pg_advisory_lock{kind}" if wait else f"pg_try_advisory_lock{kind}"
    key = {"space": NAMESPACE, "key": 1 + get_args(LockName).index(name)}
    with _lock_engine(dsn).connect() as connection:
        answer = connection.execute(text(f"SELECT {take}(:space, :key)"), key).scalar()
        if answer is False:  # the variant that waits never answers False, it returns when it holds
            yield False
            return
        try:
            yield True
        finally:
            with suppress(DBAPIError):  # a broken connection has released the lock already
                connection.execute(text(f"SELECT pg_advisory_unlock{kind}(:space, :key)"), key)


@lru_cache
def _lock_engine(dsn: str) -> Engine:
    """An engine for locks alone, which keeps one connection open and opens others as they are
    needed.

    The connections of the work itself might all be waiting for a lock."""
    from corpus.store.postgresql import postgresql_engine  # noqa: PLC0415 - see _hold_advisory_lock

    return postgresql_engine(dsn, 1, max_overflow=-1, lock_timeout=0).execution_options(
        isolation_level="AUTOCOMMIT"
    )
