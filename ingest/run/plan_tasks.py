"""From what was found to the tasks of a run: containers opened, and what is known of each place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

from sqlalchemy import Engine as Database

from corpus.inputs import sources
from corpus.inputs.blobs import Before, Bytes, keep_large
from corpus.store.database import patiently, session
from corpus.store.home import Home
from ingest.containers import Container, Limits, Step, container_of, inside
from ingest.found import Found, Given
from ingest.run.worker_task import RULES_VERSION, Task, Work

#: places looked up at once, and the bytes of members that may wait for it
_LOOKED_UP = 200
_LOOKED_UP_BYTES = 8 << 20


@dataclass(frozen=True, slots=True)
class Inputs:
    """The inputs of one run. `resume`: what was taken in after its last change is not looked at
    again; `announce`: is told how many inputs lie in a container that is opened."""

    database: Database
    home: Home
    limits: Limits
    resume: bool
    announce: Callable[[int], None]

    def tasks(self, found: Iterator[Found]) -> Iterator[Task]:
        """One for each input, in order."""
        while some := list(islice(found, _LOOKED_UP)):
            known = self._before([one.location for one in some])
            for one in some:
                yield from self._tasks(one, known.get(one.location))

    def _before(self, locations: list[str]) -> dict[str, Before]:
        def look_up() -> dict[str, Before]:
            with session(self.database) as reading:
                return sources.before(reading, locations)

        return patiently(look_up)

    def _members(self, container: str, after: int) -> list[tuple[str, int, Before]]:
        def look_up() -> list[tuple[str, int, Before]]:
            with session(self.database) as reading:
                return sources.members_before(reading, container, after, _LOOKED_UP)

        return patiently(look_up)

    def _tasks(self, found: Found, before: Before | None) -> Iterator[Task]:
        if self._trusted(found, before):
            assert before is not None
            if before.form == "container":
                yield from self._known(Container(found, before.sha256 or "", 0, before=before))
            else:
                yield Task(found, before, trusted=True)
            return
        opened = container_of(found, self.limits)
        if opened is None:
            yield Task(found, before)
            return
        container, file = opened
        with file:
            container.before = before
            if _same(container, before):
                yield from self._known(container)
                return
            self.announce(container.count)
            container.data = self._kept(container, file, before)
            yield from self._new(inside(container, file, self.limits))

    def _trusted(self, found: Found, before: Before | None) -> bool:
        """Whether nobody need look: with `resume`, if it was taken in after its last change."""
        if not self.resume or before is None or before.rules != RULES_VERSION:
            return False
        if found.changed is None:
            return False
        if before.form == "container" and before.fields != (self.limits.fields or before.fields):
            return False
        return before.at.timestamp() > found.changed

    def _new(self, steps: Iterator[Step]) -> Iterator[Task]:
        """All that lies in a container, each with what became of it the last time."""
        for some in _pieces(steps):
            places = [step.found.location for step in some if step.found is not None]
            nested = [
                step.container.found.location
                for step in some
                if step.found is None and step.container.parent is not None and not step.end
            ]
            known = self._before([*places, *nested])
            for step in some:
                container = step.container
                if step.found is not None:
                    before = known.get(step.found.location)
                    trusted = self._trusted(step.found, before)
                    yield Task(step.found, before, trusted, container)
                    continue
                if not step.end and container.parent is not None:
                    container.before = known.get(container.found.location)
                yield Task(container.found, None, False, container, "end" if step.end else "begin")

    def unfolded(self, done: Iterator[tuple[Task, Work]]) -> Iterator[tuple[Task, Work]]:
        """The rows of catalogues one by one, between the beginning and the end of their file."""
        for task, result in done:
            again = task.before is not None and task.before.form == "container"
            if result.rows:
                yield from self._rows(task, result)
            elif again and not (task.edge or result.prepared or result.reason):
                container = Container(task.found, "", 0, task.container, before=task.before)
                yield from ((each, Work()) for each in self._known(container))
            else:
                yield task, result

    def _rows(self, task: Task, result: Work) -> Iterator[tuple[Task, Work]]:
        assert result.data is not None
        container = Container(
            task.found,
            result.data.sha256,
            len(result.rows),
            task.container,
            before=task.before,
            data=result.data,
        )
        self.announce(len(result.rows))
        yield Task(task.found, None, False, container, "begin"), Work()
        for position, (name, row) in enumerate(result.rows):
            found = task.found.member(name, Given(b"", "row"))
            found = replace(found, container=task.found.location, position=position)
            yield Task(found, None, False, container), row
        yield Task(task.found, None, False, container, "end"), Work()

    def _known(self, container: Container) -> Iterator[Task]:
        """The same of a container whose bytes were gone through before: nothing in it is opened."""
        root = container.found
        container.known = True
        if container.before is not None:
            container.first, container.reason = (
                container.before.document_id,
                container.before.reason,
            )
        yield Task(root, None, False, container, "begin")
        position = -1
        while True:
            some = self._members(root.location, position)
            if not some:
                break
            self.announce(len(some))
            for location, at, before in some:
                path = root.path + location[len(root.location) :]
                found = Found(path, location, container=root.location, position=at)
                if before.form == "container":
                    yield from self._known(Container(found, "", 0, container, before=before))
                else:
                    yield Task(found, before, True, container)
            position = some[-1][1]
        yield Task(root, None, False, container, "end")

    def _kept(self, container: Container, file: BinaryIO, before: Before | None) -> Bytes:
        """The bytes of a container, to be kept; those that are kept already only by name."""
        size = file.seek(0, 2)
        if before is not None and before.sha256 == container.sha256:
            return Bytes(container.sha256, size, None)
        file.seek(0)
        if size <= self.limits.max_bytes:
            return Bytes.of(file.read())
        return keep_large(self.home, file)


def _same(container: Container, before: Before | None) -> bool:
    return (
        before is not None
        and before.rules == RULES_VERSION
        and before.sha256 == container.sha256
        and before.fields == (container.fields or ())
    )


def _pieces(steps: Iterable[Step]) -> Iterator[list[Step]]:
    """Neighbours, as many as may be looked up at once."""
    piece: list[Step] = []
    size = 0
    for step in steps:
        piece.append(step)
        given = step.found.given if step.found is not None else None
        size += len(given.data) if given is not None else 0
        if len(piece) >= _LOOKED_UP or size >= _LOOKED_UP_BYTES:
            yield piece
            piece, size = [], 0
    if piece:
        yield piece
