"""GET /v1/expiring."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from corpus.store.database import session
from search_api.expiring import expiring_list, expiring_object, read_cursor, read_within
from search_api.http.openapi import BAD_PARAMETER
from search_api.http.problems import bad_parameter
from search_api.http.routes.common import AsOf, Filters, Opened, answer
from search_api.library import today
from search_api.schemas import search

router = APIRouter(tags=["文号与到期"])


class ExpiringQuery(Filters):
    within: str = Field(
        default="90d", description="往后看多久：天数（90d）或日历月数（6m）", examples=["6m"]
    )
    as_of: AsOf = None
    limit: int = Field(default=100, description="一页多少份", ge=1, le=100)
    cursor: str | None = Field(default=None, description="上一页的 next")


@router.get(
    "/v1/expiring",
    summary="将届满的文件",
    responses={200: {"model": search.Expiring}, **BAD_PARAMETER},
)
def expiring(query: Annotated[ExpiringQuery, Query()], library: Opened) -> Response:
    """在 as_of 到 until（含）之间届满的文件，最近的在前；推定的也列出并注明。"""
    try:
        within = read_within(query.within)
    except ValueError as error:
        raise bad_parameter(["query", "within"], str(error)) from error
    try:
        after = read_cursor(query.cursor) if query.cursor else None
    except ValueError as error:
        raise bad_parameter(["query", "cursor"], str(error)) from error
    with session(library.database) as reading:
        page = expiring_list(
            reading,
            query.as_of or today(),
            within,
            filters=query.filters(),
            after=after,
            limit=query.limit,
        )
    return answer(expiring_object(page))
