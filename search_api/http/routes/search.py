"""The route GET /v1/search."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from corpus.index.search_options import FACET_NAMES, HitUnit, SortOrder
from corpus.index.time_budget import time_budget
from search_api.http.day_cache import DayCachedRoute, entity_tag
from search_api.http.openapi_document import BAD_PARAMETER, TOO_DEAR
from search_api.http.problems import ProblemError, bad_parameter_problem
from search_api.http.routes.route_basics import (
    AsOfParameter,
    FilterParameters,
    json_response,
    with_filters,
)
from search_api.library import today
from search_api.query.cursors import BadCursorError, CursorExpiredError
from search_api.query.parse.search_filters import PlaceFilter, UnknownPlaceError, read_places
from search_api.query.search_service import SearchCriteria, SearchService
from search_api.schemas import search_models
from search_api.vocabulary.field_labels import FILTER_LABELS
from search_api.vocabulary.search_labels import (
    HIT_UNIT_LABELS,
    PARAMETER_LABELS,
    SEARCH_MODE_LABELS,
    SORT_LABELS,
    SearchMode,
)

router = APIRouter(tags=["检索"], route_class=DayCachedRoute)

#: how long the search took, which says nothing of documents
_TIME = re.compile(rb'"took_ms":[^,]*,')
#: characters of a query: more than any question has, and far below the limit of a request
MAX_QUERY_LENGTH = 2_000


QUERY_HELP = """检索式。空格隔开的词都要出现；`"…"`、`“…”` 里的逐字连续；空着时是全部文件。

* `甲 或 乙`（`OR`）；`非 甲`（`NOT 甲`、`-甲`）；半角括号分组。非先于空格，空格先于或。
* `同句(甲 乙)`、`同段(…)`、`同条(…)`、`同篇(…)`；`甲 NEAR/5 乙`：相距不超过 5 个字，不分先后。
* `标题:` `正文:` `附件:` `文号:` `机关:` `主送:` `引用:` `级别:` `地区:` `状态:` `批注:`，
  冒号后紧跟内容，可加引号或括号。
* `施行日期:` `成文日期:` `公布日期:` `网页日期:` `届满日期:`，
  如 `2015`、`2015-06`、`2015..2018`、`2015..`、`>=2015-06-01`。
* 文号里的 `*` 代表任意字：`穗府〔2015〕*`。整个检索式是文号时，也按文号查找（不论写法），
  它自己排在引用它的文件前面；加引号则只按字面。

运算符只有前后是空格时才算，`-`、`(`、引号只在词首才算；全角括号和词里面的符号都是字面。
写错的检索式按字面检索；`read_as` 总会说明是怎样理解的。"""


@with_filters(FACET_NAMES)
class SearchParameters(FilterParameters):
    """Parameters that say what is searched, shared by the search and its export."""

    q: str = Field(
        default="",
        description=QUERY_HELP,
        max_length=MAX_QUERY_LENGTH,
        examples=["规范性文件"],
    )
    mode: SearchMode = Field(default="all", description="；".join(SEARCH_MODE_LABELS.values()))
    unit: HitUnit = Field(default="document", description="；".join(HIT_UNIT_LABELS.values()))
    as_of: AsOfParameter = None
    sort: SortOrder = Field(
        default="relevance",
        description=f"{PARAMETER_LABELS['sort']}：{'、'.join(SORT_LABELS.values())}",
    )
    applies_to: list[str] = Field(
        default=[],
        description="在这个地方适用的：它自己的、各上级的和全国的，可重复",
        examples=[["广州市"]],
    )
    within: list[str] = Field(
        default=[], description="这个地方自己的和下辖各地的，可重复", examples=[["广东省"]]
    )
    issuer: list[str] = Field(
        default=[],
        description=f"{FILTER_LABELS['issuer']}，含它的别名和职能并入它的前身，可重复",
    )

    def search(self) -> SearchCriteria:
        """The criteria of the search. Raises ProblemError for a name that is no place."""
        return SearchCriteria(
            as_of=self.as_of or today(),
            q=self.q,
            mode=self.mode,
            unit=self.unit,
            sort=self.sort,
            filters=self.filters(),
            places=PlaceFilter(
                applies_to=_read_places("applies_to", self.applies_to),
                within=_read_places("within", self.within),
            ),
        )


class SearchQuery(SearchParameters):
    limit: int = Field(default=20, description="一页多少条", ge=1, le=100)
    cursor: str | None = Field(default=None, description="上一页的 next，五分钟内有效")
    facets: bool = Field(default=False, description="是否要分面统计")
    explain: bool = Field(default=False, description="是否说明每条为什么命中")


@router.get(
    "/v1/search",
    summary="检索",
    responses={
        200: {"model": search_models.SearchResultModel},
        410: {"model": search_models.ProblemModel, "description": "cursor 已过期"},
        **BAD_PARAMETER,
        **TOO_DEAR,
    },
)
def search(query: Annotated[SearchQuery, Query()], request: Request) -> Response:
    """在标题和正文（含附件文件）里逐字查找，简繁体、全半角不论；总数和分面都是准确数。"""
    searches: SearchService = request.app.state.searches
    criteria = replace(
        query.search(),
        limit=query.limit,
        facets=query.facets,
        explain=query.explain,
        cursor=query.cursor or None,
    )
    try:
        with time_budget():
            response = json_response(searches.run(criteria))
    except CursorExpiredError as error:
        raise ProblemError(410, str(error)) from error
    except BadCursorError as error:
        raise bad_parameter_problem(["query", "cursor"], str(error)) from error
    response.headers["ETag"] = entity_tag(_TIME.sub(b"", bytes(response.body), count=1))
    return response


def _read_places(parameter: str, names: list[str]) -> tuple[str, ...]:
    try:
        return read_places(names)
    except UnknownPlaceError as error:
        raise bad_parameter_problem(["query", parameter], str(error)) from error
