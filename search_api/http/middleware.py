"""The middleware that every request and answer passes: hosts, origins, headers, HEAD."""

from __future__ import annotations

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from search_api.http.problems import ProblemError

#: names of this machine on loopback, with any port
_LOOPBACK = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?", re.IGNORECASE)

#: the web page needs no scripts or fonts from elsewhere; Ant Design writes its styles at run time
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class LoopbackHosts:
    """Answers only requests that name this machine as their host.

    There is no sign-in: a web page that points its own name at 127.0.0.1 (DNS rebinding) could
    otherwise read and write everything (docs/decisions/0015-loopback-only.md)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = Headers(scope=scope).get("host", "") if scope["type"] == "http" else "localhost"
        if not _LOOPBACK.fullmatch(host):
            refusal = ProblemError(421, "只回答发给本机（localhost、127.0.0.1）的请求").response()
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)


class PlainLengths:
    """Refuses requests with two lengths, and ends their connection (RFC 9112, 6.1).

    A proxy before this server could take the rest of such a request for another one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if "content-length" in headers and "transfer-encoding" in headers:
            end = {"Connection": "close"}
            refusal = ProblemError(
                400, "请求不能既有 Content-Length 又有 Transfer-Encoding", headers=end
            )
            await refusal.response()(scope, receive, send)
            return
        await self.app(scope, receive, send)


class SameOriginWrites:
    """Takes changes from programs and from its own pages, but from no page of another origin.

    A form or script in any page that a browser on this machine has open could otherwise write in
    the person's name (docs/decisions/0015-loopback-only.md)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] == "http"
            and scope["method"] not in SAFE_METHODS
            and _is_cross_origin(scope)
        ):
            refusal = ProblemError(403, "别的网页不能在这里写入").response()
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)


#: methods that change nothing (RFC 9110, 9.2.1)
SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")


def _is_cross_origin(scope: Scope) -> bool:
    """Whether a browser says that a page of another origin asks; programs send no such header."""
    headers = Headers(scope=scope)
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2].lower() != headers["host"].lower()


class SecurityHeaders:
    """Adds SECURITY_HEADERS to every answer; a header that the answer sets itself stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class HeadAsGet:
    """Answers HEAD as GET, without the body (RFC 9110, 9.3.2)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": "GET"}, receive, send_head)
