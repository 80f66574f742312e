"""Reads the inputs of a run in order, from disk and web, each page followed by its attachments.

The files of a folder are inputs of their own. A page that was named by itself, or fetched, brings
along the files that it offers: from disk those in its own folder or below, from the web whatever it
links to."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from corpus.inputs import input_store
from corpus.inputs.attached_files import (
    MEDIA_TYPES,
    OfferedFile,
    load_offered_files,
    locate_attachment,
)
from corpus.inputs.blobs import HttpOrigin
from corpus.inputs.http_origins import load_origin
from corpus.inputs.locations import is_web_location
from corpus.store.database import read_session
from corpus.store.retry_transient import retry_transient
from ingest.input_files import InputFile
from ingest.run.plan_tasks import TaskPlanner
from ingest.run.read_task import ReadTask, TaskResult
from ingest.run.worker_pool import WorkerPool
from ingest.web.fetch_errors import FetchRefusedError
from ingest.web.web_limits import WebLimits

if TYPE_CHECKING:
    from ingest.web.web_client import WebClient

#: attachments taken in with one page; a page that offers more is a list of notices
_MOST_ATTACHMENTS = 100
_PAGE_MEDIA_TYPES = ("text/html", "application/xhtml+xml")
_LEADING_BLANKS = b"\xef\xbb\xbf \t\r\n"


class InputFetcher:
    """Reads the inputs of one run, and the files that they offer, into results."""

    def __init__(self, planner: TaskPlanner, workers: WorkerPool, limits: WebLimits) -> None:
        self._planner = planner
        self._workers = workers
        self._limits = limits
        self._client: WebClient | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._client is not None:
            self._client.close()
        if self._folder is not None:
            self._folder.cleanup()

    def results(self, input_files: Iterable[InputFile]) -> Iterator[tuple[ReadTask, TaskResult]]:
        """The task and the result of each input, in order."""
        for from_web, group in groupby(
            input_files, key=lambda input_file: is_web_location(input_file.location)
        ):
            read = self._read_web if from_web else self._read_local
            yield from read(group)

    def _read_local(
        self, input_files: Iterable[InputFile]
    ) -> Iterator[tuple[ReadTask, TaskResult]]:
        for task, result in self._worker_results(input_files):
            yield task, result
            if task.input_file.attachment_folder is not None:
                files = self._offered_files(task, result)
                attached = [
                    input_file
                    for file in files
                    for input_file in _file_in_folder(task.input_file, file)
                ]
                yield from self._worker_results(attached)

    def _read_web(self, input_files: Iterable[InputFile]) -> Iterator[tuple[ReadTask, TaskResult]]:
        for page in input_files:
            for task, result in self._fetch_one(page):
                yield task, result
                if task.container is not None:
                    continue
                for file in islice(self._offered_files(task, result), _MOST_ATTACHMENTS):
                    if is_web_location(file.location) and file.location not in _own_urls(
                        task.input_file
                    ):
                        yield from self._fetch_one(InputFile(file.location, file.location))

    def _worker_results(
        self, input_files: Iterable[InputFile]
    ) -> Iterator[tuple[ReadTask, TaskResult]]:
        return self._workers.results(self._planner.tasks(iter(input_files)))

    def _fetch_one(self, input_file: InputFile) -> Iterator[tuple[ReadTask, TaskResult]]:
        if input_file.reason is not None:
            yield from self._worker_results([input_file])
            return
        task, known = retry_transient(lambda: self._known_task(input_file))
        with self._temporary_file() as file:
            try:
                origin = self._web_client().fetch(input_file.location, file, known)
                file.flush()
                if origin is None:
                    yield task, TaskResult()  # not modified
                    return
                input_file = replace(input_file, local_path=file.name, origin=origin)
                if reason := _wrong_content_reason(input_file.location, origin, Path(file.name)):
                    input_file = replace(input_file, reason=reason)
            except FetchRefusedError as refused:
                input_file = replace(input_file, reason=str(refused))
            yield from self._worker_results([input_file])

    def _known_task(self, input_file: InputFile) -> tuple[ReadTask, HttpOrigin | None]:
        """The task of a web input, and what its server said of it the last time."""
        with read_session(self._planner.database) as session:
            previous = input_store.previous_intakes(session, [input_file.location]).get(
                input_file.location
            )
            task = ReadTask(input_file, previous)
            # a container is always fetched whole: only its bytes tell what it holds
            same = task.known_sha256 and previous is not None and previous.form != "container"
            return task, load_origin(session, input_file.location) if same else None

    def _temporary_file(self) -> tempfile._TemporaryFileWrapper[bytes]:
        """A temporary file for a response; workers open it by its name."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="fagui-")
        return tempfile.NamedTemporaryFile(dir=self._folder.name)

    def _web_client(self) -> WebClient:
        if self._client is None:
            from ingest.web.web_client import WebClient  # noqa: PLC0415 - heavy, and most runs need none

            self._client = WebClient(self._limits, self._planner.limits.max_bytes)
        return self._client

    def _offered_files(self, task: ReadTask, result: TaskResult) -> Iterator[OfferedFile]:
        """The files that an input offers: from its result, or from SQL if it was read before."""
        location = task.input_file.location
        if result.prepared is not None:
            for attachment in result.prepared.attachments:
                yield locate_attachment(attachment, location, task.input_file.container)
        elif result.reason is None:
            yield from self._offered_previously(location)

    def _offered_previously(self, location: str) -> list[OfferedFile]:
        def look_up() -> list[OfferedFile]:
            with read_session(self._planner.database) as session:
                return load_offered_files(session, location)

        return retry_transient(look_up)


def _own_urls(page: InputFile) -> tuple[str, ...]:
    """The URLs of a page itself: the requested one, and the one after all redirects."""
    return (page.location, page.origin.url) if page.origin else (page.location,)


def _file_in_folder(page: InputFile, offered_file: OfferedFile) -> Iterator[InputFile]:
    """The file that a page on disk offers, if it lies inside the page's folder.

    No link is followed out of the folder."""
    folder = page.attachment_folder
    if (
        folder is None
        or is_web_location(offered_file.location)
        or offered_file.location == page.location
    ):
        return
    root, target = os.path.realpath(folder), os.path.realpath(offered_file.location)
    if os.path.commonpath([root, target]) == root and os.path.isfile(target):  # noqa: PTH113
        below = os.path.relpath(offered_file.location, folder)
        yield InputFile(os.path.join(os.path.dirname(page.path), below), offered_file.location)  # noqa: PTH118, PTH120


def _wrong_content_reason(location: str, origin: HttpOrigin, file: Path) -> str | None:
    """The Chinese reason why a response is not the requested file, or None where it may be.

    Behind the link to a .doc that is gone, many sites answer 200 with a page that says so."""
    suffix = PurePosixPath(urlsplit(location).path).suffix.lower()
    if suffix not in MEDIA_TYPES or origin.media_type not in _PAGE_MEDIA_TYPES:
        return None
    with file.open("rb") as opened:
        page = opened.read(1 << 10).lstrip(_LEADING_BLANKS).startswith(b"<")
    return f"网址是 {suffix} 文件，服务器给的却是一个网页" if page else None
