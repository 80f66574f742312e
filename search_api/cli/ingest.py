"""`fagui ingest`: takes in files, folders and URLs as documents that can be found."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli.command_basics import (
    CommandFailedError,
    ExitCode,
    JsonOption,
    print_json,
    told_when_interrupted,
)

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from corpus.inputs.input_store import IntakeOutcome
    from ingest.records.record_fields import RecordFields
    from ingest.run.ingest_outcomes import IngestOutcome
    from ingest.run.pipeline import IngestSummary

#: set-aside files that are listed by name; `fagui rejected` lists all
_MAX_SHOWN = 20

PathsArgument = Annotated[
    list[str], typer.Argument(metavar="路径…", help="要收录的文件、文件夹或网址")
]
FieldsOption = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="用途=字段,…",
        help="记录文件（.jsonl）里哪个字段是什么，例如 title=法規名稱,text=法規內容",
    ),
]
ResumeOption = Annotated[
    bool,
    typer.Option(
        "--resume",
        help="接着上次中断的收录往下做：上次收录之后修改时间没有变的不再打开（相信文件系统的时间）",
    ),
]

_INTERRUPTED = "已中断；收录过的都已保存，再运行一次即可继续（加 --resume 更快）"


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("ingest", help="收录文件、文件夹和网址：读出正文和事实，入库并可检索。")(ingest)


def ingest(
    paths: PathsArgument,
    *,
    fields: FieldsOption = None,
    resume: ResumeOption = False,
    as_json: JsonOption = False,
) -> ExitCode:
    from corpus.inputs.locations import is_web_location

    for path in paths:
        if not is_web_location(path) and not os.path.lexists(path):
            raise CommandFailedError(
                f"没有这个文件或文件夹：{printable_path(path)}", ExitCode.USAGE
            )

    from ingest.run.reading_worker import start_forkserver
    from search_api.settings import read_settings

    declared = _declared_fields(fields)
    settings = read_settings()
    start_forkserver()  # it loads what reads while this process imports what it needs

    from ingest.run.pipeline import NotIndexedYetError, ingest_paths

    aside: list[IngestOutcome] = []

    def report(outcome: IngestOutcome) -> None:
        bar.advance()
        if as_json:
            print_json(_slots_object(outcome))
        elif outcome.reason is not None:  # set aside, or a sheet of it was not read
            aside.append(outcome)

    late: NotIndexedYetError | None = None
    try:
        with (
            told_when_interrupted(_INTERRUPTED),
            _ingest_progress(paths, settings.data.path) as bar,
        ):
            summary = ingest_paths(
                settings.data,
                paths,
                max_bytes=settings.max_bytes,
                processes=settings.processes,
                report=report,
                fields=declared,
                resume=resume,
                announce_members=bar.add_expected,
                report_remaining=bar.show_indexing,
                web_limits=settings.web,
            )
    except NotIndexedYetError as error:
        summary, late = error.summary, error
    if as_json:
        print_json({"summary": _slots_object(summary)})
    else:
        _show_summary(summary, aside)
    if late is not None:
        raise CommandFailedError(str(late), ExitCode.INCOMPLETE)
    return ExitCode.INCOMPLETE if summary.set_aside else ExitCode.DONE


def _declared_fields(fields: str | None) -> RecordFields | None:
    from ingest.records.record_fields import BadFieldsError, parse_field_declaration

    try:
        return None if fields is None else parse_field_declaration(fields)
    except BadFieldsError as error:
        raise CommandFailedError(f"--fields 不对：{error}", ExitCode.USAGE) from None


def printable_path(path: str) -> str:
    """The path as people can read it; bytes of its name that are not UTF-8 become �."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _slots_object(value: IngestOutcome | IngestSummary) -> dict[str, object]:
    return {name: getattr(value, name) for name in value.__slots__}


@dataclass(slots=True)
class _IngestProgress:
    """A bar with the count, the speed and the time left; nothing where there is no terminal."""

    progress: Progress | None = None
    task: TaskID | None = None
    #: documents that were still to be indexed when all were in SQL
    indexing: int = 0

    def add_expected(self, more: int) -> None:
        """Adds the inputs in an archive or record file that is being opened to the total."""
        if self.progress is not None and self.task is not None:
            total = self.progress.tasks[self.task].total or 0
            self.progress.update(self.task, total=total + more)

    def advance(self) -> None:
        if self.progress is None or self.task is None:
            return
        self.progress.advance(self.task)
        task = self.progress.tasks[self.task]
        # outcomes come by the hundred, so the speed of the last seconds says nothing
        speed = task.completed / task.elapsed if task.elapsed else 0.0
        self.progress.update(self.task, rate=f"{speed:.0f} 个/秒")

    def show_indexing(self, documents: int) -> None:
        """Shows how many documents are still to be indexed, once all are in SQL.

        The command ends when all can be found. The index was written meanwhile, so the bar counts
        only what is left of it."""
        if self.progress is None or self.task is None:
            return
        if not self.indexing:
            self.indexing = documents
            self.progress.reset(self.task, total=documents, description="建立索引", rate="")
        self.progress.update(self.task, completed=max(0, self.indexing - documents))


@contextmanager
def _ingest_progress(paths: Sequence[str], besides: os.PathLike[str]) -> Iterator[_IngestProgress]:
    """A context with the progress of an ingest, which a terminal shows as a bar."""
    from rich.console import Console

    screen = Console(stderr=True)
    if not screen.is_terminal:
        yield _IngestProgress()
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    from ingest.input_files import find_inputs

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=screen, transient=True) as progress:
        total = sum(1 for _ in find_inputs(paths, os.fspath(besides)))
        yield _IngestProgress(progress, progress.add_task("收录", total=total, rate=""))


def _show_summary(summary: IngestSummary, aside: Sequence[IngestOutcome]) -> None:
    from search_api.cli.console import console, table
    from search_api.vocabulary.intake_labels import INTAKE_OUTCOME_LABELS

    if aside:
        rows = table(("搁置的文件", "原因"))
        for one in aside[:_MAX_SHOWN]:
            rows.add_row(printable_path(one.path), printable_path(one.reason or ""))
        console().print(rows)
        if len(aside) > _MAX_SHOWN:
            typer.echo(f"……另有 {len(aside) - _MAX_SHOWN} 个，用 fagui rejected 查看")
    totals: Mapping[IntakeOutcome, int] = {
        "taken": summary.taken,
        "unchanged": summary.unchanged,
        "revised": summary.revised,
        "copy": summary.copies,
        "set_aside": summary.set_aside,
    }
    counts = table((*(INTAKE_OUTCOME_LABELS[outcome] for outcome in totals), "用时"))
    counts.add_row(*map(str, totals.values()), f"{summary.seconds:.1f} 秒")
    console().print(counts)
