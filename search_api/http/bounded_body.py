"""Reads bodies of a bounded size."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.types import Message

from search_api.http.problems import ProblemError

#: bytes of a body
MAX_BODY_BYTES = 8 * 2**20


class BoundedBodyRoute(APIRoute):
    """A route that answers 413 once more than MAX_BODY_BYTES of a body have arrived.

    FastAPI reads a whole body before anything else sees it."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_bounded(request: Request) -> Response:
            body = await read_body(request, MAX_BODY_BYTES, f"请求的正文至多 {MAX_BODY_BYTES} 字节")

            async def receive() -> Message:
                return {"type": "http.request", "body": body}

            return await handle(Request(request.scope, receive))

        return handle_bounded


async def read_body(request: Request, most: int, words: str) -> bytes:
    """The body of a request. Raises ProblemError (413) with `words` past `most` bytes of it."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise ProblemError(413, words)
    return bytes(body)
