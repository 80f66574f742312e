"""GET /v1/search."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from search_api import models
from search_api.documentation import BAD_PARAMETER
from search_api.library import today
from search_api.objects import plain_object
from search_api.problems import Problem, bad_parameter
from search_api.query.cursors import BadCursor, CursorExpired
from search_api.query.run import Search, Searches
from search_api.routes.common import AsOf, Filters, answer

router = APIRouter(tags=["检索"])

#: longer than any question; a request's own limit lies far above
LONGEST = 2_000


class SearchQuery(Filters):
    q: str = Field(
        default="",
        description="检索词：空格隔开的词都要出现，引号里的逐字连续，整个是文号时也按文号找；"
        "空着时是全部文件",
        max_length=LONGEST,
        examples=["规范性文件"],
    )
    mode: Literal["all", "any", "number"] = Field(
        default="all", description="全部词都要出现；出现任一词即可；只按文号"
    )
    unit: Literal["document", "provision"] = Field(
        default="document", description="按文件，或按条款列出"
    )
    as_of: AsOf = None
    sort: Literal["relevance", "date", "level"] = Field(
        default="relevance", description="排列的次序"
    )
    limit: int = Field(default=20, description="一页多少条", ge=1, le=100)
    cursor: str | None = Field(default=None, description="上一页的 next，五分钟内有效")
    facets: bool = Field(default=False, description="是否要分面统计")
    status: list[str] = Field(default=[], description="时效性，可重复")
    year: list[str] = Field(default=[], description="年份，可重复")
    subject: list[str] = Field(default=[], description="主题，可重复")


@router.get(
    "/v1/search",
    summary="检索",
    responses={
        200: {"model": models.SearchResult},
        410: {"model": models.Problem, "description": "cursor 已过期"},
        **BAD_PARAMETER,
    },
)
def search(query: Annotated[SearchQuery, Query()], request: Request) -> Response:
    """在标题和正文（含附件文件）里逐字查找，简繁体、全半角不论；总数和分面都是准确数。"""
    searches: Searches = request.app.state.searches
    wanted = Search(
        as_of=query.as_of or today(),
        q=query.q,
        mode=query.mode,
        unit=query.unit,
        sort=query.sort,
        filters=query.filters(),
        limit=query.limit,
        facets=query.facets,
        cursor=query.cursor or None,
    )
    try:
        return answer(plain_object(searches.run(wanted)))
    except CursorExpired as error:
        raise Problem(410, str(error)) from error
    except BadCursor as error:
        raise bad_parameter(["query", "cursor"], str(error)) from error
