"""The outcomes of inputs, reported in the order of the inputs, a container before its members."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Protocol

from corpus.documents.row_values import PreparedReading
from corpus.inputs import input_store
from corpus.inputs.input_store import IntakeResult, LocatedInput
from corpus.store.database import Session
from ingest.containers import InputContainer
from ingest.run.read_task import RETRY_VERSION, RULES_VERSION, ReadTask, TaskResult


@dataclass(frozen=True, slots=True)
class IngestOutcome:
    """The outcome of one input.

    `id` is None only when the input was set aside; a container has the id of its first document.
    `reason`: why it was set aside, or which sheets of it were not read, in Chinese."""

    path: str
    outcome: input_store.IntakeOutcome
    id: str | None
    reason: str | None


class _Report(Protocol):
    def __call__(self, outcome: IngestOutcome, *, container: InputContainer | None) -> None: ...


def unread_lists(prepared: PreparedReading) -> str | None:
    """What of the lists in a document was not read, in Chinese, or None where all was."""
    items = sum(each.name == "list_item" for each in prepared.facts)
    counts = [each.value for each in prepared.facts if each.name == "list_count"]
    told = [f"清单中有{items}项没有读出文件"] * bool(items)
    return "；".join((*told, *counts)) or None


class OutcomeReporter:
    """Reports outcomes in the order of the inputs, a container before its members.

    The outcome of a container is known once one of its members became a document, or all were read;
    until then the outcomes of its members are held back."""

    def __init__(self, report: _Report) -> None:
        self._report = report
        self._waiting: deque[IngestOutcome | InputContainer] = deque()

    def add_outcome(self, task: ReadTask, outcome: IngestOutcome | None) -> None:
        """Adds the outcome of the next task, and reports all outcomes that are ready.

        `outcome` is None at the beginning and at the end of a container."""
        if outcome is not None:
            self._waiting.append(outcome)
        elif task.container is not None and task.edge == "begin":
            self._waiting.append(task.container)
        while self._waiting:
            first = self._waiting[0]
            if isinstance(first, InputContainer):
                if first.first_document_id is None and not first.is_finished:
                    return
                self._report(container_outcome(first), container=first)
            else:
                self._report(first, container=None)
            self._waiting.popleft()


def container_outcome(container: InputContainer) -> IngestOutcome:
    """The outcome of a container as a whole."""
    path, previous = container.input_file.path, container.previous
    if container.first_document_id is None:
        reason = container.reason or "里面没有能收录的内容"
        return IngestOutcome(path, "set_aside", None, reason)
    if previous is None or previous.document_id is None:
        return IngestOutcome(path, "taken", container.first_document_id, container.reason)
    same = container.is_known or previous.sha256 == container.sha256
    return IngestOutcome(
        path, "unchanged" if same else "revised", container.first_document_id, container.reason
    )


def intake_location(task: ReadTask, result: TaskResult) -> LocatedInput:
    """The location to be stored for an input: where it was found, and how its bytes are read."""
    input_file, inline_data = task.input_file, task.input_file.inline_data
    return LocatedInput(
        input_file.location,
        input_file.path,
        result.data,
        input_file.origin.url if input_file.origin else None,
        container=input_file.container,
        position=input_file.position,
        since=task.container.started_at if task.container else None,
        form=inline_data.input_form if inline_data else "file",
        fields=inline_data.fields if inline_data else (),
        modified=input_file.modified,
    )


def record_container_edge(session: Session, task: ReadTask) -> None:
    """Writes the intake row of a container at its beginning and at its end.

    The row of the beginning has `RETRY_VERSION`: an interrupted run reads the container again.
    Called in a write transaction."""
    container = task.container
    assert container is not None
    input_file = container.input_file
    located_input = LocatedInput(
        input_file.location,
        input_file.path,
        container.data,
        container=input_file.container,
        position=input_file.position,
        form="container",
        fields=container.fields or (),
        modified=input_file.modified,
    )
    if container.is_known:
        if container.parent is not None and not container.parent.is_known:
            input_store.touch_intakes(session, [located_input])
        return
    if container.data is not None:
        input_store.store_blobs(session, [container.data])
    if task.edge == "begin":
        input_store.record_intakes(
            session, [IntakeResult(located_input, "taken", None, None, RETRY_VERSION)]
        )
        return
    outcome = container_outcome(container)
    rules = RETRY_VERSION if container.retry else RULES_VERSION
    input_store.record_intakes(
        session, [IntakeResult(located_input, outcome.outcome, outcome.id, outcome.reason, rules)]
    )
    if container.parent is None:
        input_store.forget_missing_members(session, input_file.location, container.started_at)
