"""The errors that are raised when a URL cannot be fetched."""

from __future__ import annotations


class FetchRefusedError(Exception):
    """Raised when a URL cannot be fetched; its text is the reason in Chinese."""


class TransientFetchError(FetchRefusedError):
    """Raised when another attempt may succeed.

    `retry_after` is the time in seconds that the server asks to wait, None where it does not say.
    """

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class ResponseTooLargeError(FetchRefusedError):
    """Raised when a response has more bytes than one input may have."""
