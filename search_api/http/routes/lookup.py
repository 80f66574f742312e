"""The route POST /v1/lookup: many documents at once, by number or title."""

from __future__ import annotations

from fastapi import APIRouter, Response

from corpus.store.database import read_session
from search_api.http.bounded_body import MAX_BODY_BYTES, BoundedBodyRoute
from search_api.http.openapi_document import BAD_PARAMETER, UNREADABLE_BODY, problem_response
from search_api.http.problems import ProblemError
from search_api.http.routes.route_basics import LibraryDependency, json_response
from search_api.library import today
from search_api.lookup.document_lookup import look_up_items
from search_api.lookup.lookup_items import LookupItem
from search_api.schemas.lookup_models import MAX_ITEMS, LookupAnswerModel, LookupModel

router = APIRouter(tags=["文号与到期"], route_class=BoundedBodyRoute)


@router.post(
    "/v1/lookup",
    summary="一次查许多份",
    responses={
        200: {"model": LookupAnswerModel},
        **UNREADABLE_BODY,
        413: problem_response(f"超过 {MAX_ITEMS} 份，或正文超过 {MAX_BODY_BYTES} 字节"),
        **BAD_PARAMETER,
    },
)
def lookup(asked: LookupModel, library: LibraryDependency) -> Response:
    """每一份按文号找，没有写文号的按标题找；各有各的答复，与一份一份地查相同。

    文号和标题都没有写的，`state` 是 `not_a_number`，`reason` 说明缺什么。
    """
    if len(asked.items) > MAX_ITEMS:
        raise ProblemError(413, f"一次至多查 {MAX_ITEMS} 份，这里有 {len(asked.items)} 份")
    as_of = asked.as_of or today()
    items = [
        LookupItem(
            item.as_of or as_of,
            number=item.number,
            title=item.title,
            issuer=item.issuer,
            date=item.date,
        )
        for item in asked.items
    ]
    with read_session(library.database) as session:
        answers = look_up_items(session, items)
    return json_response({"items": answers})
