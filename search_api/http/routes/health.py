"""The routes GET /healthz, /readyz and /metrics."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from search_api.http.problems import ProblemError
from search_api.http.readiness import measure_readiness
from search_api.http.routes.route_basics import LibraryDependency, json_response
from search_api.schemas import search_models
from search_api.schemas.encode_json import to_json_object

router = APIRouter(tags=["服务"])


@router.get("/healthz", summary="是否在运行", responses={200: {"model": search_models.HealthModel}})
async def healthz() -> Response:
    """服务在运行，就是 200。"""
    return json_response({"status": "ok"})


@router.get(
    "/readyz",
    summary="是否就绪",
    responses={
        200: {"model": search_models.ReadinessModel},
        503: {"model": search_models.ProblemModel, "description": "还有文件检索不到"},
    },
)
def readyz(library: LibraryDependency) -> Response:
    """收录的文件都能检索到，才是 200；否则说明还差多少。"""
    readiness = measure_readiness(library)
    content = to_json_object(readiness)
    if readiness.ready:
        return json_response({"status": "ready", **content})
    detail = (
        f"库里有 {readiness.documents} 份文件，可检索的有 {readiness.searchable} 份，"
        f"等待进入索引的有 {readiness.waiting} 份"
        + (f"，其中 {readiness.failing} 份写不进去，正隔一段时间重试" if readiness.failing else "")
        + (f"；{readiness.trouble}" if readiness.trouble else "")
    )
    raise ProblemError(503, detail, headers={"Retry-After": "1"}, more=content)


@router.get(
    "/metrics",
    summary="运行的数字",
    responses={200: {"content": {"text/plain": {}}, "description": "Prometheus 的文本格式"}},
    response_class=Response,
)
def metrics(request: Request) -> Response:
    """库里和可检索的文件数，等待进入索引的有多少、最早的等了多久，写不进去的有多少；各种请求的次数和用时。"""
    found = generate_latest(request.app.state.metrics.registry)
    return Response(found, media_type=CONTENT_TYPE_LATEST)
