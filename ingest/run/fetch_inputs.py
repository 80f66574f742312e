"""Inputs in their order, from disk and from the web, each page followed by its attachments.

What a folder holds is found there. A page named by itself, or fetched, brings along the files that
it offers: from disk those that lie in its own folder or below, from the web whatever it links to.
"""

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

from corpus.inputs import sources
from corpus.inputs.attachments import MEDIA_TYPES, Offered, offered, offered_at
from corpus.inputs.blobs import Origin
from corpus.inputs.http_origins import origin_of
from corpus.inputs.locations import is_web
from corpus.store.database import patiently, session
from ingest.found import Found
from ingest.run.plan_tasks import Inputs
from ingest.run.worker_pool import Workers
from ingest.run.worker_task import Task, Work
from ingest.web.limits import Limits
from ingest.web.refusal import Refused

if TYPE_CHECKING:
    from ingest.web.fetch import Web

#: files of one page that are taken with it; a page that offers more is a list of notices
_MOST = 100
_PAGES = ("text/html", "application/xhtml+xml")
_BLANKS = b"\xef\xbb\xbf \t\r\n"


class Offering:
    """What workers made of the inputs of one run, and of the files that they offer."""

    def __init__(self, inputs: Inputs, workers: Workers, limits: Limits) -> None:
        self._inputs = inputs
        self._workers = workers
        self._limits = limits
        self._web: Web | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._web is not None:
            self._web.close()
        if self._folder is not None:
            self._folder.cleanup()

    def results(self, found: Iterable[Found]) -> Iterator[tuple[Task, Work]]:
        """Each input with what was made of it, in order."""
        for from_web, some in groupby(found, key=lambda one: is_web(one.location)):
            taken = self._fetched if from_web else self._read
            yield from taken(some)

    def _read(self, found: Iterable[Found]) -> Iterator[tuple[Task, Work]]:
        for task, result in self._results(found):
            yield task, result
            if task.found.beside is not None:
                files = self._offered(task, result)
                beside = [one for file in files for one in _beside(task.found, file)]
                yield from self._results(beside)

    def _fetched(self, found: Iterable[Found]) -> Iterator[tuple[Task, Work]]:
        for page in found:
            for task, result in self._fetch(page):
                yield task, result
                if task.container is not None:
                    continue
                for file in islice(self._offered(task, result), _MOST):
                    if is_web(file.location) and file.location not in _own(task.found):
                        yield from self._fetch(Found(file.location, file.location))

    def _results(self, found: Iterable[Found]) -> Iterator[tuple[Task, Work]]:
        return self._workers.results(self._inputs.tasks(iter(found)))

    def _fetch(self, found: Found) -> Iterator[tuple[Task, Work]]:
        if found.hindrance is not None:
            yield from self._results([found])
            return
        task, known = patiently(lambda: self._known(found))
        with self._file() as file:
            try:
                origin = self._asked().fetch(found.location, file, known)
                file.flush()
                if origin is None:
                    yield task, Work()  # the server says that nothing is new
                    return
                found = replace(found, file=file.name, origin=origin)
                if reason := _another(found.location, origin, Path(file.name)):
                    found = replace(found, hindrance=reason)
            except Refused as refused:
                found = replace(found, hindrance=str(refused))
            yield from self._results([found])

    def _known(self, found: Found) -> tuple[Task, Origin | None]:
        """The task of a place on the web, and how its server gave it the last time."""
        with session(self._inputs.database) as reading:
            before = sources.before(reading, [found.location]).get(found.location)
            task = Task(found, before)
            # of a container all the bytes are wanted: they tell what lies in it
            same = task.known and before is not None and before.form != "container"
            return task, origin_of(reading, found.location) if same else None

    def _file(self) -> tempfile._TemporaryFileWrapper[bytes]:
        """A file for what a server gives; workers open it by its name."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="fagui-")
        return tempfile.NamedTemporaryFile(dir=self._folder.name)

    def _asked(self) -> Web:
        if self._web is None:
            from ingest.web.fetch import Web  # noqa: PLC0415 - heavy, and most runs need none

            self._web = Web(self._limits, self._inputs.limits.max_bytes)
        return self._web

    def _offered(self, task: Task, result: Work) -> Iterator[Offered]:
        """The files that an input offers, also where it was read before."""
        location = task.found.location
        if result.prepared is not None:
            for one in result.prepared.attachments:
                yield offered(one, location, task.found.container)
        elif result.reason is None:
            yield from self._offered_before(location)

    def _offered_before(self, location: str) -> list[Offered]:
        def look_up() -> list[Offered]:
            with session(self._inputs.database) as reading:
                return offered_at(reading, location)

        return patiently(look_up)


def _own(page: Found) -> tuple[str, ...]:
    """The addresses of a page itself: asked for, and in the end."""
    return (page.location, page.origin.url) if page.origin else (page.location,)


def _beside(page: Found, file: Offered) -> Iterator[Found]:
    """The file offered by a page on disk, if it lies inside the page's folder, no link followed
    out of it."""
    folder = page.beside
    if folder is None or is_web(file.location) or file.location == page.location:
        return
    root, target = os.path.realpath(folder), os.path.realpath(file.location)
    if os.path.commonpath([root, target]) == root and os.path.isfile(target):  # noqa: PTH113
        below = os.path.relpath(file.location, folder)
        yield Found(os.path.join(os.path.dirname(page.path), below), file.location)  # noqa: PTH118, PTH120


def _another(location: str, origin: Origin, file: Path) -> str | None:
    """Why what a server gave is not the file that was asked for: behind the link to a .doc that is
    gone, many sites answer 200 with a page that says so."""
    suffix = PurePosixPath(urlsplit(location).path).suffix.lower()
    if suffix not in MEDIA_TYPES or origin.media_type not in _PAGES:
        return None
    with file.open("rb") as opened:
        page = opened.read(1 << 10).lstrip(_BLANKS).startswith(b"<")
    return f"网址是 {suffix} 文件，服务器给的却是一个网页" if page else None
