"""`fagui reprocess`: lists, or stores, what newer rules read differently."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from search_api.cli.command_basics import (
    ExitCode,
    JsonOption,
    print_json,
    told_when_interrupted,
)

if TYPE_CHECKING:
    from ingest.run.reprocess import ReprocessedInput

#: changed inputs that are listed by name
_MAX_SHOWN = 50

ApplyOption = Annotated[
    bool, typer.Option("--apply", help="照新规则重新入库；不写则只列出，什么都不改")
]


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("reprocess", help="规则更新之后：用保存的原始字节重读，列出会变的文件。")(reprocess)


def reprocess(*, apply: ApplyOption = False, as_json: JsonOption = False) -> ExitCode:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from ingest.run.reprocess import reprocess
    from search_api.cli.console import console, table
    from search_api.cli.ingest import printable_path
    from search_api.settings import read_settings

    settings = read_settings()
    changed_inputs: list[ReprocessedInput] = []

    def report(changed_input: ReprocessedInput) -> None:
        if as_json:
            content = {
                "path": changed_input.path,
                "id": changed_input.id,
                "changes": list(changed_input.changes),
            }
            print_json({**content, "reason": changed_input.reason})
        else:
            changed_inputs.append(changed_input)

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    progress = Progress(*columns, console=console(), transient=True, disable=as_json)
    with (
        told_when_interrupted("已中断；再运行一次即可继续"),
        progress if not as_json else nullcontext(),
    ):
        bar = progress.add_task("重读", total=None)
        reviewed = reprocess(
            settings.data,
            apply=apply,
            max_bytes=settings.max_bytes,
            processes=settings.processes,
            report=report,
            announce_total=lambda total: progress.update(bar, total=total),
            report_progress=lambda: progress.advance(bar),
        )
    if as_json:
        summary = {"looked_at": reviewed.looked_at, "changed": reviewed.changed, "applied": apply}
        print_json({"summary": summary})
        return ExitCode.DONE
    if changed_inputs:
        rows = table(("文件", "标识", "会变的" if not apply else "已变的"))
        for changed_input in changed_inputs[:_MAX_SHOWN]:
            rows.add_row(
                printable_path(changed_input.path),
                changed_input.id or "—",
                _change_text(changed_input),
            )
        console().print(rows)
        if len(changed_inputs) > _MAX_SHOWN:
            typer.echo(f"……另有 {len(changed_inputs) - _MAX_SHOWN} 个，用 --json 看全部")
    typer.echo(_result_text(reviewed.looked_at, reviewed.changed, apply=apply))
    return ExitCode.DONE


def _change_text(changed_input: ReprocessedInput) -> str:
    from search_api.vocabulary.intake_labels import READING_CHANGE_LABELS

    words = "、".join(READING_CHANGE_LABELS[change] for change in changed_input.changes)
    return f"{words}：{changed_input.reason}" if changed_input.reason else words


def _result_text(looked_at: int, changed: int, *, apply: bool) -> str:
    if looked_at == 0:
        return "没有用旧规则读过的文件。"
    if not changed:
        return f"重读了 {looked_at} 个用旧规则读过的文件，没有会变的。"
    if apply:
        return f"重读了 {looked_at} 个用旧规则读过的文件，{changed} 个已照新规则入库。"
    return f"重读了 {looked_at} 个用旧规则读过的文件，{changed} 个会变；加 --apply 照新规则入库。"
