"""Loads documents from SQL, builds their entries and writes them to an index.

A document that cannot be written does not stop the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from corpus.index.entry.build_entry import IndexEntry, IndexRecord, build_entry
from corpus.index.search_engine import (
    EngineUnavailableError,
    EntriesRefusedError,
    IndexOutdatedError,
    IndexWriter,
)
from corpus.index.update.load_records import load_records
from corpus.index.update.parallel_words import folded_words_in_parallel
from corpus.store import document_tables
from corpus.store.database import Database
from corpus.store.statement_batches import parameter_batches

#: documents that a process of the pool builds at a time, and batches that are under way
BATCH_DOCUMENTS = 16
BATCHES_AHEAD = 8

#: errors that no document causes: the same work has to be retried later
_SYSTEM_ERRORS = (
    EngineUnavailableError,
    IndexOutdatedError,
    SQLAlchemyError,
    BrokenExecutor,
    OSError,
)


def feed_index(
    database: Database,
    writer: IndexWriter,
    versions: Mapping[str, int],
    pool: Executor | None = None,
) -> dict[str, str]:
    """The documents that could not be written, id → reason; writes all others as they are now.

    `versions` are those of the last known changes, and serve for documents that no longer exist.
    `pool` builds the entries in other processes. Raises where nothing at all can be written."""
    try:
        _write_documents(database, writer, versions, pool)
    except EntriesRefusedError as error:
        return dict(error.refused)
    except _SYSTEM_ERRORS:
        raise
    except Exception as error:
        failed = _isolate_failures(database, writer, versions, error)
        if len(failed) == len(versions) > 1:
            raise
        return failed
    return {}


def _isolate_failures(
    database: Database, writer: IndexWriter, versions: Mapping[str, int], error: Exception
) -> dict[str, str]:
    """The documents that fail, id → reason; writes all others.

    Writes each half, and again the halves of a half that fails, until the failing documents are
    single."""
    ids = list(versions)
    if len(ids) == 1:
        return {ids[0]: f"{type(error).__name__}: {error}"}
    failed: dict[str, str] = {}
    middle = len(ids) // 2
    for half in (ids[:middle], ids[middle:]):
        half_versions = {id_: versions[id_] for id_ in half}
        try:
            _write_documents(database, writer, half_versions, None)
        except EntriesRefusedError as refused:
            failed |= refused.refused
        except _SYSTEM_ERRORS:
            raise
        except Exception as cause:  # noqa: BLE001 - any failure is reported
            failed |= _isolate_failures(database, writer, half_versions, cause)
    return failed


def _write_documents(
    database: Database, writer: IndexWriter, versions: Mapping[str, int], pool: Executor | None
) -> None:
    ids = list(versions)
    with database.connect() as connection:
        shown = list(_load_shown_ids(connection, ids))
        deleted = {id_: versions[id_] for id_ in versions.keys() - set(shown)}
        writer.write(_build_entries(load_records(connection, shown), pool), deleted)


def _load_shown_ids(connection: Connection, ids: Sequence[str]) -> Iterator[str]:
    """Those of the documents that exist and are not withdrawn."""
    table = document_tables.DocumentRow
    for chunk in parameter_batches(ids):
        yield from connection.scalars(
            select(table.id).where(table.id.in_(chunk), table.withdrawn.is_(None))
        )


def _build_entries(records: Iterator[IndexRecord], pool: Executor | None) -> Iterator[IndexEntry]:
    """The entries, in order; with a pool they are built a few batches ahead of the iteration."""
    if pool is None:
        yield from (build_entry(record, folded_words_in_parallel) for record in records)
        return
    ahead: deque[Future[list[IndexEntry]]] = deque()
    while batch := list(islice(records, BATCH_DOCUMENTS)):
        ahead.append(pool.submit(_build_batch, batch))
        if len(ahead) > BATCHES_AHEAD:
            yield from ahead.popleft().result()
    for future in ahead:
        yield from future.result()


def _build_batch(batch: list[IndexRecord]) -> list[IndexEntry]:
    return [build_entry(record) for record in batch]
