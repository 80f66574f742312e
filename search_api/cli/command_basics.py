"""What all commands share: options, tables for people, JSON for programs, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum
from typing import Annotated

import typer

from search_api.vocabulary.search_labels import PARAMETER_LABELS


class ExitCode(IntEnum):
    """Exit codes of API.md."""

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
    """Why a command ends, in words for people, and with which exit code."""

    def __init__(self, words: str, code: ExitCode = ExitCode.FAILED) -> None:
        super().__init__(words)
        self.code = code


def print_json(value: Mapping[str, object] | Sequence[object]) -> None:
    """One object on one line, ASCII only: no terminal or pipe can spoil it."""
    sys.stdout.write(json.dumps(value, ensure_ascii=True) + "\n")


def chosen_day(as_of: datetime | None) -> date:
    """The day asked for, or today."""
    from search_api.library import today

    return today() if as_of is None else as_of.date()
