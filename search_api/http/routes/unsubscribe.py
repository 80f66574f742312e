"""The page that ends a subscription: where the links and the List-Unsubscribe of a mail lead.

Opening it changes nothing, for mail programs and scanners open links by themselves; a POST ends
what it names, from the page's buttons or with one click in the mail program (RFC 8058).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from corpus.people.subscriptions import Subscribed, of_token, unsubscribe
from corpus.store.database import session, writing
from search_api.alerts.render import TEMPLATES
from search_api.http.routes.common import Opened

router = APIRouter(include_in_schema=False)


@router.get("/unsubscribe/{token}")
def ask(token: str, library: Opened) -> HTMLResponse:
    with session(library.database) as store:
        return _page(of_token(store, token))


@router.post("/unsubscribe/{token}")
def end(token: str, library: Opened, *, all: bool = False) -> HTMLResponse:  # noqa: A002 - in the link
    """`all`: every subscription of the address, and not only the token's."""
    with writing(library.database) as store:
        mine = of_token(store, token)
        who = mine[0].wish.address if all and mine else token
        ended = unsubscribe(store, who, datetime.now(UTC))
        return _page(of_token(store, token), ended)


def _page(standing: Sequence[Subscribed], ended: Sequence[Subscribed] = ()) -> HTMLResponse:
    html = TEMPLATES.get_template("unsubscribe.html").render(
        standing=[(one.wish.words, one.token) for one in standing],
        ended=[one.wish.words for one in ended],
        address=next((one.wish.address for one in (*standing, *ended)), ""),
    )
    status = 200 if standing or ended else 404
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})
