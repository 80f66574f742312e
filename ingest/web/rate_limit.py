"""How fast one host is asked: never faster than it or the settings want."""

from __future__ import annotations

import time

from ingest.web.fetch_errors import FetchRefusedError

#: nobody waits longer than this for one answer, in seconds
LONGEST_WAIT = 60.0


class HostRateLimiter:
    """When each host was last asked, and until when it wants to be left alone."""

    def __init__(self) -> None:
        self._last_requests: dict[str, float] = {}
        self._resume_times: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> float:
        """Wait for one's turn, and tell how many seconds that took. Raises `FetchRefusedError`
        where it would be longer than anybody waits."""
        now = time.monotonic()
        turn = max(
            self._last_requests.get(host, now - delay) + delay, self._resume_times.get(host, now)
        )
        if turn - now > LONGEST_WAIT:
            raise FetchRefusedError(f"网站要求再等 {turn - now:.0f} 秒，请晚些再收录")
        if turn > now:
            time.sleep(turn - now)
        self._last_requests[host] = time.monotonic()
        return max(turn - now, 0.0)

    def back_off(self, host: str, seconds: float) -> None:
        """A host asked to be left alone for some seconds (Retry-After)."""
        self._resume_times[host] = time.monotonic() + seconds
