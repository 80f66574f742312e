"""What commands share: options, exit codes, JSON output."""

from __future__ import annotations

import io
import json
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import IntEnum
from types import FrameType
from typing import Annotated

import typer

from search_api.vocabulary.search_labels import PARAMETER_LABELS


class ExitCode(IntEnum):
    """The exit codes of commands (docs/contract.md, "Exit codes")."""

    DONE = 0
    INCOMPLETE = 1  # something was set aside or not found
    USAGE = 2
    FAILED = 3


JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用")]
AsOfOption = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        metavar="日期",
        help=f"{PARAMETER_LABELS['as_of']}（默认今天，北京时间）",
    ),
]


class CommandFailedError(Exception):
    """The command cannot go on; the message says why, in Chinese, `code` is its exit code."""

    def __init__(self, words: str, code: ExitCode = ExitCode.FAILED) -> None:
        super().__init__(words)
        self.code = code


@contextmanager
def told_when_interrupted(words: str) -> Iterator[None]:
    """Ends the command in words when a person interrupts it (SIGINT). In the main thread.

    The interruption may come in the midst of a statement, and the driver's error hides it; or in a
    callback of Python's own, which drops it: then the command ends so once it is done."""
    interrupted = False

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        nonlocal interrupted
        interrupted = True
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    except (Exception, KeyboardInterrupt):
        if not interrupted:
            raise
    finally:
        signal.signal(signal.SIGINT, before)
    if interrupted:
        raise CommandFailedError(words)


def accept_all_characters() -> None:
    r"""Let standard output and error write characters that their encoding lacks as `\u6cd5`.

    A terminal without Chinese characters (LC_ALL=C) or with GBK would else end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def print_json(value: Mapping[str, object] | Sequence[object]) -> None:
    """Prints a value on one line, in ASCII only, so that no terminal or pipe can spoil it."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")


def print_json_list(
    head: Mapping[str, object], name: str, items: Iterable[Mapping[str, object]]
) -> None:
    """Prints the object `head` with a list as one more member, holding one item at a time."""
    sys.stdout.write(f"{json.dumps(head)[:-1]}, {json.dumps(name)}: [")
    for number, item in enumerate(items):
        sys.stdout.write(", " * bool(number) + json.dumps(item))
    sys.stdout.write("]}\n")


def chosen_day(as_of: datetime | None) -> date:
    """The day that the option names, or today in Asia/Shanghai."""
    from search_api.library import today

    return today() if as_of is None else as_of.date()
