"""Output for people on the terminal: text, tables, progress bars."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from rich.progress import Progress


@cache
def console() -> Console:
    """Standard output as a terminal.

    Texts come from documents: `[…]` in them is no markup, and nothing is coloured by guess."""
    return Console(highlight=False, markup=False)


def table(headings: Sequence[str]) -> Table:
    """A table without lines; long cells continue on the next line and lose nothing."""
    made = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made


def progress(*, quiet: bool) -> Progress:
    """Bars that disappear at the end; none are shown if `quiet`, or without a terminal."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    screen = console()
    return Progress(
        *columns, console=screen, transient=True, disable=quiet or not screen.is_terminal
    )
