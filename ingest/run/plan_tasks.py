"""Turns input files into tasks: opens containers, and looks up the previous intakes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

from corpus.inputs import input_store
from corpus.inputs.blobs import InputBlob, PreviousIntake
from corpus.inputs.large_blobs import store_large_blob
from corpus.store.database import Database, read_session
from corpus.store.home import Home
from corpus.store.retry_transient import retry_transient
from ingest.containers import (
    ContainerLimits,
    ContainerStep,
    InputContainer,
    open_container,
    walk_container,
)
from ingest.input_files import InlineData, InputFile
from ingest.run.read_task import RULES_VERSION, ReadTask, TaskResult

#: locations in one look-up, and bytes of members that may be held in memory for it
_LOOKUP_SIZE = 200
_LOOKUP_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class TaskPlanner:
    """Plans the tasks of one run.

    * `resume`: inputs that were taken in after their last change are not opened again.
    * `announce_members`: is called with the number of inputs in a container."""

    database: Database
    home: Home
    limits: ContainerLimits
    resume: bool
    announce_members: Callable[[int], None]

    def tasks(self, input_files: Iterator[InputFile]) -> Iterator[ReadTask]:
        """The tasks of the input files, in order; a container gives those of its members."""
        while batch := list(islice(input_files, _LOOKUP_SIZE)):
            known = self._previous_intakes([input_file.location for input_file in batch])
            for input_file in batch:
                yield from self._tasks(input_file, known.get(input_file.location))

    def _previous_intakes(self, locations: list[str]) -> dict[str, PreviousIntake]:
        def look_up() -> dict[str, PreviousIntake]:
            with read_session(self.database) as session:
                return input_store.previous_intakes(session, locations)

        return retry_transient(look_up)

    def _previous_members(
        self, container: str, after: int
    ) -> list[tuple[str, int, PreviousIntake]]:
        def look_up() -> list[tuple[str, int, PreviousIntake]]:
            with read_session(self.database) as session:
                return input_store.previous_member_intakes(session, container, after, _LOOKUP_SIZE)

        return retry_transient(look_up)

    def _tasks(self, input_file: InputFile, previous: PreviousIntake | None) -> Iterator[ReadTask]:
        if self._is_trusted(input_file, previous):
            assert previous is not None
            if previous.form == "container":
                yield from self._known_tasks(
                    InputContainer(input_file, previous.sha256 or "", 0, previous=previous)
                )
            else:
                yield ReadTask(input_file, previous, trusted=True)
            return
        opened = open_container(input_file, self.limits)
        if opened is None:
            yield ReadTask(input_file, previous)
            return
        container, file = opened
        with file:
            container.previous = previous
            if _is_unchanged(container, previous):
                yield from self._known_tasks(container)
                return
            self.announce_members(container.member_count)
            container.data = self._container_bytes(container, file, previous)
            yield from self._new_tasks(walk_container(container, file, self.limits))

    def _is_trusted(self, input_file: InputFile, previous: PreviousIntake | None) -> bool:
        """Whether an input need not be opened: with `resume`, if it has not changed since its
        intake."""
        if not self.resume or previous is None or previous.rules != RULES_VERSION:
            return False
        if previous.form == "container" and previous.fields != (
            self.limits.fields or previous.fields
        ):
            return False
        # equal and not earlier: the clock may have been ahead when it was taken in
        return input_file.modified is not None and previous.modified == input_file.modified

    def _new_tasks(self, steps: Iterator[ContainerStep]) -> Iterator[ReadTask]:
        """The tasks of all members of an opened container, each with its previous intake."""
        for batch in _step_batches(steps):
            locations = [step.input_file.location for step in batch if step.input_file is not None]
            nested = [
                step.container.input_file.location
                for step in batch
                if step.input_file is None and step.container.parent is not None and not step.is_end
            ]
            known = self._previous_intakes([*locations, *nested])
            for step in batch:
                container = step.container
                if step.input_file is not None:
                    previous = known.get(step.input_file.location)
                    trusted = self._is_trusted(step.input_file, previous)
                    yield ReadTask(step.input_file, previous, trusted, container)
                    continue
                if not step.is_end and container.parent is not None:
                    container.previous = known.get(container.input_file.location)
                yield ReadTask(
                    container.input_file, None, False, container, "end" if step.is_end else "begin"
                )

    def unfold_catalogues(
        self, results: Iterator[tuple[ReadTask, TaskResult]]
    ) -> Iterator[tuple[ReadTask, TaskResult]]:
        """The results, that of a catalogue replaced by one result for each row.

        The rows are between the beginning and the end of their file, as the members of a container.
        """
        for task, result in results:
            is_known = task.previous is not None and task.previous.form == "container"
            if result.row_results:
                yield from self._row_results(task, result)
            elif is_known and not (task.edge or result.prepared or result.reason):
                container = InputContainer(
                    task.input_file, "", 0, task.container, previous=task.previous
                )
                yield from (
                    (member_task, TaskResult()) for member_task in self._known_tasks(container)
                )
            else:
                yield task, result

    def _row_results(
        self, task: ReadTask, result: TaskResult
    ) -> Iterator[tuple[ReadTask, TaskResult]]:
        assert result.data is not None
        container = InputContainer(
            task.input_file,
            result.data.sha256,
            len(result.row_results),
            task.container,
            reason=result.reason,
            previous=task.previous,
            data=result.data,
        )
        self.announce_members(len(result.row_results))
        yield ReadTask(task.input_file, None, False, container, "begin"), TaskResult()
        for position, (name, row) in enumerate(result.row_results):
            row_file = task.input_file.member(name, InlineData(b"", result.row_form))
            row_file = replace(row_file, container=task.input_file.location, position=position)
            yield ReadTask(row_file, None, False, container), row
        yield ReadTask(task.input_file, None, False, container, "end"), TaskResult()

    def _known_tasks(self, container: InputContainer) -> Iterator[ReadTask]:
        """The tasks of a container that was read before, from SQL; nothing in it is opened."""
        root = container.input_file
        container.is_known = True
        if container.previous is not None:
            container.first_document_id, container.reason = (
                container.previous.document_id,
                container.previous.reason,
            )
        yield ReadTask(root, None, False, container, "begin")
        position = -1
        while True:
            members = self._previous_members(root.location, position)
            if not members:
                break
            self.announce_members(len(members))
            for location, member_position, previous in members:
                path = root.path + location[len(root.location) :]
                member_file = InputFile(
                    path, location, container=root.location, position=member_position
                )
                if previous.form == "container":
                    yield from self._known_tasks(
                        InputContainer(member_file, "", 0, container, previous=previous)
                    )
                else:
                    yield ReadTask(member_file, previous, True, container)
            position = members[-1][1]
        yield ReadTask(root, None, False, container, "end")

    def _container_bytes(
        self, container: InputContainer, file: BinaryIO, previous: PreviousIntake | None
    ) -> InputBlob:
        """The bytes of a container, to be stored; only their hash where they are stored already."""
        size = file.seek(0, 2)
        if previous is not None and previous.sha256 == container.sha256:
            return InputBlob(container.sha256, size, None)
        file.seek(0)
        if size <= self.limits.max_bytes:
            return InputBlob.of(file.read())
        return store_large_blob(self.home, file)


def _is_unchanged(container: InputContainer, previous: PreviousIntake | None) -> bool:
    return (
        previous is not None
        and previous.rules == RULES_VERSION
        and previous.sha256 == container.sha256
        and previous.fields == (container.fields or ())
    )


def _step_batches(steps: Iterable[ContainerStep]) -> Iterator[list[ContainerStep]]:
    """Lists of consecutive steps, each small enough for one look-up."""
    batch: list[ContainerStep] = []
    size = 0
    for step in steps:
        batch.append(step)
        inline_data = step.input_file.inline_data if step.input_file is not None else None
        size += len(inline_data.data) if inline_data is not None else 0
        if len(batch) >= _LOOKUP_SIZE or size >= _LOOKUP_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
