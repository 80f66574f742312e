"""The route GET /v1/numbers/{number}."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from corpus.store.database import read_session
from search_api.http.day_cache import DayCachedRoute
from search_api.http.problems import ProblemError
from search_api.http.routes.route_basics import AsOfParameter, LibraryDependency, json_response
from search_api.library import today
from search_api.lookup.document_lookup import look_up_number
from search_api.schemas import search_models
from search_api.schemas.encode_json import to_json_object
from search_api.vocabulary.search_labels import NUMBER_STATE_LABELS

router = APIRouter(tags=["文号与到期"], route_class=DayCachedRoute)

_HTTP_STATUS = {"not_found": 404, "not_a_number": 422}


@router.get(
    "/v1/numbers/{number:path}",
    summary="按文号查找",
    responses={
        200: {"model": search_models.NumberAnswerModel},
        404: {"model": search_models.NumberProblemModel, "description": "没有这个文号的文件"},
        422: {
            "model": search_models.NumberProblemModel | search_models.ProblemModel,
            "description": f"{NUMBER_STATE_LABELS['not_a_number']}，或参数不对",
        },
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
    library: LibraryDependency,
    as_of: AsOfParameter = None,
) -> Response:
    """同一文号的各种写法视为相同；没有时给出最接近的几份。"""
    with read_session(library.database) as session:
        answer = look_up_number(session, wanted, as_of or today())
    status = _HTTP_STATUS.get(answer.state)
    if status is None:
        return json_response(to_json_object(answer))
    raise ProblemError(status, answer.reason or "", more=to_json_object(answer))
