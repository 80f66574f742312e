"""Answers errors with RFC 9457 problem documents, also for URLs without a route."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from corpus.documents.entries.withdrawn_readings import load_withdrawal
from corpus.index.search_engine import EngineUnavailableError, IndexOutdatedError
from corpus.index.time_budget import BudgetSpentError
from corpus.store.database import read_session
from corpus.store.database_errors import BUSY_ERRORS, DatabaseError, is_file_fault
from search_api.pydantic_zh import translate_validation_error

MEDIA_TYPE = "application/problem+json"
TITLES: Mapping[int, str] = {
    400: "请求不对",
    403: "不允许",
    404: "没有找到",
    405: "不支持这种请求方法",
    406: "给不出所要的格式",
    409: "与现有内容冲突",
    410: "已经不在",
    412: "内容已被修改",
    413: "请求太大",
    415: "内容格式不对",
    421: "请求送错了地方",
    422: "参数不对",
    428: "没有说明改的是哪一版",
    500: "程序出错",
    503: "暂时不能服务",
}
_log = logging.getLogger("fagui")

#: a fault as JSON: `{"loc": ["query", "limit"], "msg": "不能大于 100"}`; Any: JSON
ParameterFault = Mapping[str, Any]


class ProblemError(Exception):
    """An answer other than success.

    `errors`: the parameters that are wrong; `more`: additional members of the document."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        errors: Sequence[ParameterFault] = (),
        headers: Mapping[str, str] | None = None,
        more: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers
        self.more = more or {}

    def response(self) -> Response:
        content: dict[str, object] = {
            **self.more,
            "type": "about:blank",
            "title": TITLES.get(self.status) or HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": self.detail,
        }
        if self.errors:
            content["errors"] = list(self.errors)
        body = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
        return Response(body, self.status, dict(self.headers or {}), MEDIA_TYPE)


class MissingDocumentError(ProblemError):
    """The answer where there is no document of an id (404), or where it is withdrawn (410)."""

    def __init__(self, identifier: str, more: str = "") -> None:
        super().__init__(404, f"没有标识为“{identifier}”的文件{more}")
        self.identifier = identifier

    def answer(self, why: str | None) -> Response:
        """The answer, where the document is withdrawn with the reason `why`."""
        if why is None:
            return self.response()
        return ProblemError(410, f"这份文件已经撤下：{why}", more={"why": why}).response()


def bad_parameter_problem(loc: Sequence[str | int], msg: str) -> ProblemError:
    """The problem of one parameter that is wrong (422).

    >>> bad_parameter_problem(["query", "as_of"], "不是日期").detail
    'as_of：不是日期'
    """
    return ProblemError(422, f"{loc[-1]}：{msg}", errors=[{"loc": list(loc), "msg": msg}])


def answer_with_problems(app: FastAPI) -> None:
    """Makes an application answer every error with a problem document."""

    @app.exception_handler(ProblemError)
    async def problem(_: Request, error: ProblemError) -> Response:
        return error.response()

    @app.exception_handler(MissingDocumentError)
    def missing(request: Request, error: MissingDocumentError) -> Response:
        with read_session(request.app.state.library.database) as session:
            why = load_withdrawal(session, error.identifier)
        return error.answer(why)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> Response:
        faults = [
            {"loc": list(one["loc"]), "msg": translate_validation_error(one)}
            for one in error.errors()
        ]
        detail = "；".join(f"{fault['loc'][-1]}：{fault['msg']}" for fault in faults)
        return ProblemError(422, detail, errors=faults).response()

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        detail = DETAILS.get(error.status_code, "{path}").format(
            path=request.url.path, method=request.method
        )
        return ProblemError(error.status_code, detail, headers=error.headers).response()

    @app.exception_handler(IndexOutdatedError)
    async def outdated(_: Request, error: IndexOutdatedError) -> Response:
        return ProblemError(503, str(error), headers={"Retry-After": "5"}).response()

    @app.exception_handler(EngineUnavailableError)
    async def unavailable(_: Request, error: EngineUnavailableError) -> Response:
        _log.error("engine: %s", error)
        return ProblemError(503, str(error), headers={"Retry-After": "1"}).response()

    @app.exception_handler(BudgetSpentError)
    async def spent(_: Request, error: BudgetSpentError) -> Response:
        return ProblemError(503, str(error), headers={"Retry-After": "5"}).response()

    @app.exception_handler(ClientDisconnect)
    async def left(_: Request, __: ClientDisconnect) -> Response:
        return Response(status_code=400)  # nobody reads it

    for kind in BUSY_ERRORS:
        app.add_exception_handler(kind, _answer_busy)
    app.add_exception_handler(DatabaseError, _answer_damaged)
    app.add_exception_handler(Exception, _answer_broken)


async def _answer_busy(_: Request, error: Exception) -> Response:
    _log.error("database: %s", error)
    detail = "数据库暂时不能读写，请稍后再试"
    return ProblemError(503, detail, headers={"Retry-After": "1"}).response()


async def _answer_damaged(request: Request, error: Exception) -> Response:
    if not (isinstance(error, DatabaseError) and is_file_fault(error)):
        return await _answer_broken(request, error)
    _log.error("database: %s", error)
    return ProblemError(503, "数据库损坏，请运行 fagui doctor").response()


async def _answer_broken(_: Request, error: Exception) -> Response:
    _log.error("unexpected", exc_info=error)
    return ProblemError(500, "程序出了意外的错误，详情在服务的日志里").response()


DETAILS: Mapping[int, str] = {
    404: "没有 {path} 这个地址",
    405: "{path} 不支持 {method}",
}
