"""`fagui ingest`: files, folders and web addresses become documents that can be found."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli.terminal import AsJson, Code, Failure, print_json

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from ingest.records.fields import Fields
    from ingest.run.pipeline import Outcome, Summary

#: files set aside that are told one by one; `fagui rejected` tells all
_TOLD = 20

Paths = Annotated[list[str], typer.Argument(metavar="路径…", help="要收录的文件、文件夹或网址")]
FieldsOption = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="用途=字段,…",
        help="记录文件（.jsonl）里哪个字段是什么，例如 title=法規名稱,text=法規內容",
    ),
]
Resume = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="接着上次中断的收录往下做：上次收录之后修改时间没有变的不再打开（相信文件系统的时间）",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("ingest", help="收录文件、文件夹和网址：读出正文和事实，入库并可检索。")(ingest)


def ingest(
    paths: Paths,
    *,
    fields: FieldsOption = None,
    resume: Resume = False,
    as_json: AsJson = False,
) -> Code:
    from corpus.inputs.locations import is_web

    for path in paths:
        if not is_web(path) and not os.path.lexists(path):
            raise Failure(f"没有这个文件或文件夹：{printable(path)}", Code.USAGE)

    from ingest.found import find
    from ingest.run.worker_pool import get_ready
    from search_api.settings import read_settings

    declared = _declared(fields)
    settings = read_settings()
    get_ready(find(paths, str(settings.data.path)))

    from ingest.run.pipeline import NotFoundYetError, take_in

    aside: list[Outcome] = []

    def report(outcome: Outcome) -> None:
        bar.advance()
        if as_json:
            print_json(_plain(outcome))
        elif outcome.outcome == "set_aside":
            aside.append(outcome)

    late: NotFoundYetError | None = None
    try:
        with _progress(paths, settings.data.path) as bar:
            summary = take_in(
                settings.data,
                paths,
                max_bytes=settings.max_bytes,
                processes=settings.processes,
                report=report,
                fields=declared,
                resume=resume,
                announce=bar.expect,
                left=bar.left,
                web=settings.web,
            )
    except NotFoundYetError as error:
        summary, late = error.summary, error
    except KeyboardInterrupt:
        raise Failure("已中断；收录过的都已保存，再运行一次即可继续（加 --resume 更快）") from None
    if as_json:
        print_json({"summary": _plain(summary)})
    else:
        _tell(summary, aside)
    if late is not None:
        raise Failure(str(late), Code.INCOMPLETE)
    return Code.INCOMPLETE if summary.set_aside else Code.DONE


def _declared(fields: str | None) -> Fields | None:
    from ingest.records.fields import BadFieldsError, declared_fields

    try:
        return None if fields is None else declared_fields(fields)
    except BadFieldsError as error:
        raise Failure(f"--fields 不对：{error}", Code.USAGE) from None


def printable(path: str) -> str:
    """A path for people: bytes of its name that are not UTF-8 show as �."""
    return os.fsencode(path).decode("utf-8", "replace")


def _plain(value: Outcome | Summary) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}


@dataclass(slots=True)
class _Bar:
    """How far, how fast, how long still; nothing where there is no terminal."""

    progress: Progress | None = None
    task: TaskID | None = None
    #: documents that were left to be indexed when all were in SQL
    indexing: int = 0

    def expect(self, more: int) -> None:
        """So many inputs lie in an archive or record file that is being opened."""
        if self.progress is not None and self.task is not None:
            total = self.progress.tasks[self.task].total or 0
            self.progress.update(self.task, total=total + more)

    def advance(self) -> None:
        if self.progress is None or self.task is None:
            return
        self.progress.advance(self.task)
        task = self.progress.tasks[self.task]
        # they come by the hundred: the speed of late says nothing
        speed = task.completed / task.elapsed if task.elapsed else 0.0
        self.progress.update(self.task, rate=f"{speed:.0f} 个/秒")

    def left(self, documents: int) -> None:
        """All are in SQL, and the command ends when they can be found. The index was written
        beside, so that this is about what is left of it."""
        if self.progress is None or self.task is None:
            return
        if not self.indexing:
            self.indexing = documents
            self.progress.reset(self.task, total=documents, description="建立索引", rate="")
        self.progress.update(self.task, completed=max(0, self.indexing - documents))


@contextmanager
def _progress(paths: Sequence[str], besides: os.PathLike[str]) -> Iterator[_Bar]:
    """A bar on the terminal."""
    from rich.console import Console

    screen = Console(stderr=True)
    if not screen.is_terminal:
        yield _Bar()
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from ingest.found import find

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen, transient=True) as progress:
        total = sum(1 for _ in find(paths, os.fspath(besides)))
        yield _Bar(progress, progress.add_task("收录", total=total, rate=""))


def _tell(summary: Summary, aside: Sequence[Outcome]) -> None:
    from search_api.cli.console import console, table

    if aside:
        rows = table(("搁置的文件", "原因"))
        for one in aside[:_TOLD]:
            rows.add_row(printable(one.path), printable(one.reason or ""))
        console().print(rows)
        if len(aside) > _TOLD:
            typer.echo(f"……另有 {len(aside) - _TOLD} 个，用 fagui rejected 查看")
    counts = table(("新收录", "未变", "修订", "副本", "搁置", "用时"))
    counts.add_row(
        *map(
            str,
            (
                summary.taken,
                summary.unchanged,
                summary.revised,
                summary.copies,
                summary.set_aside,
            ),
        ),
        f"{summary.seconds:.1f} 秒",
    )
    console().print(counts)
