"""Batches of values that one SQL statement takes as parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Value = TypeVar("_Value")


def parameter_batches(values: Sequence[_Value], size: int = 500) -> Iterator[Sequence[_Value]]:
    """Neighbouring values in batches of at most `size`, as many as fit into one statement.

    >>> list(parameter_batches("abcde", 2))
    ['ab', 'cd', 'e']
    """
    for start in range(0, len(values), size):
        yield values[start : start + size]
