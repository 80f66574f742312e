"""Connects to public hosts only, all within one time limit.

A name is resolved once, and the address that was checked is the one connected to: a name server
that answers otherwise the second time (DNS rebinding) gains nothing. Every read and write counts
against one limit, so that a server that sends a byte now and then does not hold us."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable, Sequence
from ipaddress import (
    IPv4Address,
    IPv6Address,
    ip_address,
    ip_network,
)
from ssl import SSLContext
from typing import Any, TypeAlias

from httpcore2 import (
    SOCKET_OPTION,
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
)

from ingest.web.fetch_errors import FetchRefusedError
from ingest.web.web_limits import IpNetwork

IpAddress: TypeAlias = IPv4Address | IPv6Address

#: IP addresses in public ranges at which clouds serve secrets to the machine that asks
_METADATA = (ip_network("168.63.129.16/32"), ip_network("100.100.100.200/32"))
#: IPv6 networks whose addresses contain an IPv4 address (RFC 6052)
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))


def is_public(ip: IpAddress) -> bool:
    """Whether an IP address is publicly routable, and serves no secrets of this machine.

    >>> is_public(ip_address("127.0.0.1")), is_public(ip_address("::ffff:10.0.0.1"))
    (False, False)
    >>> is_public(ip_address("169.254.169.254")), is_public(ip_address("114.114.114.114"))
    (False, True)
    """
    if isinstance(ip, IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour
        if inside is None and any(ip in network for network in _NAT64):
            inside = IPv4Address(int(ip) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(inside)
    if any(ip in network for network in _METADATA):
        return False
    return ip.is_global and not ip.is_multicast


class PublicBackend(NetworkBackend):
    """A network backend that connects to public hosts only, within a deadline.

    `deadline` is the end of the time for the request under way, in seconds of the monotonic clock;
    `allowed_networks` may be reached although they are not public."""

    def __init__(self, allowed_networks: Sequence[IpNetwork]) -> None:
        self._allowed = allowed_networks
        self._backend = SyncBackend()
        self.deadline = 0.0

    def remaining_seconds(self, timeout: float | None = None) -> float:
        """The seconds that one step may take. Raises `ReadTimeout` where none are left."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise ReadTimeout
        return left if timeout is None else min(left, timeout)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """A connection to the first address of a host that answers, if all of them are public.

        Raises `FetchRefusedError`, or the error of the last address that was tried."""
        failed: Exception = ConnectError(f"{host} 没有地址")
        for address in self._resolve_public(host, port):
            try:
                stream = self._backend.connect_tcp(
                    str(address),
                    port,
                    self.remaining_seconds(timeout),
                    local_address,
                    socket_options,
                )
            except (ConnectError, ConnectTimeout) as error:
                failed = error
            else:
                return _TimedStream(stream, self)
        raise failed

    def _resolve_public(self, host: str, port: int) -> list[IpAddress]:
        """The IP addresses of a host. Raises `FetchRefusedError` if one of them is not public."""
        try:
            resolved = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise ConnectError from error
        addresses = [ip_address(str(info[4][0]).partition("%")[0]) for info in resolved]
        for address in addresses:
            if not is_public(address) and not any(address in network for network in self._allowed):
                shown = "" if host == str(address) else f"（{address}）"
                raise FetchRefusedError(
                    f"{host} 是内网或本机地址{shown}，不收录（见设置 FAGUI_WEB_ALLOWED）"
                )
        return list(dict.fromkeys(addresses))


class _TimedStream(NetworkStream):
    """A connection whose every step keeps the deadline."""

    def __init__(self, stream: NetworkStream, connections: PublicBackend) -> None:
        self._stream = stream
        self._connections = connections

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._connections.remaining_seconds(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._connections.remaining_seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        left = self._connections.remaining_seconds(timeout)
        return _TimedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._connections
        )

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore2 declares it
        return self._stream.get_extra_info(info)
