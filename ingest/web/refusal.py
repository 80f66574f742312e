"""Why nothing was fetched from an address."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a state of the address, not a fault of ours
    """In words for people; the address is set aside with them."""


class TooLarge(Refused):
    """More bytes than one input may have."""
