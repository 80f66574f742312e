"""Reads one file in a worker process: its bytes, their hash, and the document that they hold."""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.inputs.blobs import InputBlob
from corpus.inputs.large_blobs import store_large_blob
from corpus.store.home import Home
from corpus.store.worker_processes import GC_THRESHOLDS
from ingest.format_size import format_size
from ingest.input_files import os_error_words
from ingest.run.read_task import RETRY_VERSION, ReadTask, TaskResult
from ingest.run.reading_limits import ReadingOverrunError, limit_seconds


@contextmanager
def rare_garbage_collection() -> Iterator[None]:
    """Collects garbage as rarely as a worker does while the block runs."""
    before = gc.get_threshold()
    gc.set_threshold(*GC_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def result_without_reading(task: ReadTask) -> TaskResult | None:
    """The result of a task that needs no reading, else None.

    That is an input that cannot be read, or bytes that these rules have read already. Hashing these
    costs less than sending the task to another process."""
    if task.edge or task.trusted:
        return TaskResult()
    if task.input_file.reason:
        return TaskResult(reason=task.input_file.reason, rules_version=RETRY_VERSION)
    if task.known_sha256 is None:
        return None
    inline_data = task.input_file.inline_data
    if inline_data is not None:
        same = hashlib.sha256(inline_data.data).hexdigest() == task.known_sha256
        assert task.previous is not None
        return TaskResult() if same and task.previous.fields == inline_data.fields else None
    try:
        with open(task.input_file.readable_path, "rb") as file:  # noqa: PTH123 - names not in UTF-8
            digest = hashlib.file_digest(file, "sha256")
    except OSError:
        return None  # `run_task` reports why
    return TaskResult() if digest.hexdigest() == task.known_sha256 else None


def run_task(task: ReadTask, home: Home, max_bytes: int, seconds: float) -> TaskResult:
    """The result of reading one file within so many processor seconds, in a process of its own.

    It never raises: whatever fails becomes the `reason`."""
    # what a reading makes is in use until it is done: collecting garbage meanwhile frees nothing,
    # and takes a tenth of the time with a large page
    gc.disable()
    try:
        return _run_task(task, home, max_bytes, seconds)
    finally:
        gc.enable()


def _run_task(task: ReadTask, home: Home, max_bytes: int, seconds: float) -> TaskResult:
    inline_data = task.input_file.inline_data
    try:
        data = (
            inline_data.data
            if inline_data
            else _read_bytes(task.input_file.readable_path, home, max_bytes)
        )
    except OSError as error:
        return TaskResult(reason=f"读不出来：{os_error_words(error)}", rules_version=RETRY_VERSION)
    if isinstance(data, InputBlob) or len(data) > max_bytes:
        blob = data if isinstance(data, InputBlob) else None
        reason = f"超过大小上限 {format_size(max_bytes)}（FAGUI_MAX_BYTES）"
        return TaskResult(blob, reason=reason, rules_version=RETRY_VERSION)
    # imported here: a process that only submits tasks is spared its half a second
    from ingest.run.worker_dispatch import read_input  # noqa: PLC0415

    try:
        with limit_seconds(seconds):
            return read_input(data, task.input_file)
    except ReadingOverrunError:
        return TaskResult(InputBlob.of(data), reason=f"读了 {seconds:g} 秒还没有读完，不再读")


def _read_bytes(location: str, home: Home, max_bytes: int) -> bytes | InputBlob:
    """The bytes of a file; the stored blob of one that is too large to be read into memory."""
    # a pipe that replaced the file since it was listed must not block
    descriptor = os.open(location, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - it is open already
        size = os.fstat(descriptor).st_size
        if size <= max_bytes:
            data = file.read(size + 1)  # not `max_bytes`, which would be allocated each time
            if len(data) > size:  # the file grew
                data += file.read(max_bytes + 1 - len(data))
            if len(data) <= max_bytes:
                return data
            file.seek(0)
        return store_large_blob(home, file)
