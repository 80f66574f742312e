"""Work done again while the server of the database is restarted or cannot be reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import OperationalError
from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_fixed

from corpus.store.database_errors import is_transient

#: how long what can be done again waits for a server that is being restarted, and between looks
_RESTART_SECONDS = 120
_RETRY_SECONDS = 0.5
_Result = TypeVar("_Result")


def retry_transient(work: Callable[[], _Result]) -> _Result:
    """The result of work that may be done again from its beginning: it is, while the server is
    restarted or cannot be reached, for two minutes. Raises what the last attempt did."""
    retrying = Retrying(
        stop=stop_after_delay(_RESTART_SECONDS),
        wait=wait_fixed(_RETRY_SECONDS),
        retry=retry_if_exception(_may_pass),
        reraise=True,
    )
    return retrying(work)


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, OperationalError) and is_transient(error)
