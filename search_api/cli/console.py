"""The terminal that people read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from rich.console import Console
from rich.table import Table


@cache
def console() -> Console:
    """Standard output. Texts come from documents: `[…]` in them is no markup, and nothing is
    coloured by guess."""
    return Console(highlight=False, markup=False)


def table(headings: Sequence[str]) -> Table:
    """A table without lines; long cells go on in the next line and lose nothing."""
    made = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        made.add_column(heading, overflow="fold")
    return made
