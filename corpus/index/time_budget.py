"""The time that one request may spend on searching."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

#: seconds of work, and seconds together with waiting for other requests and for a cluster: who
#: comes while many search is not refused for what those do
WORK_SECONDS, TOTAL_SECONDS = 1.0, 5.0


class _Deadline(NamedTuple):
    """When the budget of a request ends, by the clock of its thread and by that of the machine."""

    work: float
    total: float


_deadline: ContextVar[_Deadline | None] = ContextVar("search_deadline", default=None)


class BudgetSpentError(Exception):
    """Raised when a request has spent its time on searching."""

    def __init__(self) -> None:
        super().__init__("这样检索太费时，没有查完：请换少见的词，或少一些条件")


@contextmanager
def time_budget(work: float = WORK_SECONDS, total: float = TOTAL_SECONDS) -> Iterator[None]:
    """A context in which searching in this thread may take so many seconds.

    >>> with time_budget(0):
    ...     check_budget()
    Traceback (most recent call last):
    corpus.index.time_budget.BudgetSpentError: 这样检索太费时，没有查完：请换少见的词，或少一些条件
    """
    token = _deadline.set(_Deadline(time.thread_time() + work, time.monotonic() + total))
    try:
        yield
    finally:
        _deadline.reset(token)


def check_budget() -> None:
    """Raises BudgetSpentError where the time of this request is spent."""
    deadline = _deadline.get()
    if deadline is not None and (
        time.thread_time() >= deadline.work or time.monotonic() >= deadline.total
    ):
        raise BudgetSpentError


def remaining_seconds() -> float:
    """The seconds that this request may still wait, -1 without a budget."""
    deadline = _deadline.get()
    return -1 if deadline is None else max(deadline.total - time.monotonic(), 0)
