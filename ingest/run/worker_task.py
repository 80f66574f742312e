"""One file becomes rows, in a worker process: bytes read, hashed, kept, understood."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from corpus.documents.prepared import Prepared
from corpus.inputs.blobs import Before, Bytes, keep_large
from corpus.store.home import Home
from corpus.store.processes import SELDOM
from ingest.containers import Container
from ingest.found import Found, why

#: raised whenever the rules read anything otherwise than before: inputs are then read again
RULES_VERSION = 17
#: noted with what may go otherwise the next time although no rule changed: read again in any case
NO_RULES = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read. `before`: what became of that place the last time; `trusted`: nothing is
    new there, and nobody need look. `container`: the innermost that it lies in, or (`edge`) whose
    own beginning or end this is."""

    found: Found
    before: Before | None
    trusted: bool = False
    container: Container | None = None
    edge: Literal["begin", "end"] | None = None

    @property
    def known(self) -> str | None:
        """The hash of the bytes that these rules have read there."""
        if self.before is None or self.before.rules != RULES_VERSION:
            return None
        return self.before.sha256


@dataclass(frozen=True, slots=True)
class Work:
    """What came of a file: `prepared`, or the `reason` why not, or (neither) nothing new; of a
    catalogue its `rows`, each with its name and what came of it.

    `data` None: nothing could be read. `rules`: what the result rests on.
    """

    data: Bytes | None = None
    prepared: Prepared | None = None
    reason: str | None = None
    rules: int = RULES_VERSION
    rows: tuple[tuple[str, Work], ...] = ()


@contextmanager
def seldom_swept() -> Iterator[None]:
    """While the block runs, rubbish is looked for as seldom as in a worker."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def glance(task: Task) -> Work | None:
    """The result where nothing has to be read anew: what cannot be read, and bytes already read by
    these rules. Costs less than the way to another process."""
    if task.edge or task.trusted:
        return Work()
    if task.found.hindrance:
        return Work(reason=task.found.hindrance, rules=NO_RULES)
    if task.known is None:
        return None
    given = task.found.given
    if given is not None:
        same = hashlib.sha256(given.data).hexdigest() == task.known
        assert task.before is not None
        return Work() if same and task.before.fields == given.fields else None
    try:
        with open(task.found.readable, "rb") as file:  # noqa: PTH123 - names not in UTF-8
            digest = hashlib.file_digest(file, "sha256")
    except OSError:
        return None  # `work` tells why
    return Work() if digest.hexdigest() == task.known else None


def work(task: Task, home: Home, max_bytes: int) -> Work:
    """Read one file; whatever happens to it, it is told in the answer and nothing is raised."""
    # What a reading makes stays until it is done: looking for rubbish among it would only cost
    # time, with a large page a tenth.
    gc.disable()
    try:
        return _work(task, home, max_bytes)
    finally:
        gc.enable()


def _work(task: Task, home: Home, max_bytes: int) -> Work:
    given = task.found.given
    try:
        data = given.data if given else _bytes(task.found.readable, home, max_bytes)
    except OSError as error:
        return Work(reason=f"读不出来：{why(error)}", rules=NO_RULES)
    if isinstance(data, Bytes) or len(data) > max_bytes:
        kept = data if isinstance(data, Bytes) else None
        reason = f"超过大小上限 {size_words(max_bytes)}（FAGUI_MAX_BYTES）"
        return Work(kept, reason=reason, rules=NO_RULES)
    # the process that tells others to work need not wait for what it imports, half a second
    from ingest.run.worker_dispatch import understood  # noqa: PLC0415

    return understood(data, task.found)


def _bytes(location: str, home: Home, max_bytes: int) -> bytes | Bytes:
    """The bytes of a file; of one that is too large, what was kept of it without reading it in."""
    # a pipe put in the place of the file since it was found must not block
    descriptor = os.open(location, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - it is open already
        size = os.fstat(descriptor).st_size
        if size <= max_bytes:
            data = file.read(size + 1)  # room for the limit would have to be found for each
            if len(data) > size:  # it grew
                data += file.read(max_bytes + 1 - len(data))
            if len(data) <= max_bytes:
                return data
            file.seek(0)
        return keep_large(home, file)


def size_words(count: int) -> str:
    """As people say it.

    >>> size_words(33554432), size_words(1000)
    ('32 MiB', '1000 字节')
    """
    return f"{count >> 20} MiB" if count % (1 << 20) == 0 else f"{count} 字节"
