"""Cursors: a search goes on where it stopped, on the index as it stood then."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from cachetools import TTLCache

#: seconds for which a cursor holds
CURSOR_SECONDS = 300.0
#: cursors held at once; those that nobody has used for longest go first
MAX_CURSORS = 10_000
#: random bytes of a cursor, and the characters that write them
TOKEN_BYTES = 15
TOKEN_LENGTH = 20

State = TypeVar("State")


class CursorExpiredError(Exception):
    """The snapshot that the cursor names is no longer kept."""

    def __init__(self) -> None:
        super().__init__("翻页位置已过期（保留五分钟），请重新检索")


class BadCursorError(Exception):
    """No cursor of ours, or of another search."""

    def __init__(self) -> None:
        super().__init__("翻页位置无效，或属于另一次检索")


class CursorCache(Generic[State]):
    """What each cursor stands for, in this process's memory. Safe in threads. `clock`: seconds that
    only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._states: TTLCache[str, State, float] = TTLCache(MAX_CURSORS, CURSOR_SECONDS, clock)
        self._lock = threading.Lock()

    def keep(self, state: State) -> str:
        """A new cursor, good for five minutes."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        with self._lock:
            self._states[token] = state
        return token

    def find(self, token: str) -> State:
        """The state that a cursor stands for. Raises CursorExpiredError, or BadCursorError for what
        cannot be one."""
        if len(token) != TOKEN_LENGTH or not token.isascii():
            raise BadCursorError
        with self._lock:
            try:
                return self._states[token]
            except KeyError:
                raise CursorExpiredError from None
