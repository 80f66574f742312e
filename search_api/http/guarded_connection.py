"""Connections that no client holds for ever: limits on their number, on heads, bodies and answers.

Whoever sends half a request and waits would else keep a file handle until the server has none."""

from __future__ import annotations

import asyncio
import resource
from typing import cast

from uvicorn.protocols.http.h11_impl import H11Protocol

#: seconds in which the head of a request has to be complete
HEAD_SECONDS = 10.0
#: seconds without a byte of a body that is awaited, or without a byte of an answer taken
STALL_SECONDS = 15.0
_CHECK_SECONDS = 2.0
#: bytes of a body that is refused already: so many, that most clients come to read the refusal
_MOST_REFUSED_BYTES = 64 << 20
#: connections at a time, and the part of them that one address may have. All clients behind a proxy
#: share one, so it may have most of them
_MOST_CONNECTIONS = 1_000
_SHARE_OF_ADDRESS = 0.75


def most_connections() -> int:
    """The number of connections at a time: half of the file handles that this process may have."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return (
        _MOST_CONNECTIONS if soft == resource.RLIM_INFINITY else min(soft // 2, _MOST_CONNECTIONS)
    )


class GuardedConnection(H11Protocol):
    """A connection that ends when its client does not go on.

    Where there are too many, or too many from one address, of these the one ends that has been
    without a request for the longest time."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._heard = self._idle_since = self.loop.time()
        self._unsent, self._unsent_since = 0, self._heard
        self._refused_bytes = 0
        self._timer = self.loop.call_later(_CHECK_SECONDS, self._check)
        self._address = transport.get_extra_info("peername", ("",))[0]
        most = most_connections()
        held = [one for one in self._all() if not one.transport.is_closing()]
        alike = [one for one in held if one._address == self._address]  # noqa: SLF001
        for some, limit in ((alike, most * _SHARE_OF_ADDRESS), (held, most)):
            if len(some) > limit:
                # the newest is among the idle ones: it has sent nothing yet
                idle = (one for one in some if one.is_idle)
                min(idle, key=lambda one: one._idle_since).transport.abort()  # noqa: SLF001
                return

    def connection_lost(self, exc: Exception | None) -> None:
        self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._heard = self.loop.time()
        self._refused_bytes = self._refused_bytes + len(data) if self._is_answered() else 0
        if self._refused_bytes > _MOST_REFUSED_BYTES:
            self.transport.abort()
        else:
            super().data_received(data)

    def on_response_complete(self) -> None:
        self._idle_since = self.loop.time()
        super().on_response_complete()

    @property
    def is_idle(self) -> bool:
        """Whether no request is under way; the head of one may have begun to arrive."""
        return self.cycle is None or self.cycle.response_complete

    def _check(self) -> None:
        now = self.loop.time()
        unsent = self.transport.get_write_buffer_size()
        if unsent != self._unsent or not unsent:
            self._unsent, self._unsent_since = unsent, now
        if (
            now - self._unsent_since > STALL_SECONDS
            or (self.is_idle and now - self._idle_since > HEAD_SECONDS)
            or (self._awaits_body() and now - self._heard > STALL_SECONDS)
        ):
            self.transport.abort()
        else:
            self._timer = self.loop.call_later(_CHECK_SECONDS, self._check)

    def _is_answered(self) -> bool:
        """Whether the request has its answer although its body goes on."""
        return self.cycle is not None and self.cycle.response_complete and self.cycle.more_body

    def _awaits_body(self) -> bool:
        return not self.is_idle and self.cycle.more_body and not self.flow.read_paused

    def _all(self) -> set[GuardedConnection]:
        return cast("set[GuardedConnection]", self.connections)
