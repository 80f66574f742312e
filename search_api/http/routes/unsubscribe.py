"""The page that ends a subscription, to which the links and List-Unsubscribe of a mail lead.

Opening it changes nothing, because mail programs and scanners open links by themselves. A POST ends
what it names, by the buttons of the page or by one click in the mail program (RFC 8058)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.people.subscriptions import StoredSubscription, subscriptions_of_token, unsubscribe
from corpus.store.database import Session, read_session
from search_api.alerts.render_mail import MAIL_TEMPLATES
from search_api.http.routes.route_basics import LibraryDependency, write_in_turn
from search_api.vocabulary.alert_phrases import describe_subscription

router = APIRouter(include_in_schema=False)


@router.get("/unsubscribe/{token}")
def ask(token: str, library: LibraryDependency) -> HTMLResponse:
    with read_session(library.database) as session:
        return _page(subscriptions_of_token(session, token))


@router.post("/unsubscribe/{token}")
async def end(
    token: str,
    request: Request,
    library: LibraryDependency,
    *,
    all: bool = False,  # noqa: A002 - in the link
) -> HTMLResponse:
    """Ends the subscription of the token; `all`: every subscription of its e-mail address."""

    def write(session: Session) -> HTMLResponse:
        mine = subscriptions_of_token(session, token)
        who = mine[0].request.email if all and mine else token
        ended = unsubscribe(session, who, datetime.now(UTC))
        return _page(subscriptions_of_token(session, token), ended)

    return await write_in_turn(request, library, write)


def _page(
    active: Sequence[StoredSubscription], ended: Sequence[StoredSubscription] = ()
) -> HTMLResponse:
    html = MAIL_TEMPLATES.get_template("unsubscribe.html").render(
        standing=[(describe_subscription(one.request), one.token) for one in active],
        ended=[describe_subscription(one.request) for one in ended],
        address=next((one.request.email for one in (*active, *ended)), ""),
    )
    status = 200 if active or ended else 404
    return HTMLResponse(html, status, headers={"Cache-Control": "no-store"})
