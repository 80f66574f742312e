"""The route GET /v1/works/{id}: a law through time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from corpus.documents.works.load_work import load_work
from corpus.store.database import read_session
from search_api.http.day_cache import DayCachedRoute
from search_api.http.openapi_document import BAD_PARAMETER, MISSING_DOCUMENT
from search_api.http.routes.documents import missing_document
from search_api.http.routes.route_basics import AsOfParameter, LibraryDependency, json_response
from search_api.library import today
from search_api.schemas.work_models import WorkModel

router = APIRouter(tags=["文件"], route_class=DayCachedRoute)


@router.get(
    "/v1/works/{id}",
    summary="一部法的各个文本和经历",
    responses={200: {"model": WorkModel}, **MISSING_DOCUMENT, **BAD_PARAMETER},
)
def work(
    identifier: Annotated[str, Path(alias="id", description="它的任何一个文本的标识")],
    library: LibraryDependency,
    as_of: AsOfParameter = None,
) -> Response:
    """各个文本按施行的先后，和公布、施行、修改、延长、废止等各件事，每一件都带依据。"""
    with read_session(library.database) as session:
        stored = load_work(session, identifier, as_of or today())
    if stored is None:
        raise missing_document(identifier)
    return json_response(stored)
