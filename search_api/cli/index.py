"""`fagui index`: writes the waiting documents into the search index, once or continuously."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from search_api.cli.command_basics import ExitCode, JsonOption, print_json
from search_api.cli.configured_library import configured_library

FollowOption = Annotated[
    bool,
    typer.Option(
        "--follow", help="一直运行，随时处理新收录的文件；Ctrl+C 或 SIGTERM 在做完手上一批后结束"
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("index", help="把等待的文件写入检索索引；可以在多台机器上同时运行。")(index)


def index(*, follow: FollowOption = False, as_json: JsonOption = False) -> ExitCode:
    with _end_on_signals() as ending:
        return (
            _follow_queue(ending, as_json=as_json)
            if follow
            else _index_once(ending, as_json=as_json)
        )


@contextmanager
def _end_on_signals() -> Iterator[threading.Event]:
    """A context with an Event that Ctrl+C and SIGTERM set while its block runs."""
    ending = threading.Event()
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: ending.set()) for number in signals]
    try:
        yield ending
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)


def _index_once(ending: threading.Event, *, as_json: bool) -> ExitCode:
    from corpus.index.update.drain_queue import drain_index_queue
    from corpus.index.update.index_queue import load_backlog
    from corpus.store.database import read_session
    from search_api.cli.console import console, progress, table

    started = time.perf_counter()
    with configured_library() as opened:
        with read_session(opened.database) as session:
            before = load_backlog(session)
        with progress(quiet=as_json) as bars:
            bar = bars.add_task("写入索引", total=before.documents)
            written = drain_index_queue(
                opened.database,
                opened.engine,
                opened.home,
                on_batch=lambda documents: bars.advance(bar, documents),
                should_stop=ending.is_set,
            )
        with read_session(opened.database) as session:
            after = load_backlog(session)
    seconds = round(time.perf_counter() - started, 1)
    if as_json:
        left = {"waiting": after.documents, "failing": after.failing, "errors": after.errors}
        print_json({"documents": written, "seconds": seconds, **left})
    elif not written and not after.documents:
        typer.echo("没有等待的文件，检索索引是最新的。")
    else:
        typer.echo(f"{written} 份文件写入了检索索引，{seconds} 秒。")
        if after.documents > after.failing:
            typer.echo(f"还有 {after.documents - after.failing} 份等待，或正由别的进程写入。")
    if after.failing and not as_json:
        rows = table(("写不进去的文件", "原因"))
        for id_, reason in after.errors.items():
            rows.add_row(id_, reason)
        console().print(rows)
        typer.echo(f"共 {after.failing} 份写不进去，会隔一段时间自动重试。")
    return ExitCode.INCOMPLETE if after.failing else ExitCode.DONE


def _follow_queue(ending: threading.Event, *, as_json: bool) -> ExitCode:
    from corpus.index.update.follow_queue import describe_outage, follow_queue

    def step(documents: int) -> None:
        if as_json:
            print_json({"documents": documents})
        elif documents:
            typer.echo(f"{time.strftime('%H:%M:%S')} 写入 {documents} 份文件")

    with configured_library() as opened:

        def failed(error: Exception) -> None:
            told = describe_outage(error, opened.home) or f"{type(error).__name__}：{error}"
            typer.echo(f"{time.strftime('%H:%M:%S')} 索引没有更新，稍后重试：{told}", err=True)

        typer.echo("等待新收录的文件，Ctrl+C 结束", err=True)
        follow_queue(
            opened.database, opened.engine, opened.home, ending, on_failure=failed, on_batch=step
        )
    typer.echo("已结束；没有写入的文件仍在队列里。", err=True)
    return ExitCode.DONE
