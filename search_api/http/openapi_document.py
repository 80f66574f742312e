"""Builds the OpenAPI document, and the fragments of it that routes share."""

from __future__ import annotations

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from search_api.http.problems import MEDIA_TYPE
from search_api.schemas import search_models

DESCRIPTION = (
    "中国法规与规范性文件的全文检索、批注与到期提醒。\n\n"
    "位置一律是原文里的 Unicode 码点，`[起, 止)`；日期写作 YYYY-MM-DD；"
    "出错时的答复是 `application/problem+json`（RFC 9457）。"
)
TAGS = [
    {"name": "检索", "description": "逐字查找，简繁不论；每一处高亮都准确到字。"},
    {"name": "文件", "description": "一份文件的事实、文本、清理记录。"},
    {"name": "文号与到期", "description": "按文号查找；将届满的文件。"},
    {"name": "批注", "description": "W3C Web Annotation 的数据模型与协议。"},
    {"name": "服务", "description": "服务是否在运行、是否就绪。"},
]


def problem_response(words: str) -> dict[str, Any]:
    """The documentation of an error that a route may answer with."""
    return {"model": search_models.ProblemModel, "description": words}


#: the documentation of answers that every route with parameters may give
BAD_PARAMETER: dict[int | str, dict[str, Any]] = {
    422: {"model": search_models.ProblemModel, "description": "参数不对"}
}
NOT_FOUND: dict[int | str, dict[str, Any]] = {
    404: {"model": search_models.ProblemModel, "description": "没有找到"}
}
MISSING_DOCUMENT: dict[int | str, dict[str, Any]] = {
    **NOT_FOUND,
    410: {"model": search_models.WithdrawnProblemModel, "description": "文件已经撤下"},
}
UNREADABLE_BODY: dict[int | str, dict[str, Any]] = {400: problem_response("正文读不出来")}


def busy_response(words: str) -> dict[str, Any]:
    """The documentation of a refusal (503) that says when to ask again."""
    return {
        **problem_response(words),
        "headers": {"Retry-After": {"description": "过多少秒再试", "schema": {"type": "integer"}}},
    }


#: the documentation of searches and of changes that may be refused
TOO_DEAR: dict[int | str, dict[str, Any]] = {
    503: busy_response("检索太费时，超过了一次请求的时限；或者索引暂时不能用")
}
BUSY: dict[int | str, dict[str, Any]] = {
    503: busy_response("正在写入别的内容，或者数据库暂时不能写")
}


def build_openapi(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of the application; errors have their own media type in it."""
    document = get_openapi(
        title=app.title,
        version=app.version,
        description=app.description,
        tags=app.openapi_tags,
        routes=app.routes,
    )
    document = strip_model_suffix(document)
    for operations in document["paths"].values():
        for operation in operations.values():
            _correct_operation(operation)
    for unused in ("HTTPValidationError", "ValidationError"):
        document["components"]["schemas"].pop(unused, None)
    return document


def strip_model_suffix(document: dict[str, Any]) -> dict[str, Any]:
    """The document with its components under their published names: `Fact`, not `FactModel`.

    >>> fact = {"$ref": "#/components/schemas/FactModel"}
    >>> schemas = {"FactModel": {"title": "FactModel"}, "HitModel": {"title": "HitModel"} | fact}
    >>> strip_model_suffix({"components": {"schemas": schemas}})["components"]["schemas"]
    {'Fact': {'title': 'Fact'}, 'Hit': {'title': 'Hit', '$ref': '#/components/schemas/Fact'}}
    """
    schemas = {
        _published_name(name): schema | {"title": _published_name(schema["title"])}
        for name, schema in document["components"]["schemas"].items()
    }
    renamed = document | {"components": document["components"] | {"schemas": schemas}}
    stripped: dict[str, Any] = json.loads(json.dumps(renamed), object_hook=_strip_reference)
    return stripped


def _strip_reference(part: dict[str, Any]) -> dict[str, Any]:
    return part | {"$ref": _published_name(part["$ref"])} if "$ref" in part else part


def _published_name(name: str) -> str:
    """The name of a class of `schemas/`, or a reference to it, without the suffix `Model`."""
    return name.removesuffix("Model")


def _correct_operation(operation: dict[str, Any]) -> None:
    """Corrects the documentation of an operation.

    Filters come last among the parameters, errors have their own media type, and FastAPI's own
    errors are removed, because they are never sent."""
    operation.get("parameters", []).sort(key=lambda one: one["schema"].get("type") == "array")
    for status, answer in list(operation["responses"].items()):
        schema = answer.get("content", {}).get("application/json")
        if schema == {"schema": {"$ref": "#/components/schemas/HTTPValidationError"}}:
            del operation["responses"][status]
        elif schema is not None and status >= "400":
            answer["content"] = {MEDIA_TYPE: schema}
