"""GET /v1/numbers/{number}."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from corpus.store.database import session
from search_api.http.problems import Problem
from search_api.http.routes.common import AsOf, Opened, answer
from search_api.library import today
from search_api.number_lookup import look_up
from search_api.schemas import search
from search_api.schemas.encode import plain_object

router = APIRouter(tags=["文号与到期"])

_STATUS = {"not_found": 404, "not_a_number": 422}


@router.get(
    "/v1/numbers/{number:path}",
    summary="按文号查找",
    responses={
        200: {"model": search.NumberAnswer},
        404: {"model": search.NumberProblem, "description": "没有这个文号的文件"},
        422: {"model": search.NumberProblem, "description": "不是文号"},
    },
)
def number(
    wanted: Annotated[
        str,
        Path(
            alias="number",
            description="任何写法的文号；可以带上《标题》或（年份）",
            examples=["穗府[2015]26号"],
        ),
    ],
    library: Opened,
    as_of: AsOf = None,
) -> Response:
    """同一文号的各种写法视为相同；没有时给出最接近的几份。"""
    with session(library.database) as reading:
        found = look_up(reading, wanted, as_of or today())
    status = _STATUS.get(found.state)
    if status is None:
        return answer(plain_object(found))
    raise Problem(status, found.reason or "", more=plain_object(found))
