"""Limits of a process that reads files: the memory that it may take, and the seconds for a file."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

#: bytes that a process may take beside what it has loaded: a page of 30 MB takes 1 GB
MOST_MEMORY = 3 << 30
#: processor seconds for a file of an ingest: a scan of a thousand pages takes half an hour
MOST_SECONDS = 1_800
#: processor seconds for a pushed file, for whose outcome a program waits
MOST_PUSH_SECONDS = 120
#: seconds after which a process is ended that did not notice the first signal
_GRACE_SECONDS = 5
_STATM = Path("/proc/self/statm")


class ReadingOverrunError(BaseException):
    """A file takes longer than it may. No Exception: no reader takes it for a damaged file."""


def limit_memory() -> None:
    """Limit the address space of this process; what asks for more ends in an error, or the process
    in an abort."""
    loaded = int(_STATM.read_text().split()[0]) * resource.getpagesize() if _STATM.exists() else 0
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = loaded + MOST_MEMORY
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


@contextmanager
def limit_seconds(seconds: float) -> Iterator[None]:
    """A context that may take so many processor seconds, in the main thread of a process.

    Raises ReadingOverrunError. Where a library of C does not return to Python, the process ends
    some seconds later."""
    before = signal.signal(signal.SIGPROF, _overrun)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds + _GRACE_SECONDS)  # its signal ends the process
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGPROF, before)


def _overrun(_signal: int, _frame: FrameType | None) -> None:
    raise ReadingOverrunError
