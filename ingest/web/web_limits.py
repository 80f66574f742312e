"""What asking for one address may cost."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from typing import TypeAlias

IpNetwork: TypeAlias = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class WebLimits:
    """`delay`: seconds between two questions to one host; `timeout`: for one URL, waiting for one's
    turn apart; `allowed_networks`: networks that are not public and yet allowed; `backoff`: seconds
    before the second attempt, twice that before the third."""

    delay: float = 1.0
    timeout: float = 60.0
    allowed_networks: tuple[IpNetwork, ...] = ()
    backoff: float = 1.0


DEFAULT_WEB_LIMITS = WebLimits()
