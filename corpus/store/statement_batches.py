"""Values by the hundred, in batches that one statement takes as parameters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

_Value = TypeVar("_Value")


def parameter_batches(values: Sequence[_Value], size: int = 500) -> Iterator[Sequence[_Value]]:
    """Neighbouring values, at most `size` at a time: as many as fit into one statement.

    >>> list(parameter_batches("abcde", 2))
    ['ab', 'cd', 'e']
    """
    for start in range(0, len(values), size):
        yield values[start : start + size]
