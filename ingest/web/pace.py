"""How fast one host is asked: never faster than it or the settings want."""

from __future__ import annotations

import time

from ingest.web.refusal import Refused

#: nobody waits longer than this for one answer, in seconds
LONGEST = 60.0


class Pace:
    """When each host was last asked, and until when it wants to be left alone."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}
        self._rest: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> float:
        """Wait for one's turn, and tell how many seconds that took. Raises `Refused` where it
        would be longer than anybody waits."""
        now = time.monotonic()
        turn = max(self._last.get(host, now - delay) + delay, self._rest.get(host, now))
        if turn - now > LONGEST:
            raise Refused(f"网站要求再等 {turn - now:.0f} 秒，请晚些再收录")
        if turn > now:
            time.sleep(turn - now)
        self._last[host] = time.monotonic()
        return max(turn - now, 0.0)

    def rest(self, host: str, seconds: float) -> None:
        """A host asked to be left alone for some seconds (Retry-After)."""
        self._rest[host] = time.monotonic() + seconds
