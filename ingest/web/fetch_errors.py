"""Why nothing was fetched from an address."""

from __future__ import annotations


class FetchRefusedError(Exception):
    """In words for people; the address is set aside with them."""


class TransientFetchError(FetchRefusedError):
    """What another attempt may better; `retry_after`: the seconds after which the server wants it,
    None where it does not say."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class ResponseTooLargeError(FetchRefusedError):
    """More bytes than one input may have."""
