"""What became of each input, told in the order of the inputs, containers before what they hold."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from corpus.inputs import sources
from corpus.inputs.sources import Became, Place
from ingest.containers import Container
from ingest.run.worker_task import NO_RULES, RULES_VERSION, Task, Work


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input; `id` is None only when it was set aside. A container has the id of
    the first document in it."""

    path: str
    outcome: sources.Outcome
    id: str | None
    reason: str | None


class InOrder:
    """Tells outcomes in order. That of a container is known once something in it was taken, or all
    of it was gone through; until then what lies in it waits."""

    def __init__(self, report: Callable[[Outcome], None]) -> None:
        self._report = report
        self._waiting: deque[Outcome | Container] = deque()

    def tell(self, task: Task, outcome: Outcome | None) -> None:
        """What became of the next task; None: the beginning or end of its container."""
        if outcome is not None:
            self._waiting.append(outcome)
        elif task.container is not None and task.edge == "begin":
            self._waiting.append(task.container)
        while self._waiting:
            first = self._waiting[0]
            if isinstance(first, Container):
                if first.first is None and not first.over:
                    return
                first = outcome_of(first)
            self._report(first)
            self._waiting.popleft()


def outcome_of(container: Container) -> Outcome:
    """What became of a container as a whole."""
    path, before = container.found.path, container.before
    if container.first is None:
        reason = container.reason or "里面没有能收录的内容"
        return Outcome(path, "set_aside", None, reason)
    if before is None or before.document_id is None:
        return Outcome(path, "taken", container.first, None)
    same = container.known or before.sha256 == container.sha256
    return Outcome(path, "unchanged" if same else "revised", container.first, None)


def place_of(task: Task, result: Work) -> Place:
    """Where an input stands, as the notes have it."""
    found, given = task.found, task.found.given
    return Place(
        found.location,
        found.path,
        result.data,
        found.origin.url if found.origin else None,
        container=found.container,
        position=found.position,
        since=task.container.started if task.container else None,
        form=given.form if given else "file",
        fields=given.fields if given else (),
    )


def note_edge(session: Session, task: Task) -> None:
    """Note that a container is being gone through (it is not known until all of it is), or what
    became of it. In a write transaction."""
    container = task.container
    assert container is not None
    found = container.found
    place = Place(
        found.location,
        found.path,
        container.data,
        container=found.container,
        position=found.position,
        form="container",
        fields=container.fields or (),
    )
    if container.known:
        if container.parent is not None and not container.parent.known:
            sources.touch(session, [place])
        return
    if container.data is not None:
        sources.keep(session, [container.data])
    if task.edge == "begin":
        sources.note(session, [Became(place, "taken", None, None, NO_RULES)])
        return
    told = outcome_of(container)
    rules = NO_RULES if container.retry else RULES_VERSION
    sources.note(session, [Became(place, told.outcome, told.id, told.reason, rules)])
    if container.parent is None:
        sources.forget(session, found.location, container.started)
