"""Files become documents that can be found: read in parallel, saved in order, indexed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine as Database

from corpus.documents.save import Input, Saved, save_all
from corpus.inputs import sources
from corpus.inputs.http_origins import keep_origins
from corpus.inputs.locations import is_web
from corpus.inputs.sources import Became
from corpus.store.database import open_database, patiently, writing
from corpus.store.home import Home
from corpus.store.locks import held
from ingest.containers import Limits
from ingest.found import find
from ingest.records.fields import Fields
from ingest.run.fetch_inputs import Offering
from ingest.run.index_beside import Indexing
from ingest.run.outcomes import InOrder, Outcome, note_edge, place_of
from ingest.run.plan_tasks import Inputs
from ingest.run.worker_pool import Workers
from ingest.run.worker_task import NO_RULES, Task, Work, seldom_swept
from ingest.web.limits import POLITE
from ingest.web.limits import Limits as WebLimits

__all__ = ["Outcome", "Summary", "take_in"]

#: files in one transaction: it stays short, and its cost is shared
_TOGETHER = 100
_TOGETHER_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class Summary:
    """How many files became what."""

    taken: int
    unchanged: int
    revised: int
    copies: int
    set_aside: int
    seconds: float


class NotFoundYetError(Exception):
    """All is safe in SQL, but the search engine takes nothing now; the queue keeps what waits."""

    def __init__(self, summary: Summary, reason: str) -> None:
        super().__init__(
            f"收录的内容都已保存，但还检索不到：{reason}。"
            "恢复以后 fagui serve、fagui index 或下一次收录会补上"
        )
        self.summary = summary


def take_in(  # noqa: PLR0913 - what a run can be told
    home: Home,
    paths: Sequence[str],
    *,
    max_bytes: int,
    processes: int,
    report: Callable[[Outcome], None],
    fields: Fields | None = None,
    resume: bool = False,
    announce: Callable[[int], None] = lambda _: None,
    left: Callable[[int], None] = lambda _: None,
    web: WebLimits = POLITE,
) -> Summary:
    """Take in all files of the paths, each reported in its turn once it is safe in SQL.

    `fields`: which keys of record files hold what; `resume`: what was taken in after its last
    change is not looked at again; `announce` is told how many inputs lie in a container; `left`,
    once all are reported, how many documents are still to be indexed.

    When it returns, what it took can be found by search. Interrupted or killed at any point, it is
    to be run again, and ends as if nothing had happened. Raises NotFoundYetError.
    """
    started = time.monotonic()
    found = find(paths, str(home.path))
    database = open_database(home)
    counts: Counter[sources.Outcome] = Counter()

    def count(outcome: Outcome) -> None:
        counts[outcome.outcome] += 1
        report(outcome)

    told = InOrder(count)
    inputs = Inputs(database, home, Limits(max_bytes, fields), resume=resume, announce=announce)
    with (
        seldom_swept(),
        held(home, "ingest", shared=True),
        Indexing(database, home) as indexing,
    ):
        with (
            Workers(home, processes, max_bytes) as workers,
            Offering(inputs, workers, web) as offering,
        ):
            for done in batches(inputs.unfolded(offering.results(found))):
                for task, outcome in save(database, done):
                    told.tell(task, outcome)
                indexing.saved(len(done))
        reason = indexing.finish(left)
    summary = Summary(
        taken=counts["taken"],
        unchanged=counts["unchanged"],
        revised=counts["revised"],
        copies=counts["copy"],
        set_aside=counts["set_aside"],
        seconds=round(time.monotonic() - started, 3),
    )
    if reason is not None:
        raise NotFoundYetError(summary, reason)
    return summary


def batches(done: Iterator[tuple[Task, Work]]) -> Iterator[list[tuple[Task, Work]]]:
    """Neighbours, as many as one transaction should hold."""
    batch: list[tuple[Task, Work]] = []
    size = 0
    for task, result in done:
        batch.append((task, result))
        size += result.data.size if result.data else 0
        # what was fetched is kept at once: asking again would cost others, too
        if len(batch) >= _TOGETHER or size >= _TOGETHER_BYTES or is_web(task.found.location):
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def save(
    database: Database, done: Sequence[tuple[Task, Work]]
) -> list[tuple[Task, Outcome | None]]:
    """What became of each, in one transaction, if anything is new. None: the edge of a container,
    whose outcome the container tells."""
    inputs = [
        Input(result.prepared, place_of(task, result), result.rules)
        for task, result in done
        if result.prepared
    ]
    aside = [
        Became(place_of(task, result), "set_aside", None, result.reason, result.rules)
        for task, result in done
        if result.reason
    ]
    seen = [
        place_of(task, result)
        for task, result in done
        if task.container and not (task.edge or task.container.known)
        if not (result.prepared or result.reason)
    ]
    edges = [task for task, _ in done if task.edge]
    origins = {task.found.location: task.found.origin for task, _ in done if task.found.origin}
    if not (inputs or aside or seen or edges or origins):
        return [(task, _outcome(task, result, iter(()))) for task, result in done]

    def keep() -> list[tuple[Task, Outcome | None]]:
        with writing(database) as transaction:
            sources.touch(transaction, seen)
            saved = iter(save_all(transaction, inputs))
            sources.keep(transaction, [one.place.data for one in aside if one.place.data])
            sources.note(transaction, aside)
            told = [(task, _outcome(task, result, saved)) for task, result in done]
            keep_origins(transaction, origins)
            for task in edges:
                note_edge(transaction, task)
        return told

    # Done again it ends the same: if only the answer to the commit was lost, all is unchanged
    return patiently(keep)


def _outcome(task: Task, result: Work, saved: Iterator[Saved]) -> Outcome | None:
    path, before = task.found.path, task.before
    if task.edge:
        if task.container is not None and task.edge == "end":
            task.container.over = True
        return None
    if result.prepared:
        found = next(saved)
        outcome = Outcome(path, found.outcome, found.document_id, None)
    elif result.reason:
        outcome = Outcome(path, "set_aside", None, result.reason)
    else:
        assert before is not None  # nothing is new only where something was
        if before.document_id is None:
            outcome = Outcome(path, "set_aside", None, before.reason)
        else:
            outcome = Outcome(path, "unchanged", before.document_id, None)
    if task.container is not None:
        task.container.took(outcome.id, retry=result.rules == NO_RULES)
    return outcome
