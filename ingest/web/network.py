"""Connections to public addresses only, all within one time limit.

A name is resolved once, and the address that was checked is the one connected to: a server of
names that answers otherwise the second time (DNS rebinding) gains nothing. Every read and write
counts against the same limit, so that a server that sends a byte now and then does not hold us.
"""

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

from ingest.web.limits import Network
from ingest.web.refusal import Refused

Address: TypeAlias = IPv4Address | IPv6Address

#: addresses that are public by their number and serve secrets to the machine itself
_METADATA = (ip_network("168.63.129.16/32"), ip_network("100.100.100.200/32"))
#: IPv4 addresses inside of IPv6 ones (RFC 6052)
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))


def public(address: Address) -> bool:
    """Whether anybody may see what stands at an address.

    >>> public(ip_address("127.0.0.1")), public(ip_address("::ffff:10.0.0.1"))
    (False, False)
    >>> public(ip_address("169.254.169.254")), public(ip_address("114.114.114.114"))
    (False, True)
    """
    if isinstance(address, IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if inside is None and any(address in network for network in _NAT64):
            inside = IPv4Address(int(address) & 0xFFFFFFFF)
        if inside is not None:
            return public(inside)
    if any(address in network for network in _METADATA):
        return False
    return address.is_global and not address.is_multicast


class Connections(NetworkBackend):
    """`until`: when what is under way must be over, on the monotonic clock."""

    def __init__(self, allowed: Sequence[Network]) -> None:
        self._allowed = allowed
        self._plain = SyncBackend()
        self.until = 0.0

    def left(self, timeout: float | None = None) -> float:
        """Seconds that one step may take. Raises ReadTimeout where none are left."""
        left = self.until - time.monotonic()
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
        failed: Exception = ConnectError(f"{host} 没有地址")
        for address in self._checked(host, port):
            try:
                stream = self._plain.connect_tcp(
                    str(address), port, self.left(timeout), local_address, socket_options
                )
            except (ConnectError, ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, self)
        raise failed

    def _checked(self, host: str, port: int) -> list[Address]:
        """The addresses of a host. Raises `Refused` where one of them is not public."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise ConnectError from error
        addresses = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
        for address in addresses:
            if not public(address) and not any(address in network for network in self._allowed):
                shown = "" if host == str(address) else f"（{address}）"
                raise Refused(f"{host} 是内网或本机地址{shown}，不收录（见设置 FAGUI_WEB_ALLOWED）")
        return list(dict.fromkeys(addresses))


class _Stream(NetworkStream):
    """A connection whose every step keeps the time limit."""

    def __init__(self, stream: NetworkStream, connections: Connections) -> None:
        self._stream = stream
        self._connections = connections

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._connections.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._connections.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> NetworkStream:
        left = self._connections.left(timeout)
        return _Stream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._connections
        )

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore2 declares it
        return self._stream.get_extra_info(info)
