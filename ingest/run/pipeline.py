"""Runs an ingest: files are read in parallel, saved in order, and indexed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.documents.save_documents import PreparedInput, SavedInput, save_inputs
from corpus.inputs import input_store
from corpus.inputs.http_origins import save_origins
from corpus.inputs.input_store import IntakeResult
from corpus.inputs.locations import is_web_location
from corpus.store.database import Database, open_database, write_session
from corpus.store.half_files import sweep_halves
from corpus.store.home import Home
from corpus.store.locks import hold_lock
from corpus.store.retry_transient import retry_transient
from ingest.containers import ContainerLimits, InputContainer
from ingest.input_files import find_inputs
from ingest.records.record_fields import RecordFields
from ingest.run.fetch_inputs import InputFetcher
from ingest.run.index_process import IndexProcess
from ingest.run.ingest_outcomes import (
    IngestOutcome,
    OutcomeReporter,
    intake_location,
    record_container_edge,
    unread_lists,
)
from ingest.run.plan_tasks import TaskPlanner
from ingest.run.read_task import RETRY_VERSION, ReadTask, TaskResult
from ingest.run.worker_pool import WorkerPool
from ingest.run.worker_task import rare_garbage_collection
from ingest.web.web_limits import DEFAULT_WEB_LIMITS, WebLimits

#: limits of one transaction, in files and bytes: it stays short, and its cost is shared
_BATCH_SIZE = 100
_BATCH_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """The counts of a run by outcome, of documents and not of what contains them, and its
    duration in seconds."""

    taken: int
    unchanged: int
    revised: int
    copies: int
    set_aside: int
    seconds: float


class NotIndexedYetError(Exception):
    """Raised when all is saved in SQL but the search engine is unavailable.

    The queue keeps what is still to be indexed; `summary` holds the counts of the run."""

    def __init__(self, summary: IngestSummary, reason: str) -> None:
        super().__init__(
            f"收录的内容都已保存，但还检索不到：{reason}。"
            "恢复以后 fagui serve、fagui index 或下一次收录会补上"
        )
        self.summary = summary


def ingest_paths(  # noqa: PLR0913 - the settings of a run
    home: Home,
    paths: Sequence[str],
    *,
    max_bytes: int,
    processes: int,
    report: Callable[[IngestOutcome], None],
    fields: RecordFields | None = None,
    resume: bool = False,
    announce_members: Callable[[int], None] = lambda _: None,
    report_remaining: Callable[[int], None] = lambda _: None,
    web_limits: WebLimits = DEFAULT_WEB_LIMITS,
) -> IngestSummary:
    """The counts of a run that takes in all files of the paths.

    When it returns, what it took in can be searched. A run that was interrupted or killed at any
    point is simply started again. Raises `NotIndexedYetError`.

    * `report`: is called with each outcome, in order, once it is safe in SQL.
    * `fields`: which keys of record files hold what.
    * `resume`: inputs that were taken in after their last change are not opened again.
    * `announce_members`: is called with the number of inputs in each container.
    * `report_remaining`: is called, once all outcomes are reported, with the number of documents
      that are still to be indexed."""
    started = time.monotonic()
    input_files = find_inputs(paths, str(home.path))
    database = open_database(home)
    sweep_halves(home.sources)
    counts: Counter[input_store.IntakeOutcome] = Counter()

    def count(outcome: IngestOutcome, *, container: InputContainer | None) -> None:
        # a container is no document: its members count, and itself only where it has none
        if container is None or not container.has_members:
            counts[outcome.outcome] += 1
        report(outcome)

    reporter = OutcomeReporter(count)
    planner = TaskPlanner(
        database,
        home,
        ContainerLimits(max_bytes, fields),
        resume=resume,
        announce_members=announce_members,
    )
    with (
        rare_garbage_collection(),
        hold_lock(home, "ingest", shared=True),
        IndexProcess(database, home) as indexing,
    ):
        with (
            WorkerPool(home, processes, max_bytes) as workers,
            InputFetcher(planner, workers, web_limits) as fetcher,
        ):
            for batch in batches(planner.unfold_catalogues(fetcher.results(input_files))):
                for task, outcome in save_results(database, batch):
                    reporter.add_outcome(task, outcome)
                indexing.count_saved(len(batch))
        reason = indexing.finish(report_remaining)
    summary = IngestSummary(
        taken=counts["taken"],
        unchanged=counts["unchanged"],
        revised=counts["revised"],
        copies=counts["copy"],
        set_aside=counts["set_aside"],
        seconds=round(time.monotonic() - started, 3),
    )
    if reason is not None:
        raise NotIndexedYetError(summary, reason)
    return summary


def batches(
    results: Iterator[tuple[ReadTask, TaskResult]],
) -> Iterator[list[tuple[ReadTask, TaskResult]]]:
    """Lists of consecutive results, each small enough for one transaction."""
    batch: list[tuple[ReadTask, TaskResult]] = []
    size = 0
    for task, result in results:
        batch.append((task, result))
        size += result.data.size if result.data else 0
        # what was fetched is saved at once: fetching it again would cost its server, too
        if (
            len(batch) >= _BATCH_SIZE
            or size >= _BATCH_BYTES
            or is_web_location(task.input_file.location)
        ):
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def save_results(
    database: Database, results: Sequence[tuple[ReadTask, TaskResult]]
) -> list[tuple[ReadTask, IngestOutcome | None]]:
    """The outcome of each task, after its result was saved, all in one transaction.

    It is None at the beginning and at the end of a container, whose own outcome `OutcomeReporter`
    finds. No transaction is opened where nothing is new."""
    inputs = [
        PreparedInput(result.prepared, intake_location(task, result), result.rules_version)
        for task, result in results
        if result.prepared
    ]
    aside = [
        IntakeResult(
            intake_location(task, result), "set_aside", None, result.reason, result.rules_version
        )
        for task, result in results
        if result.reason
    ]
    unchanged = [
        intake_location(task, result)
        for task, result in results
        if task.container and not (task.edge or task.container.is_known)
        if not (result.prepared or result.reason)
    ] + [intake_location(task, result) for task, result in results if _was_touched(task, result)]
    edges = [task for task, _ in results if task.edge]
    origins = {
        task.input_file.location: task.input_file.origin
        for task, _ in results
        if task.input_file.origin
    }
    if not (inputs or aside or unchanged or edges or origins):
        return [(task, _task_outcome(task, result, iter(()))) for task, result in results]

    def save() -> list[tuple[ReadTask, IngestOutcome | None]]:
        with write_session(database) as session:
            input_store.touch_intakes(session, unchanged)
            saved = iter(save_inputs(session, inputs))
            input_store.store_blobs(
                session,
                [intake.located_input.data for intake in aside if intake.located_input.data],
            )
            input_store.record_intakes(session, aside)
            outcomes = [(task, _task_outcome(task, result, saved)) for task, result in results]
            save_origins(session, origins)
            for task in edges:
                record_container_edge(session, task)
        return outcomes

    # safe to retry: where only the answer to the commit was lost, all is unchanged
    return retry_transient(save)


def _was_touched(task: ReadTask, result: TaskResult) -> bool:
    """Whether a file was read again because its times differ, and its bytes are the same."""
    return (
        task.previous is not None
        and task.container is None
        and task.input_file.modified not in (None, task.previous.modified)
        and not (task.edge or result.prepared or result.reason)
    )


def _task_outcome(
    task: ReadTask, result: TaskResult, saved: Iterator[SavedInput]
) -> IngestOutcome | None:
    path, previous = task.input_file.path, task.previous
    if task.edge:
        if task.container is not None and task.edge == "end":
            task.container.is_finished = True
        return None
    if result.prepared:
        saved_input = next(saved)
        outcome = IngestOutcome(
            path, saved_input.outcome, saved_input.document_id, unread_lists(result.prepared)
        )
    elif result.reason:
        outcome = IngestOutcome(path, "set_aside", None, result.reason)
    else:
        assert previous is not None  # only an input that was taken in before can be unchanged
        if previous.document_id is None:
            outcome = IngestOutcome(path, "set_aside", None, previous.reason)
        else:
            outcome = IngestOutcome(path, "unchanged", previous.document_id, None)
    if task.container is not None:
        task.container.note_result(outcome.id, retry=result.rules_version == RETRY_VERSION)
    return outcome
