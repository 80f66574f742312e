"""The route GET /v1/compare."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from corpus.store.database import read_session
from search_api.export.tracked_changes import DOCX_MEDIA_TYPE, write_tracked_changes
from search_api.http.day_cache import DayCachedRoute
from search_api.http.downloads import content_disposition
from search_api.http.openapi_document import BAD_PARAMETER, MISSING_DOCUMENT
from search_api.http.routes.documents import missing_document
from search_api.http.routes.route_basics import LibraryDependency, json_response
from search_api.query.compare_documents import NoTextError, load_comparison
from search_api.query.encode_comparison import comparison_object
from search_api.schemas.comparison_models import ComparisonModel
from search_api.vocabulary.comparison_labels import COMPARISON

router = APIRouter(tags=["文件"], route_class=DayCachedRoute)


@router.get(
    "/v1/compare",
    summary="两份文本的对照",
    responses={
        200: {
            "model": ComparisonModel,
            "content": {DOCX_MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
        },
        **MISSING_DOCUMENT,
        **BAD_PARAMETER,
    },
)
def compare(
    old: Annotated[str, Query(alias="from", description="旧文本：文件的标识")],
    new: Annotated[str, Query(alias="to", description="新文本：文件的标识")],
    library: LibraryDependency,
    format_: Annotated[
        Literal["json", "docx"],
        Query(alias="format", description="docx：带修订标记的 Word 文件，可以逐处接受或拒绝"),
    ] = "json",
) -> Response:
    """逐条对照两份文本，序号变了也对得上；条内逐字列出改动。

    全部接受修订就是新文本，全部拒绝就是旧文本。
    """
    with read_session(library.database) as session:
        try:
            comparison = load_comparison(session, old, new)
        except NoTextError as error:
            raise missing_document(error.id, "，或它没有正文") from error
    if format_ == "json":
        return json_response(comparison_object(comparison))
    headers = {"Content-Disposition": content_disposition(f"{COMPARISON}-{old}-{new}.docx")}
    return Response(write_tracked_changes(comparison), headers=headers, media_type=DOCX_MEDIA_TYPE)
