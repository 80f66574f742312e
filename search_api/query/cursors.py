"""Cursors: a search goes on where it stopped, on the index as it stood then."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

#: seconds for which a cursor holds
CURSOR_SECONDS = 300.0
#: cursors held at once; the oldest go first
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


@dataclass(slots=True)
class CursorCache(Generic[State]):
    """What each cursor stands for, in this process's memory. Safe in threads."""

    clock: Callable[[], float] = time.monotonic
    _states: OrderedDict[str, tuple[float, State]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, state: State) -> str:
        """A new cursor, good for five minutes."""
        token = secrets.token_urlsafe(TOKEN_BYTES)
        now = self.clock()
        with self._lock:
            self._states[token] = (now + CURSOR_SECONDS, state)
            while len(self._states) > MAX_CURSORS or self._oldest_deadline() <= now:
                self._states.popitem(last=False)
        return token

    def find(self, token: str) -> State:
        """Raises CursorExpiredError, or BadCursorError for what cannot be one."""
        if len(token) != TOKEN_LENGTH or not token.isascii():
            raise BadCursorError
        with self._lock:
            until, state = self._states.get(token, (0.0, None))
        if state is None or until <= self.clock():
            raise CursorExpiredError
        return state

    def _oldest_deadline(self) -> float:
        return next(iter(self._states.values()))[0]
