"""Why nothing was fetched from an address."""

from __future__ import annotations


class FetchRefusedError(Exception):
    """In words for people; the address is set aside with them."""


class ResponseTooLargeError(FetchRefusedError):
    """More bytes than one input may have."""
