"""The route GET /v1/expiring."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import Field

from corpus.index.search_options import ENDING_FILTERS
from corpus.store.database import read_session
from search_api.expiring_documents import expiring_object, list_expiring, read_cursor, read_lead
from search_api.http.day_cache import DayCachedRoute
from search_api.http.openapi_document import BAD_PARAMETER
from search_api.http.problems import bad_parameter_problem
from search_api.http.routes.route_basics import (
    AsOfParameter,
    FilterParameters,
    LibraryDependency,
    json_response,
    with_filters,
)
from search_api.library import today
from search_api.schemas import search_models

router = APIRouter(tags=["文号与到期"], route_class=DayCachedRoute)


@with_filters(ENDING_FILTERS)
class ExpiringQuery(FilterParameters):
    within: str = Field(
        default="90d", description="往后看多久：天数（90d）或日历月数（6m）", examples=["6m"]
    )
    as_of: AsOfParameter = None
    limit: int = Field(default=100, description="一页多少份", ge=1, le=100)
    cursor: str | None = Field(default=None, description="上一页的 next")


@router.get(
    "/v1/expiring",
    summary="将届满的文件",
    responses={200: {"model": search_models.ExpiringModel}, **BAD_PARAMETER},
)
def expiring(query: Annotated[ExpiringQuery, Query()], library: LibraryDependency) -> Response:
    """在 as_of 到 until（含）之间届满的文件，最近的在前；推定的也列出并注明。"""
    try:
        within = read_lead(query.within)
    except ValueError as error:
        raise bad_parameter_problem(["query", "within"], str(error)) from error
    try:
        after = read_cursor(query.cursor) if query.cursor else None
    except ValueError as error:
        raise bad_parameter_problem(["query", "cursor"], str(error)) from error
    with read_session(library.database) as session:
        page = list_expiring(
            session,
            query.as_of or today(),
            within,
            filters=query.filters(),
            after=after,
            limit=query.limit,
        )
    return json_response(expiring_object(page))
