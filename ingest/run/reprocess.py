"""Kept bytes read again by newer rules: which documents would change, and the change itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import Engine as Database

from corpus.documents.outdated import Outdated, count_outdated, differences, outdated
from corpus.inputs.http_origins import origin_of
from corpus.inputs.sources import bytes_of
from corpus.store.database import open_database, session
from corpus.store.home import Home
from corpus.store.locks import held
from ingest.containers import Limits
from ingest.found import Found, Given
from ingest.run.index_beside import Indexing
from ingest.run.pipeline import batches, save
from ingest.run.plan_tasks import Inputs
from ingest.run.worker_pool import Workers
from ingest.run.worker_task import RULES_VERSION, Task, Work, seldom_swept


@dataclass(frozen=True, slots=True)
class Reread:
    """An input that newer rules read otherwise: in what, in words."""

    path: str
    id: str | None
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many inputs older rules had read, and how many newer ones read otherwise."""

    looked_at: int
    changed: int


def reprocess(
    home: Home,
    *,
    apply: bool,
    max_bytes: int,
    processes: int,
    report: Callable[[Reread], None],
    expect: Callable[[int], None] = lambda _: None,
    advance: Callable[[], None] = lambda: None,
) -> Reviewed:
    """Read again what older rules have read. Nothing changes but with `apply`; interrupted, it is
    to be run again. `expect` is told how many inputs there are, `advance` of each that is done."""
    database = open_database(home)
    with session(database) as reading:
        expect(count_outdated(reading, RULES_VERSION))
    counts: Counter[bool] = Counter()
    inputs = Inputs(database, home, Limits(max_bytes), resume=False, announce=lambda _: None)
    asked: dict[str, Outdated] = {}
    with (
        seldom_swept(),
        held(home, "ingest", shared=True),
        Indexing(database, home) as indexing,
        Workers(home, processes, max_bytes) as workers,
    ):
        results = workers.results(_tasks(database, home, asked))

        def looked_at() -> Iterator[tuple[Task, Work]]:
            for task, result in results:
                one = asked.pop(task.found.location)
                changes = _changes(database, one, result)
                counts[bool(changes)] += 1
                if changes:
                    report(Reread(one.path, one.document_id, changes))
                advance()
                yield task, result

        if apply:
            for done in batches(inputs.unfolded(looked_at())):
                save(database, done)
                indexing.saved(len(done))
            indexing.finish(lambda _: None)
        else:
            for _ in looked_at():
                pass
    return Reviewed(counts.total(), counts[True])


def _tasks(database: Database, home: Home, asked: dict[str, Outdated]) -> Iterator[Task]:
    last = 0
    while True:
        with session(database) as reading:
            some = list(outdated(reading, RULES_VERSION, last))
            origins = {one.location: origin_of(reading, one.location) for _, one in some}
        if not some:
            return
        for last, one in some:  # noqa: B007 - the last one goes on
            with session(database) as reading:
                data = bytes_of(reading, home, one.sha256)
            if data is None:
                continue
            asked[one.location] = one
            yield Task(
                Found(
                    one.path,
                    one.location,
                    origin=origins[one.location],
                    given=Given(data, one.form, one.fields),
                    container=one.container,
                    position=one.position,
                ),
                None,
            )


def _changes(database: Database, one: Outdated, result: Work) -> tuple[str, ...]:
    if result.rows:
        return ("可以收录",)
    if result.prepared is None:
        return () if one.document_id is None else (f"读不出来：{result.reason}",)
    with session(database) as reading:
        return differences(reading, one, result.prepared)
