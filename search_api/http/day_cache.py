"""Lets clients keep answers about documents: for a minute, never past midnight in Shanghai.

A status is that of a day: what was true at 23:59 on 31 December may be wrong a minute later. So an
answer is fresh until the day's last second at most, and then a client asks whether it still holds
(RFC 9111). The tag is of the answer itself: it differs whenever the answer does, whether documents
changed or the day did."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute

from corpus.model.shanghai_time import SHANGHAI
from search_api.library import now

#: seconds for which an answer is fresh: whoever adds or corrects a document sees it soon after
FRESH_SECONDS = 60
#: seconds that an answer may be on its way: the client counts from when it has arrived
_ON_THE_WAY = 2
_TAG = re.compile(r'(?:W/)?"([^"]*)"')


class DayCachedRoute(APIRoute):
    """A route whose answers to GET have an `ETag` and a `Cache-Control`, and that answers 304.

    An answer that has a tag already keeps it: search leaves out how long it took."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handle_cached(request: Request) -> Response:
            # before the answer is made: one made just before midnight must not seem made after it
            headers = {"Cache-Control": f"private, max-age={fresh_seconds(now())}"}
            response = await handle(request)
            response.headers.update(headers)
            if response.status_code != HTTPStatus.OK:
                return response
            tag = response.headers.setdefault("ETag", entity_tag(bytes(response.body)))
            if names_tag(request.headers.get("if-none-match", ""), tag):
                return Response(status_code=304, headers=_kept_headers(response))
            return response

        return handle_cached


def _kept_headers(response: Response) -> dict[str, str]:
    """The headers of an answer that a 304 has as well (RFC 9110, 15.4.5)."""
    kept = ("ETag", "Cache-Control", "Vary")
    return {name: response.headers[name] for name in kept if name in response.headers}


def fresh_seconds(moment: datetime) -> int:
    """The seconds for which an answer of a moment is fresh; it ends before the day in Shanghai.

    >>> from datetime import UTC
    >>> fresh_seconds(datetime(2026, 12, 31, 15, 0, tzinfo=UTC))
    60
    >>> fresh_seconds(datetime(2026, 12, 31, 15, 59, 50, tzinfo=UTC))
    8
    """
    here = moment.astimezone(SHANGHAI)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    left = int((midnight - here).total_seconds()) - _ON_THE_WAY
    return max(0, min(FRESH_SECONDS, left))


def entity_tag(content: bytes) -> str:
    """The tag of an answer: weak, because an answer may be sent compressed or not.

    >>> entity_tag(b"{}")
    'W/"RBNvo1WzZ4oRRq0W"'
    """
    digest = hashlib.sha256(content).digest()[:12]
    return f'W/"{base64.urlsafe_b64encode(digest).decode()}"'


def names_tag(if_none_match: str, tag: str) -> bool:
    """Whether an If-None-Match header names a tag, or any (RFC 9110, 13.1.2).

    >>> names_tag('"x", W/"a"', 'W/"a"'), names_tag("*", 'W/"a"'), names_tag("", 'W/"a"')
    (True, True, False)
    """
    opaque = _TAG.findall(tag)
    return if_none_match.strip() == "*" or bool({*_TAG.findall(if_none_match)} & {*opaque})
