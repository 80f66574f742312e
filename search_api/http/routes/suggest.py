"""The route GET /v1/suggest."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from corpus.index.time_budget import time_budget
from search_api.http.day_cache import DayCachedRoute
from search_api.http.openapi_document import BAD_PARAMETER, TOO_DEAR
from search_api.http.routes.route_basics import json_response
from search_api.library import today
from search_api.query.search_service import SearchService
from search_api.schemas import search_models
from search_api.schemas.encode_json import to_json

router = APIRouter(tags=["检索"], route_class=DayCachedRoute)


@router.get(
    "/v1/suggest",
    summary="补全",
    responses={200: {"model": search_models.SuggestionsModel}, **BAD_PARAMETER, **TOO_DEAR},
)
def suggest(
    request: Request,
    q: Annotated[
        str,
        Query(
            description="输入到一半的字词、文号或拼音首字母",
            max_length=2_000,
            examples=["穗府[2015"],
        ),
    ] = "",
) -> Response:
    """至多十个：文号（不论括号）、用语、标题（简繁不论），每一个都能检索到文件。

    以输入开头的排在含有它的前面，有效的、位阶高的在前；也可以输入拼音的首字母（xzcf）。
    """
    searches: SearchService = request.app.state.searches
    with time_budget():
        return json_response({"suggestions": to_json(searches.suggest(q, today()))})
