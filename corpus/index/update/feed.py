"""Documents read from SQL, made ready for search, and written; one that cannot be does not keep the
others out."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice

from sqlalchemy import Connection, select
from sqlalchemy import Engine as Database
from sqlalchemy.exc import SQLAlchemyError

from corpus.index.engine import IndexOutdatedError, RefusedError, UnavailableError, Writer
from corpus.index.entry.build import Entry, Record, build
from corpus.index.update.parallel_words import words_of
from corpus.index.update.records import records
from corpus.model.json_columns import chunks
from corpus.store import tables

#: documents built in one go by a process of the pool, and how many goes are under way
PARCEL = 16
AHEAD = 8

#: what is no fault of any document: the work is to be done again as it is
_NOBODYS = (UnavailableError, IndexOutdatedError, SQLAlchemyError, BrokenExecutor, OSError)


def feed(
    database: Database,
    writer: Writer,
    versions: Mapping[str, int],
    pool: Executor | None = None,
) -> dict[str, str]:
    """Write the documents of these ids as they are now, and tell which could not be: id → reason.

    `versions`: of their last known changes, for those that are no more. `pool` builds the entries
    in other processes. Raises where nothing at all can be written.
    """
    try:
        _write(database, writer, versions, pool)
    except RefusedError as error:
        return dict(error.refused)
    except _NOBODYS:
        raise
    except Exception as error:
        failed = _apart(database, writer, versions, error)
        if len(failed) == len(versions) > 1:
            raise
        return failed
    return {}


def _apart(
    database: Database, writer: Writer, versions: Mapping[str, int], error: Exception
) -> dict[str, str]:
    """Halves, and halves of the half that fails, until the documents that do it are known."""
    ids = list(versions)
    if len(ids) == 1:
        return {ids[0]: f"{type(error).__name__}: {error}"}
    failed: dict[str, str] = {}
    middle = len(ids) // 2
    for half in (ids[:middle], ids[middle:]):
        some = {id_: versions[id_] for id_ in half}
        try:
            _write(database, writer, some, None)
        except RefusedError as refused:
            failed |= refused.refused
        except _NOBODYS:
            raise
        except Exception as cause:  # noqa: BLE001 - whatever a document does, it is told
            failed |= _apart(database, writer, some, cause)
    return failed


def _write(
    database: Database, writer: Writer, versions: Mapping[str, int], pool: Executor | None
) -> None:
    ids = list(versions)
    with database.connect() as connection:
        there = set(_existing(connection, ids))
        gone = {id_: version for id_, version in versions.items() if id_ not in there}
        writer.write(_built(records(connection, ids), pool), gone)


def _existing(connection: Connection, ids: Sequence[str]) -> Iterator[str]:
    table = tables.Document
    for some in chunks(ids):
        yield from connection.scalars(select(table.id).where(table.id.in_(some)))


def _built(found: Iterator[Record], pool: Executor | None) -> Iterator[Entry]:
    """The entries, in order; with a pool a few parcels ahead of what is taken."""
    if pool is None:
        yield from (build(record, words_of) for record in found)
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
