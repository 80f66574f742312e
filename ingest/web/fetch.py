"""One address is asked for, through redirects and failures that pass, into a file."""

from __future__ import annotations

import random
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

from corpus.inputs.blobs import Origin
from ingest.web.address import read_address
from ingest.web.coding import ACCEPTED, unpacked
from ingest.web.headers import Headers
from ingest.web.limits import Limits
from ingest.web.network import Connections
from ingest.web.pace import LONGEST, Pace
from ingest.web.refusal import Refused, TooLarge
from ingest.web.robots import LARGEST, Robots

_AGENT = f"Fagui/{version('fagui')}"
_HOPS = 5
_ATTEMPTS = 3
#: answers that another attempt may better
_PASSING = (429, 500, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)
_WITH_CONTENT = (200, 203)
#: no one step of a connection takes longer, in seconds
_STEP = 20.0


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Headers


class Web:
    """Asks servers, one address after the other; connections are kept between them."""

    def __init__(self, limits: Limits, max_bytes: int) -> None:
        self._limits = limits
        self._max_bytes = max_bytes
        self._connections = Connections(limits.allowed)
        self._pool = ConnectionPool(
            ssl_context=create_ssl_context(), network_backend=self._connections
        )
        self._pace = Pace()
        self._robots = Robots(self._robots_at)

    def close(self) -> None:
        self._pool.close()

    def fetch(self, address: str, into: IO[bytes], known: Origin | None = None) -> Origin | None:
        """What the server says of the bytes that were written `into` a file; None where they are
        still those of which it said `known`. Raises `Refused` with the reason in Chinese.
        """
        self._connections.until = time.monotonic() + self._limits.seconds
        url = read_address(address)
        for _ in range(_HOPS + 1):
            delay = max(self._limits.delay, self._robots.check(url).delay)
            asked = known if known and known.url == str(url) else None
            reply = self._ask(url, into, delay, asked)
            if reply.status in _REDIRECTS:
                url = _redirected(url, reply.headers)
                continue
            if reply.status == 304 and asked is not None:  # noqa: PLR2004 - not modified
                return None
            if reply.status not in _WITH_CONTENT:
                raise Refused(f"服务器答复 {reply.status}{_MEANING.get(reply.status, '')}")
            headers = reply.headers
            return Origin(
                url=str(url),
                name=headers.name(url),
                charset=headers.charset,
                media_type=headers.media_type,
                etag=headers.get("etag") or None,
                last_modified=headers.get("last-modified") or None,
            )
        raise Refused(f"重定向超过 {_HOPS} 次")

    def _ask(self, url: URL, into: IO[bytes], delay: float, known: Origin | None) -> _Reply:
        """The answer of a server, asked again where its failure may pass."""
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        for attempt in range(1, _ATTEMPTS + 1):
            self._connections.until += self._pace.wait(url.host, delay)
            try:
                reply = self._once(url, into, headers, self._max_bytes)
            except (NetworkError, ProtocolError, TimeoutException) as error:
                reason, passing = _failure(error, self._limits.seconds)
                wait = None
            else:
                if reply.status not in _PASSING:
                    return reply
                wait = reply.headers.seconds_to_wait
                reason = f"服务器答复 {reply.status}{_MEANING.get(reply.status, '')}"
                passing = True
                if wait is not None:
                    self._pace.rest(url.host, wait)
            if wait is None:  # jitter: not all who failed together come again together
                wait = self._limits.backoff * 2 ** (attempt - 1) * random.uniform(0.5, 1.5)  # noqa: S311
            if not passing or attempt == _ATTEMPTS or not self._may_wait(wait):
                raise Refused(reason)
            time.sleep(wait)
        raise AssertionError  # the last attempt returned or raised

    def _may_wait(self, seconds: float) -> bool:
        return seconds <= min(LONGEST, self._connections.until - time.monotonic())

    def _once(self, url: URL, into: IO[bytes], headers: Mapping[str, str], limit: int) -> _Reply:
        request = Request(
            "GET",
            str(url),
            headers=[
                ("Host", url.netloc.decode("ascii")),
                ("User-Agent", _AGENT),
                ("Accept", "*/*"),
                ("Accept-Encoding", ACCEPTED),
                ("Accept-Language", "zh-CN, zh;q=0.9, *;q=0.5"),
                *headers.items(),
            ],
            extensions={"timeout": dict.fromkeys(("connect", "read", "write", "pool"), _STEP)},
        )
        answer = self._pool.handle_request(request)
        try:
            reply = _Reply(answer.status, Headers(answer.headers))
            if answer.status in _WITH_CONTENT:
                coding = reply.headers.get("content-encoding").lower()
                into.seek(0)
                into.truncate()
                into.writelines(unpacked(answer.iter_stream(), coding, limit))
        finally:
            answer.close()
        return reply

    def _robots_at(self, url: URL) -> tuple[int, bytes]:
        """The status and text of a robots.txt, itself asked for without asking."""
        text = BytesIO()
        for _ in range(_HOPS + 1):
            try:
                reply = self._once(url, text, {}, LARGEST)
            except TooLarge:  # what stands beyond the limit does not count (RFC 9309, 2.5)
                return 200, text.getvalue()
            except (NetworkError, ProtocolError, TimeoutException) as error:
                raise Refused(_failure(error, self._limits.seconds)[0]) from error
            if reply.status not in _REDIRECTS:
                return reply.status, text.getvalue()
            url = _redirected(url, reply.headers)
        return 404, b""  # more redirects than it has to be followed: as if there were none


def _redirected(url: URL, headers: Headers) -> URL:
    location = headers.get("location")
    if not location:
        raise Refused("服务器要求转到别处，却没有说去哪里")
    try:
        joined = urljoin(str(url), location)
    except ValueError as error:
        raise Refused("服务器要求转到的不是正确的网址") from error
    return read_address(joined)


def _failure(error: Exception, seconds: float) -> tuple[str, bool]:
    """What went wrong, and whether another attempt may go right."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"网站的证书不可信（{cause.verify_message}）", False
        if isinstance(cause, ssl.SSLError):  # protocols and keys that are no longer taken for safe
            return f"与网站的加密连接建不起来（{cause.reason or cause}）", False
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, TimeoutException):
        return f"在 {seconds:g} 秒的时限内没有取完", True
    if isinstance(error, ConnectError):
        return "连接不上服务器", True
    return "连接中断，或服务器的答复不合 HTTP 规范", True


#: the answers that people meet
_MEANING: Mapping[int, str] = {
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
