"""The route GET /v1/search/export."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from starlette.responses import StreamingResponse

from search_api.export.export_formats import EXPORT_FORMATS, MAX_EXPORTED
from search_api.http.downloads import content_disposition, join_pieces
from search_api.http.openapi_document import BAD_PARAMETER
from search_api.http.routes.search import SearchParameters
from search_api.library import today
from search_api.query.search_service import SearchService
from search_api.vocabulary.search_labels import EXPORT_FORMAT_LABELS, ExportFormatName

router = APIRouter(tags=["检索"])

_FILE_RESPONSE: dict[int | str, dict[str, Any]] = {  # Any: an OpenAPI answer
    200: {
        "description": "文件，供保存",
        "content": {
            kind.media_type.split(";")[0]: {"schema": {"type": "string", "format": "binary"}}
            for kind in EXPORT_FORMATS.values()
        },
        "headers": {
            "Fagui-Total": {"description": "命中总数，准确数", "schema": {"type": "integer"}}
        },
    }
}


class ExportQuery(SearchParameters):
    format: ExportFormatName = Field(
        default="xlsx",
        description=f"xlsx：{EXPORT_FORMAT_LABELS['xlsx']} 和 WPS 的工作簿；csv：UTF-8 带 BOM；"
        "jsonl：一行一个 Summary，另有 `provision`；list：一行一个《标题》（文号）",
    )


@router.get(
    "/v1/search/export",
    summary="导出检索结果",
    response_class=Response,
    responses={**_FILE_RESPONSE, **BAD_PARAMETER},
)
def export(query: Annotated[ExportQuery, Query()], request: Request) -> Response:
    """检索到的全部文件或条款，次序与检索相同，供保存。

    至多 10,000 条：更多时只有前 10,000 条，文件名会写明，`Fagui-Total` 是总数。
    表格里的日期是真日期，标题连到文件的网页；任何文字都不会成为公式。
    """
    searches: SearchService = request.app.state.searches
    listed = searches.list_for_export(query.search(), MAX_EXPORTED)
    kind = EXPORT_FORMATS[query.format]
    first = f"-前{MAX_EXPORTED}条" if listed.is_truncated else ""
    headers = {
        "Content-Disposition": content_disposition(f"检索结果-{today()}{first}.{kind.suffix}"),
        "Cache-Control": "no-store",
        "Fagui-Total": str(listed.total),
    }
    pieces = join_pieces(kind.write(listed, query.q, str(request.base_url)))
    return StreamingResponse(pieces, headers=headers, media_type=kind.media_type)
