"""Retries of work while the database's server is restarted or cannot be reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import OperationalError
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_fixed

from corpus.store.database_errors import is_transient

#: seconds after which no more attempt is made, and seconds between two attempts
_RESTART_SECONDS = 120
_RETRY_SECONDS = 0.5
_Result = TypeVar("_Result")


def retry_transient(work: Callable[[], _Result]) -> _Result:
    """The result of `work`, retried for two minutes while the server is restarted or out of reach.

    `work` begins anew each time, so it must be repeatable. Raises the error of the last attempt."""
    retrying = Retrying(
        stop=stop_after_delay(_RESTART_SECONDS),
        wait=wait_fixed(_RETRY_SECONDS),
        retry=retry_if_exception(_may_pass),
        reraise=True,
    )
    return retrying(work)


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, OperationalError) and is_transient(error)
