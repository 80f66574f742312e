"""Faults of tantivy while it searches, which damaged files cause."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from corpus.index.search_engine import EngineUnavailableError

#: called with an error of tantivy; raises IndexDamagedError where damaged files explain it
FaultHandler: TypeAlias = Callable[[BaseException], None]


@contextmanager
def search_faults(handle: FaultHandler) -> Iterator[None]:
    """A context for a search, in which `handle` looks for the cause of errors of tantivy.

    Raises EngineUnavailableError where tantivy panicked for another cause."""
    try:
        yield
    except (ValueError, OSError) as error:
        handle(error)
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # pyo3 derives it from BaseException
            raise
        handle(error)
        raise EngineUnavailableError(f"检索没有完成：{error}") from error
