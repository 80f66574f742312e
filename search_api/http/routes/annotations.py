"""The routes of /annotations/: the W3C Web Annotation Protocol."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from corpus.model.anchors import UnanchoredError
from corpus.people.annotations import (
    AnnotationDraft,
    NoSuchDocumentError,
    StoredAnnotation,
    create_annotation,
    delete_annotation,
    list_annotations,
    load_annotation,
    replace_annotation,
)
from corpus.store.database import Session, read_session
from search_api.http.annotation_protocol import (
    ACCEPTED_TYPES,
    ANNOTATION_RESPONSES,
    CONFLICT_RESPONSES,
    CONTAINER_HEADERS,
    REQUEST_BODY,
    RESOURCE_HEADERS,
    SENT_RESPONSES,
)
from search_api.http.bounded_body import read_body
from search_api.http.openapi_document import BAD_PARAMETER, BUSY, NOT_FOUND
from search_api.http.problems import ProblemError, bad_parameter_problem
from search_api.http.routes.route_basics import LibraryDependency, write_in_turn
from search_api.schemas.encode_json import JsonObject
from search_api.webannotation.read_annotation import (
    MAX_BYTES,
    InvalidAnnotationError,
    document_id_in,
    read_annotation,
)
from search_api.webannotation.write_annotation import (
    MEDIA_TYPE,
    annotation_object,
    collection_object,
    container_url,
    last_page_number,
    page_object,
)

router = APIRouter(tags=["批注"])

PAGE_SIZE = 100

AnnotationId = Annotated[str, Path(alias="id", description="批注的标识")]


async def _read_draft(request: Request) -> AnnotationDraft:
    """The annotation in a request's body, as a draft. Raises ProblemError."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in ACCEPTED_TYPES:
        raise ProblemError(
            415, f"批注应以 {MEDIA_TYPE} 发送", headers={"Accept-Post": ", ".join(ACCEPTED_TYPES)}
        )
    data = await read_body(request, MAX_BYTES, f"一条批注至多 {MAX_BYTES} 字节")
    try:
        return read_annotation(data, new=request.method == "POST")
    except InvalidAnnotationError as error:
        errors = [{"loc": ["body", *fault.loc], "msg": fault.msg} for fault in error.faults]
        raise ProblemError(422, str(error), errors=errors) from error


SentDraft = Annotated[AnnotationDraft, Depends(_read_draft)]


@router.post(
    "/annotations/",
    summary="新建批注",
    status_code=201,
    responses={
        201: {"description": "已新建", "content": {MEDIA_TYPE: {}}},
        **SENT_RESPONSES,
        **BAD_PARAMETER,
        **BUSY,
    },
    openapi_extra=REQUEST_BODY,
)
async def post(draft: SentDraft, request: Request, library: LibraryDependency) -> Response:
    """对象是一份文件；引文和位置都在原文上核对，缺的一样由服务补上，记在现行的文本上。"""

    def write(session: Session) -> StoredAnnotation:
        return _write_anchored(lambda: create_annotation(session, draft, datetime.now(UTC)))

    note = await write_in_turn(request, library, write)
    content = annotation_object(note, _base_url(request))
    headers = {**RESOURCE_HEADERS, "ETag": _etag(note), "Location": str(content["id"])}
    return _annotation_response(content, headers, 201)


@router.get(
    "/annotations/",
    summary="批注的列表",
    responses={
        200: {"description": "批注集，或其一页", "content": {MEDIA_TYPE: {}}},
        **NOT_FOUND,
        **BAD_PARAMETER,
    },
)
def get_container(
    request: Request,
    library: LibraryDependency,
    target: Annotated[
        str, Query(description="只列这份文件的：/v1/documents/…", max_length=2_000)
    ] = "",
    q: Annotated[str, Query(description="只列文字里有这些字的", max_length=2_000)] = "",
    number: Annotated[int | None, Query(alias="page", description="第几页，从 0 数", ge=0)] = None,
    iris: Annotated[bool, Query(description="只列地址")] = False,  # noqa: FBT002
) -> Response:
    """W3C AnnotationCollection；`Prefer` 可以只要地址，或不要第一页。"""
    document = document_id_in(target) if target else None
    if target and document is None:
        raise bad_parameter_problem(["query", "target"], "应为文件的地址 /v1/documents/…")
    base = _base_url(request)
    selection = {name: value for name, value in (("target", target), ("q", q)) if value}
    preference = request.headers.get("prefer", "")
    iris = iris or "PreferContainedIRIs" in preference
    with read_session(library.database) as session:
        listing = list_annotations(
            session,
            document=document,
            words=q,
            offset=min((number or 0) * PAGE_SIZE, 2**31),
            limit=PAGE_SIZE,
        )
    if number is None:
        embed = "PreferMinimalContainer" not in preference
        content = collection_object(
            listing, base, selection, size=PAGE_SIZE, iris=iris, embed=embed
        )
        headers = {"Content-Location": container_url(base, selection), **CONTAINER_HEADERS}
        return _annotation_response(content, headers)
    if number > last_page_number(listing.total, PAGE_SIZE):
        raise ProblemError(
            404, f"没有第 {number} 页，最后一页是 {last_page_number(listing.total, PAGE_SIZE)}"
        )
    content = page_object(listing, base, selection, number=number, size=PAGE_SIZE, iris=iris)
    return _annotation_response(content, {"Allow": "GET, HEAD, OPTIONS", "Vary": "Accept, Prefer"})


@router.get("/annotations/{id}", summary="一条批注", responses=ANNOTATION_RESPONSES)
def get(identifier: AnnotationId, request: Request, library: LibraryDependency) -> Response:
    """如其送来的样子，加上标识、时间，和两种选择器。"""
    with read_session(library.database) as session:
        note = _load_note(session, identifier)
    return _annotation_response(
        annotation_object(note, _base_url(request)), {**RESOURCE_HEADERS, "ETag": _etag(note)}
    )


@router.put(
    "/annotations/{id}",
    summary="修改批注",
    responses={
        **ANNOTATION_RESPONSES,
        **SENT_RESPONSES,
        **CONFLICT_RESPONSES,
        **BAD_PARAMETER,
        **BUSY,
    },
    openapi_extra=REQUEST_BODY,
)
async def put(
    identifier: AnnotationId, draft: SentDraft, request: Request, library: LibraryDependency
) -> Response:
    """整条替换。须带 `If-Match`（读到时的 ETag）：别人先改过时不会覆盖。改之前的内容留存。"""

    def write(session: Session) -> StoredAnnotation:
        note = _load_note(session, identifier)
        _check_match(request, note)
        kept = _keep_identities(note, draft)
        return _write_anchored(lambda: replace_annotation(session, note, kept, datetime.now(UTC)))

    note = await write_in_turn(request, library, write)
    return _annotation_response(
        annotation_object(note, _base_url(request)), {**RESOURCE_HEADERS, "ETag": _etag(note)}
    )


@router.delete(
    "/annotations/{id}",
    summary="删除批注",
    status_code=204,
    responses={
        204: {"description": "已删除"},
        410: ANNOTATION_RESPONSES[410],
        **NOT_FOUND,
        **CONFLICT_RESPONSES,
        **BUSY,
    },
)
async def remove(
    identifier: AnnotationId, request: Request, library: LibraryDependency
) -> Response:
    """须带 `If-Match`。之后它的地址回答 410；内容留存。"""

    def write(session: Session) -> None:
        note = _load_note(session, identifier)
        _check_match(request, note)
        delete_annotation(session, note, datetime.now(UTC))

    await write_in_turn(request, library, write)
    return Response(status_code=204)


@router.options("/annotations/", include_in_schema=False)
async def container_options() -> Response:
    return Response(status_code=204, headers=CONTAINER_HEADERS)


@router.options("/annotations/{id}", include_in_schema=False)
async def options(identifier: AnnotationId) -> Response:  # noqa: ARG001 - equal for every id
    return Response(status_code=204, headers=RESOURCE_HEADERS)


def _write_anchored(write: Callable[[], StoredAnnotation]) -> StoredAnnotation:
    """The annotation that a write stores; refusals become problems that name the wrong field."""
    try:
        return write()
    except NoSuchDocumentError as error:
        raise bad_parameter_problem(["body", "target", "source"], str(error)) from error
    except UnanchoredError as error:
        kind = "TextQuoteSelector" if error.selector == "quote" else "TextPositionSelector"
        raise bad_parameter_problem(["body", "target", "selector", kind], str(error)) from error


def _load_note(session: Session, identifier: str) -> StoredAnnotation:
    note = load_annotation(session, identifier)
    if note is None:
        raise ProblemError(404, f"没有标识为“{identifier}”的批注")
    if note.deleted:
        raise ProblemError(410, "这条批注已经删除")
    return note


def _keep_identities(note: StoredAnnotation, draft: AnnotationDraft) -> AnnotationDraft:
    """The draft with the annotation's `canonical` and `via`, which once set never change.

    They say what the annotation is elsewhere. Raises ProblemError where the draft changes one."""
    content = dict(draft.content)
    for name in ("canonical", "via"):
        if (
            name in note.content
            and content.setdefault(name, note.content[name]) != (note.content[name])
        ):
            raise ProblemError(409, f"{name} 一旦写明就不能修改")
    return dataclasses.replace(draft, content=content)


def _etag(note: StoredAnnotation) -> str:
    return f'"{note.version}"'


def _check_match(request: Request, note: StoredAnnotation) -> None:
    if_match = request.headers.get("if-match")
    if if_match is None:
        raise ProblemError(
            428,
            "修改或删除批注要带 If-Match，写明读到时的 ETag，以免覆盖别人的修改",
            headers={"ETag": _etag(note)},
        )
    if if_match.strip() == "*":
        return
    if _etag(note) not in re.findall(r'(?:W/)?"[^"]*"', if_match):
        raise ProblemError(
            412, "这条批注在您读过之后又被修改，请重新读取再改", headers={"ETag": _etag(note)}
        )


def _base_url(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _annotation_response(
    content: JsonObject, headers: Mapping[str, str], status: int = 200
) -> Response:
    body = json.dumps(content, ensure_ascii=False).encode()
    tag = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"'}
    return Response(body, status, {**tag, **headers}, MEDIA_TYPE)
