"""The route GET /v1/coverage."""

from __future__ import annotations

from fastapi import APIRouter, Response

from corpus.documents.coverage.organ_holdings import load_organ_holdings
from corpus.store.database import read_session
from search_api.http.day_cache import DayCachedRoute
from search_api.http.routes.route_basics import LibraryDependency, json_response
from search_api.library import today
from search_api.schemas.coverage_models import CoverageModel

router = APIRouter(tags=["服务"], route_class=DayCachedRoute)


@router.get("/v1/coverage", summary="各机关收录了多少", responses={200: {"model": CoverageModel}})
def coverage(library: LibraryDependency) -> Response:
    """“未见废止、失效的依据”有多可靠，看这个机关后来的文件、清理决定和目录收录了多少。"""
    with read_session(library.database) as session:
        organs = load_organ_holdings(session)
    return json_response({"organs": organs, "as_of": today()})
