"""What asking for one address may cost."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network
from typing import TypeAlias

Network: TypeAlias = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True)
class Limits:
    """`delay`: seconds between two questions to one host; `seconds`: for one address, waiting for
    one's turn apart; `allowed`: networks that are not public and yet allowed; `backoff`: seconds
    before the second attempt, twice that before the third."""

    delay: float = 1.0
    seconds: float = 60.0
    allowed: tuple[Network, ...] = ()
    backoff: float = 1.0


POLITE = Limits()
