"""Limits the rate of requests to one host: never faster than it or the settings want."""

from __future__ import annotations

import time

from ingest.web.fetch_errors import FetchRefusedError

#: the longest wait for one request, in seconds
LONGEST_WAIT = 60.0


class HostRateLimiter:
    """The time of the last request to each host, and the time before which it wants no other."""

    def __init__(self) -> None:
        self._last_requests: dict[str, float] = {}
        self._resume_times: dict[str, float] = {}

    def wait(self, host: str, delay: float) -> float:
        """The seconds waited until the host may be asked.

        `delay` is the least time between two requests, in seconds. Raises `FetchRefusedError` where
        the wait would be longer than `LONGEST_WAIT`."""
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
        """Records that a host wants no request for some seconds (Retry-After)."""
        self._resume_times[host] = time.monotonic() + seconds
