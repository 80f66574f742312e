"""The limits of fetching one URL."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from typing import TypeAlias

IpNetwork: TypeAlias = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class WebLimits:
    """The limits of fetching one URL, in seconds, and the networks that may be reached.

    * `delay`: the time between two requests to one host.
    * `timeout`: the time for one URL, without the waits for the rate limit.
    * `allowed_networks`: networks that may be reached although they are not public.
    * `backoff`: the pause before the second attempt; before the third it is twice as long."""

    delay: float = 1.0
    timeout: float = 60.0
    allowed_networks: tuple[IpNetwork, ...] = ()
    backoff: float = 1.0


DEFAULT_WEB_LIMITS = WebLimits()
