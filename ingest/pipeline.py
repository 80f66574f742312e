"""Files become documents that can be found: read in parallel, saved in order, indexed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Engine as Database
from sqlalchemy import func, select

from corpus import sources
from corpus.database import open_database, session, writing
from corpus.documents import Input, Saved, save_all
from corpus.home import Home
from corpus.index.embedded import EmbeddedEngine
from corpus.index.indexer import drain
from corpus.locks import held
from corpus.sources import Became, Place
from corpus.tables import IndexQueue
from ingest.files import Found, find
from ingest.reading import Task, Work
from ingest.workers import Workers

#: files in one transaction: it stays short, and its cost is shared
_TOGETHER = 50
_TOGETHER_BYTES = 8 << 20
#: places looked up at once
_LOOKED_UP = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `id` is None only when it was set aside."""

    path: str
    outcome: sources.Outcome
    id: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Summary:
    """How many files became what."""

    taken: int
    unchanged: int
    revised: int
    copies: int
    set_aside: int
    seconds: float


def take_in(
    home: Home,
    paths: Sequence[str],
    *,
    max_bytes: int,
    processes: int,
    report: Callable[[Outcome], None],
) -> Summary:
    """Take in all files of the paths, each reported in its turn once it is safe in SQL.

    When it returns, what it took can be found by search. Interrupted or killed at any point, it is
    to be run again, and ends as if nothing had happened.
    """
    started = time.monotonic()
    database = open_database(home)
    counts: Counter[sources.Outcome] = Counter()
    tasks = _tasks(database, find(paths, str(home.path)))
    with (
        held(home.ingest_lock, shared=True),
        Workers(home, processes, max_bytes) as workers,
    ):
        for done in _batches(workers.results(tasks)):
            for outcome in _save(database, done):
                counts[outcome.outcome] += 1
                report(outcome)
        _index(database, home, workers)
    return Summary(
        taken=counts["taken"],
        unchanged=counts["unchanged"],
        revised=counts["revised"],
        copies=counts["copy"],
        set_aside=counts["set_aside"],
        seconds=round(time.monotonic() - started, 3),
    )


def _tasks(database: Database, found: Iterator[Found]) -> Iterator[Task]:
    while some := list(islice(found, _LOOKED_UP)):
        with session(database) as reading:
            known = sources.before(reading, [one.location for one in some])
        yield from (Task(one, known.get(one.location)) for one in some)


def _batches(done: Iterator[tuple[Task, Work]]) -> Iterator[list[tuple[Task, Work]]]:
    """Neighbours, as many as one transaction should hold."""
    batch: list[tuple[Task, Work]] = []
    size = 0
    for task, result in done:
        batch.append((task, result))
        size += result.data.size if result.data else 0
        if len(batch) >= _TOGETHER or size >= _TOGETHER_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _save(database: Database, done: Sequence[tuple[Task, Work]]) -> list[Outcome]:
    """One transaction, if anything is new."""
    inputs = [
        Input(result.prepared, _place(task, result), result.rules)
        for task, result in done
        if result.prepared
    ]
    aside = [
        Became(_place(task, result), "set_aside", None, result.reason, result.rules)
        for task, result in done
        if result.reason
    ]
    saved: Iterator[Saved] = iter(())
    if inputs or aside:
        with writing(database) as transaction:
            saved = iter(save_all(transaction, inputs))
            sources.keep(transaction, [one.place.data for one in aside if one.place.data])
            sources.note(transaction, aside)
    return [_outcome(task, result, saved) for task, result in done]


def _outcome(task: Task, result: Work, saved: Iterator[Saved]) -> Outcome:
    path, before = task.found.path, task.before
    if result.prepared:
        found = next(saved)
        return Outcome(path, found.outcome, found.document_id, None)
    if result.reason:
        return Outcome(path, "set_aside", None, result.reason)
    assert before is not None  # nothing is new only where something was
    if before.document_id is None:
        return Outcome(path, "set_aside", None, before.reason)
    return Outcome(path, "unchanged", before.document_id, None)


def _place(task: Task, result: Work) -> Place:
    return Place(task.found.location, task.found.path, result.data)


def _index(database: Database, home: Home, workers: Workers) -> None:
    """Wait until everything that is in SQL by now can be found."""
    with session(database) as reading:
        queued, last = reading.execute(
            select(func.count(IndexQueue.id), func.max(IndexQueue.id))
        ).one()
    if not queued:
        return
    engine = EmbeddedEngine(home)
    try:
        drain(database, engine, home, until=last, pool=workers.pool_for(queued))
    except BrokenProcessPool:  # the queue still holds what is missing
        drain(database, engine, home, until=last)
