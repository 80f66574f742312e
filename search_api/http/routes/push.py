"""The route POST /v1/documents: another system hands over a file, with facts that it declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request, Response

from corpus.documents.enter_facts import NotEnterableError, check_values
from corpus.documents.entries.entered_fields import ENTERABLE_FIELDS
from corpus.inputs.locations import is_web_location, web_location
from ingest.pushed_file import PushedFile
from search_api.http.multipart_form import MultipartForm, receive_form
from search_api.http.openapi_document import busy_response, problem_response
from search_api.http.problems import ProblemError
from search_api.http.push_queue import PushQueue
from search_api.http.routes.route_basics import LibraryDependency, json_response
from search_api.library import Library
from search_api.schemas import document_models, search_models
from search_api.vocabulary.field_labels import entered_field_label
from search_api.vocabulary.intake_labels import INTAKE_OUTCOME_LABELS

if TYPE_CHECKING:
    from ingest.run.push import PushReceiver, PushResult

router = APIRouter(tags=["文件"])

#: the submitter of a file where the form names none
_DEFAULT_SUBMITTER = "接口"
_MAX_LENGTH = 500
_KNOWN_WORDS = "库里已有：" + "、".join(
    label for name, label in INTAKE_OUTCOME_LABELS.items() if name not in ("taken", "set_aside")
)


def _form_field(label: str, example: str, *, many: bool = False) -> dict[str, object]:
    if many:
        described = f"{label}，如 {example}；有几个就重复几次"
        return {"type": "array", "items": {"type": "string"}, "description": described}
    return {"type": "string", "description": f"{label}，如 {example}"}


PUSH_FORM: dict[str, Any] = {  # Any: an OpenAPI request body
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "string",
                            "format": "binary",
                            "description": "要收录的文件，格式与 fagui ingest 相同",
                        },
                        "source": _form_field(
                            "对方系统里这份文件的网址或编号；编号相同而内容不同的是修订",
                            "https://oa.example.gov.cn/doc/123",
                        ),
                        "by": _form_field("谁提交的，随填写的事实一起保存", "法制科"),
                        **{
                            name: _form_field(
                                entered_field_label(name, field.fact),
                                field.example,
                                many=field.many,
                            )
                            for name, field in ENTERABLE_FIELDS.items()
                        },
                    },
                    "additionalProperties": False,
                }
            }
        },
    }
}


def _get_intake(request: Request, library: Library) -> PushReceiver:
    """The receiver of files, made with the first one: most servers get none, and it is heavy."""
    from ingest.run.push import PushReceiver  # noqa: PLC0415

    if request.app.state.intake is None:
        settings = library.settings
        request.app.state.intake = PushReceiver(
            library.home, library.database, library.engine, settings.max_bytes
        )
    intake: PushReceiver = request.app.state.intake
    return intake


@router.post(
    "/v1/documents",
    summary="提交一份文件",
    status_code=201,
    responses={
        201: {
            "model": document_models.ReceivedModel,
            "description": INTAKE_OUTCOME_LABELS["taken"],
        },
        200: {
            "model": document_models.ReceivedModel,
            "description": _KNOWN_WORDS,
        },
        400: problem_response("表单读不出来"),
        403: problem_response("不是本页发出的请求"),
        413: problem_response("文件太大"),
        415: problem_response("不是 multipart/form-data 表单"),
        422: {
            "model": document_models.SetAsideProblemModel | search_models.ProblemModel,
            "description": "填写的内容不对，或文件读不了、已搁置",
        },
        503: busy_response("前面等着的文件太多，正在写入别的内容，或者服务正在结束"),
    },
    openapi_extra=PUSH_FORM,
)
async def post(request: Request, library: LibraryDependency) -> Response:
    """供办公系统推送：一个文件和对它的说明。填写的事实优先于从文本里读出的，再次收录时不变；没有填写的仍从文本里读。
    答复 2xx 时文件已入库，`searchable` 为 true 时已可检索。"""
    async with receive_form(request, library.settings.max_bytes) as form:
        pushed = _read_pushed(form)
        received = await _receive(request, library, pushed)
    outcome = received.outcome
    if outcome.id is None:
        raise ProblemError(422, f"文件已搁置：{outcome.reason}", more={"outcome": "set_aside"})
    content = {"outcome": outcome.outcome, "id": outcome.id, "searchable": received.searchable}
    made = json_response(content, 201 if outcome.outcome == "taken" else 200)
    made.headers["Location"] = f"/v1/documents/{outcome.id}"
    return made


async def _receive(request: Request, library: Library, pushed: PushedFile) -> PushResult:
    from ingest.run.isolated_reading import ReadingCancelledError  # noqa: PLC0415 - as above

    receiver = _get_intake(request, library)
    queue: PushQueue = request.app.state.pushes
    try:
        return await queue.run(request, lambda cancelled: receiver.receive(pushed, cancelled))
    except ReadingCancelledError as error:
        raise ProblemError(
            503, "服务正在结束，文件没有收录", headers={"Retry-After": "5"}
        ) from error


def _read_pushed(form: MultipartForm) -> PushedFile:
    """The file and the values of a form. Raises ProblemError, which names every bad field."""
    values = {
        name: entries for name, entries in form.fields.items() if any(map(str.strip, entries))
    }
    errors = []
    by, source = _DEFAULT_SUBMITTER, None
    for name in ("by", "source"):
        entries = [value.strip() for value in values.pop(name, [])]
        if len(entries) > 1 or any(
            len(one) > _MAX_LENGTH or not one.isprintable() for one in entries
        ):
            errors.append((name, f"应为一行文字，至多 {_MAX_LENGTH} 个字符"))
        elif entries and name == "by":
            by = entries[0]
        elif entries:
            source = entries[0]
    if source is not None and is_web_location(source):
        try:
            source = web_location(source)
        except ValueError as error:
            errors.append(("source", str(error)))
    checked: dict[str, list[str]] = {}
    try:
        checked = check_values(values)
    except NotEnterableError as error:
        errors.extend((fault.field, fault.msg) for fault in error.faults)
    if errors:
        raise ProblemError(
            422,
            "；".join(f"{name}：{msg}" for name, msg in errors),
            errors=[{"loc": ["body", name], "msg": msg} for name, msg in errors],
        )
    return PushedFile(form.file, form.name, source, checked, by)
