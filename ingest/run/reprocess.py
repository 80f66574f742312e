"""Reads stored bytes again by newer rules, and reports or saves what changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.documents.outdated_inputs import (
    OutdatedInput,
    ReadingChange,
    count_outdated,
    describe_differences,
    find_outdated,
)
from corpus.inputs.http_origins import load_origin
from corpus.inputs.input_store import read_blob
from corpus.store.database import Database, open_database, read_session
from corpus.store.home import Home
from corpus.store.locks import hold_lock
from ingest.containers import ContainerLimits
from ingest.input_files import InlineData, InputFile
from ingest.run.index_process import IndexProcess
from ingest.run.pipeline import batches, save_results
from ingest.run.plan_tasks import TaskPlanner
from ingest.run.read_task import RULES_VERSION, ReadTask, TaskResult
from ingest.run.worker_pool import WorkerPool
from ingest.run.worker_task import rare_garbage_collection


@dataclass(frozen=True, slots=True)
class ReprocessedInput:
    """An input that newer rules read otherwise.

    `changes` names what changed; `reason` is why newer rules cannot read it, in Chinese."""

    path: str
    id: str | None
    changes: tuple[ReadingChange, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class ReprocessSummary:
    """The counts of inputs read by older rules, and of those that newer rules read otherwise."""

    looked_at: int
    changed: int


def reprocess(
    home: Home,
    *,
    apply: bool,
    max_bytes: int,
    processes: int,
    report: Callable[[ReprocessedInput], None],
    announce_total: Callable[[int], None] = lambda _: None,
    report_progress: Callable[[], None] = lambda: None,
) -> ReprocessSummary:
    """The counts of a run that reads again what older rules have read.

    Nothing is saved without `apply`. A run that was interrupted is simply started again.

    * `report`: is called with each input that newer rules read otherwise.
    * `announce_total`: is called once with the number of inputs.
    * `report_progress`: is called after each input."""
    database = open_database(home)
    with read_session(database) as session:
        announce_total(count_outdated(session, RULES_VERSION))
    counts: Counter[bool] = Counter()
    planner = TaskPlanner(
        database, home, ContainerLimits(max_bytes), resume=False, announce_members=lambda _: None
    )
    pending: dict[str, OutdatedInput] = {}
    with (
        rare_garbage_collection(),
        hold_lock(home, "ingest", shared=True),
        IndexProcess(database, home) as indexing,
        WorkerPool(home, processes, max_bytes) as workers,
    ):
        results = workers.results(_tasks(database, home, pending))

        def compared_results() -> Iterator[tuple[ReadTask, TaskResult]]:
            for task, result in results:
                outdated = pending.pop(task.input_file.location)
                changes = _changes(database, outdated, result)
                counts[bool(changes)] += 1
                if changes:
                    report(
                        ReprocessedInput(
                            outdated.path, outdated.document_id, changes, result.reason
                        )
                    )
                report_progress()
                yield task, result

        if apply:
            for batch in batches(planner.unfold_catalogues(compared_results())):
                save_results(database, batch)
                indexing.count_saved(len(batch))
            indexing.finish(lambda _: None)
        else:
            for _ in compared_results():
                pass
    return ReprocessSummary(counts.total(), counts[True])


def _tasks(database: Database, home: Home, pending: dict[str, OutdatedInput]) -> Iterator[ReadTask]:
    last = 0
    while True:
        with read_session(database) as session:
            batch = list(find_outdated(session, RULES_VERSION, last))
            origins = {
                outdated.location: load_origin(session, outdated.location) for _, outdated in batch
            }
        if not batch:
            return
        for last, outdated in batch:  # noqa: B007 - the next batch begins after the last
            with read_session(database) as session:
                data = read_blob(session, home, outdated.sha256)
            if data is None:
                continue
            pending[outdated.location] = outdated
            yield ReadTask(
                InputFile(
                    outdated.path,
                    outdated.location,
                    origin=origins[outdated.location],
                    inline_data=InlineData(data, outdated.form, outdated.fields),
                    container=outdated.container,
                    position=outdated.position,
                ),
                None,
            )


def _changes(
    database: Database, outdated: OutdatedInput, result: TaskResult
) -> tuple[ReadingChange, ...]:
    if result.row_results:
        return ("admitted",)
    if result.prepared is None:
        return () if outdated.document_id is None else ("unreadable",)
    with read_session(database) as session:
        return describe_differences(session, outdated, result.prepared)
