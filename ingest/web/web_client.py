"""Fetches one URL into a file, through redirects and with retries."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from io import BytesIO
from typing import IO
from urllib.parse import urljoin

from httpcore2 import (
    ConnectError,
    ConnectionPool,
    NetworkError,
    ProtocolError,
    Request,
    TimeoutException,
)
from httpx2 import URL, create_ssl_context
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    wait_exponential,
    wait_random_exponential,
)

from corpus.inputs.blobs import HttpOrigin
from ingest.web.content_coding import ACCEPTED_CODINGS, decompress_pieces
from ingest.web.fetch_errors import (
    FetchRefusedError,
    ResponseTooLargeError,
    TransientFetchError,
)
from ingest.web.public_network import PublicBackend
from ingest.web.rate_limit import LONGEST_WAIT, HostRateLimiter
from ingest.web.response_headers import ResponseHeaders
from ingest.web.robots_rules import MOST_ROBOTS_BYTES, RobotsCache
from ingest.web.web_limits import WebLimits
from ingest.web.web_urls import parse_url

_USER_AGENT = f"Fagui/{version('fagui')}"
_MOST_REDIRECTS = 5
_ATTEMPTS = 3
#: statuses after which another attempt may succeed
_RETRY_STATUSES = (429, 500, 502, 503, 504)
_REDIRECT_STATUSES = (301, 302, 303, 307, 308)
_CONTENT_STATUSES = (200, 203)
#: limit for one step of a connection, in seconds
_STEP_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class _HttpReply:
    status: int
    headers: ResponseHeaders


class WebClient:
    """The HTTP client of one run: one request after the other, over connections that are kept."""

    def __init__(self, limits: WebLimits, max_bytes: int) -> None:
        self._limits = limits
        self._max_bytes = max_bytes
        self._connections = PublicBackend(limits.allowed_networks)
        self._pool = ConnectionPool(
            ssl_context=create_ssl_context(), network_backend=self._connections
        )
        self._pace = HostRateLimiter()
        self._robots = RobotsCache(self._fetch_robots)

    def close(self) -> None:
        self._pool.close()

    def fetch(
        self, location: str, target: IO[bytes], known_origin: HttpOrigin | None = None
    ) -> HttpOrigin | None:
        """What the server says of the bytes written to `target`; None where they are not modified.

        `known_origin` is what it said the last time. Raises `FetchRefusedError` with the reason in
        Chinese."""
        self._connections.deadline = time.monotonic() + self._limits.timeout
        url = parse_url(location)
        for _ in range(_MOST_REDIRECTS + 1):
            delay = max(self._limits.delay, self._robots.check(url).delay)
            validators = known_origin if known_origin and known_origin.url == str(url) else None
            reply = self._request_with_retries(url, target, delay, validators)
            if reply.status in _REDIRECT_STATUSES:
                url = _redirect_target(url, reply.headers)
                continue
            if reply.status == 304 and validators is not None:  # noqa: PLR2004 - not modified
                return None
            if reply.status not in _CONTENT_STATUSES:
                raise FetchRefusedError(
                    f"服务器答复 {reply.status}{_STATUS_WORDS.get(reply.status, '')}"
                )
            headers = reply.headers
            return HttpOrigin(
                url=str(url),
                name=headers.file_name(url),
                charset=headers.charset,
                media_type=headers.media_type,
                etag=headers.get("etag") or None,
                last_modified=headers.get("last-modified") or None,
            )
        raise FetchRefusedError(f"重定向超过 {_MOST_REDIRECTS} 次")

    def _request_with_retries(
        self, url: URL, target: IO[bytes], delay: float, known_origin: HttpOrigin | None
    ) -> _HttpReply:
        """The response of a server, requested again where its failure may pass."""
        headers = {}
        if known_origin and known_origin.etag:
            headers["If-None-Match"] = known_origin.etag
        if known_origin and known_origin.last_modified:
            headers["If-Modified-Since"] = known_origin.last_modified
        retrying = Retrying(
            stop=self._is_last,
            wait=self._pause,
            retry=retry_if_exception_type(TransientFetchError),
            reraise=True,
        )
        return retrying(lambda: self._request_in_turn(url, target, delay, headers))

    def _request_in_turn(
        self, url: URL, target: IO[bytes], delay: float, headers: Mapping[str, str]
    ) -> _HttpReply:
        """The response of a server, requested as soon as the rate limit of its host allows.

        Raises `TransientFetchError` where another attempt may succeed."""
        self._connections.deadline += self._pace.wait(url.host, delay)
        try:
            reply = self._request_once(url, target, headers, self._max_bytes)
        except (NetworkError, ProtocolError, TimeoutException) as error:
            raise _fetch_error(error, self._limits.timeout) from error
        if reply.status not in _RETRY_STATUSES:
            return reply
        wait = reply.headers.retry_after
        if wait is not None:
            self._pace.back_off(url.host, wait)
        reason = f"服务器答复 {reply.status}{_STATUS_WORDS.get(reply.status, '')}"
        raise TransientFetchError(reason, wait)

    def _pause(self, attempt: RetryCallState) -> float:
        """The seconds to wait before the next attempt.

        As many as the server says, else twice as many each time, varied by half up and down, so
        that not all who failed together retry together."""
        error = attempt.outcome and attempt.outcome.exception()
        if isinstance(error, TransientFetchError) and error.retry_after is not None:
            return error.retry_after
        backoff = self._limits.backoff
        return (wait_exponential(backoff / 2) + wait_random_exponential(backoff))(attempt)

    def _is_last(self, attempt: RetryCallState) -> bool:
        """Whether this was the last attempt, or no time is left for the pause before another."""
        left = min(LONGEST_WAIT, self._connections.deadline - time.monotonic())
        return attempt.attempt_number == _ATTEMPTS or attempt.upcoming_sleep > left

    def _request_once(
        self, url: URL, target: IO[bytes], headers: Mapping[str, str], most_bytes: int
    ) -> _HttpReply:
        request = Request(
            "GET",
            str(url),
            headers=[
                ("Host", url.netloc.decode("ascii")),
                ("User-Agent", _USER_AGENT),
                ("Accept", "*/*"),
                ("Accept-Encoding", ACCEPTED_CODINGS),
                ("Accept-Language", "zh-CN, zh;q=0.9, *;q=0.5"),
                *headers.items(),
            ],
            extensions={
                "timeout": dict.fromkeys(("connect", "read", "write", "pool"), _STEP_SECONDS)
            },
        )
        answer = self._pool.handle_request(request)
        try:
            reply = _HttpReply(answer.status, ResponseHeaders(answer.headers))
            if answer.status in _CONTENT_STATUSES:
                coding = reply.headers.get("content-encoding").lower()
                target.seek(0)
                target.truncate()
                target.writelines(decompress_pieces(answer.iter_stream(), coding, most_bytes))
        finally:
            answer.close()
        return reply

    def _fetch_robots(self, url: URL) -> tuple[int, bytes]:
        """The status and text of a robots.txt, which is fetched without asking a robots.txt."""
        text = BytesIO()
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                reply = self._request_once(url, text, {}, MOST_ROBOTS_BYTES)
            except ResponseTooLargeError:
                # what follows beyond the limit does not count (RFC 9309, 2.5)
                return 200, text.getvalue()
            except (NetworkError, ProtocolError, TimeoutException) as error:
                raise _fetch_error(error, self._limits.timeout) from error
            if reply.status not in _REDIRECT_STATUSES:
                return reply.status, text.getvalue()
            url = _redirect_target(url, reply.headers)
        return 404, b""  # too many redirects: as if there were no robots.txt


def _redirect_target(url: URL, headers: ResponseHeaders) -> URL:
    location = headers.get("location")
    if not location:
        raise FetchRefusedError("服务器要求转到别处，却没有说去哪里")
    try:
        joined = urljoin(str(url), location)
    except ValueError as error:
        raise FetchRefusedError("服务器要求转到的不是正确的网址") from error
    return parse_url(joined)


def _fetch_error(error: Exception, seconds: float) -> FetchRefusedError:
    """The error to raise: a `TransientFetchError` where another attempt may succeed."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchRefusedError(f"网站的证书不可信（{cause.verify_message}）")
        if isinstance(cause, ssl.SSLError):  # protocols and keys that are no longer safe
            return FetchRefusedError(f"与网站的加密连接建不起来（{cause.reason or cause}）")
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, TimeoutException):
        return TransientFetchError(f"在 {seconds:g} 秒的时限内没有取完")
    if isinstance(error, ConnectError):
        return TransientFetchError("连接不上服务器")
    return TransientFetchError("连接中断，或服务器的答复不合 HTTP 规范")


#: the statuses that people meet most, in Chinese
_STATUS_WORDS: Mapping[int, str] = {
    401: "：需要登录",
    403: "：不允许访问",
    404: "：没有这个网页",
    410: "：网页已经不在",
    429: "：访问太频繁",
    500: "：服务器出错",
    502: "：服务器出错",
    503: "：服务器暂时不能服务",
    504: "：服务器超时",
}
