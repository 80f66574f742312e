"""Cursors: each lets a search go on where a page ended, on the index of its first page."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from cachetools import TTLCache

#: seconds for which a cursor is valid
CURSOR_SECONDS = 300.0
#: cursors held at once; the least recently used are dropped first
MAX_CURSORS = 10_000
#: random bytes of a cursor, and the characters in which they are written
TOKEN_BYTES = 15
TOKEN_LENGTH = 20

State = TypeVar("State", bound=Hashable)


class CursorExpiredError(Exception):
    """The snapshot that the cursor names is no longer held."""

    def __init__(self) -> None:
        super().__init__("翻页位置已过期（保留五分钟），请重新检索")


class BadCursorError(Exception):
    """The text is no cursor of this server, or it is the cursor of another search."""

    def __init__(self) -> None:
        super().__init__("翻页位置无效，或属于另一次检索")


class CursorCache(Generic[State]):
    """A cache in memory from each cursor to the state of its search; threads may share it.

    `clock` returns seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._states: TTLCache[str, State, float] = TTLCache(MAX_CURSORS, CURSOR_SECONDS, clock)
        self._tokens: TTLCache[State, str, float] = TTLCache(MAX_CURSORS, CURSOR_SECONDS, clock)
        self._lock = threading.Lock()

    def keep(self, state: State) -> str:
        """The cursor for a state, valid for CURSOR_SECONDS from now.

        An equal state has the same one: a client that keeps a page and asks whether it still holds
        may go on with the cursor that the page has."""
        with self._lock:
            token = self._tokens.get(state) or secrets.token_urlsafe(TOKEN_BYTES)
            self._tokens[state] = token
            self._states[token] = state
        return token

    def find(self, token: str) -> State:
        """The state of a cursor.

        Raises CursorExpiredError, or BadCursorError for a text that cannot be a cursor."""
        if len(token) != TOKEN_LENGTH or not token.isascii():
            raise BadCursorError
        with self._lock:
            try:
                return self._states[token]
            except KeyError:
                raise CursorExpiredError from None
