"""The terminal that people read."""

from __future__ import annotations

from functools import cache

from rich.console import Console


@cache
def console() -> Console:
    """Standard output, in colour where it is a terminal. Words are never highlighted by guess."""
    return Console(highlight=False, soft_wrap=False)
