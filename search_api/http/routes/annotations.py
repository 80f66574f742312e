"""/annotations/: W3C Web Annotation Protocol."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from sqlalchemy.orm import Session

from corpus.model.anchors import UnanchoredError
from corpus.people.annotations import (
    Draft,
    NoSuchDocumentError,
    Note,
    create,
    delete,
    listing,
    read,
    replace,
)
from corpus.store.database import session, writing
from search_api.http.openapi import BAD_PARAMETER, NOT_FOUND
from search_api.http.problems import Problem, bad_parameter
from search_api.http.routes.common import Opened
from search_api.schemas.encode import JsonObject
from search_api.webannotation.protocol import (
    ACCEPTED,
    BODY,
    CHANGED,
    CONTAINER_HEADERS,
    ONE,
    RESOURCE_HEADERS,
)
from search_api.webannotation.reading import (
    LARGEST,
    InvalidAnnotationError,
    document_in,
    read_annotation,
)
from search_api.webannotation.writing import (
    MEDIA_TYPE,
    annotation,
    collection,
    container,
    last_page,
    page,
)

router = APIRouter(tags=["批注"])

PAGE_SIZE = 100

Id = Annotated[str, Path(alias="id", description="批注的标识")]


async def _sent(request: Request) -> Draft:
    """The annotation in a request's body."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in ACCEPTED:
        raise Problem(
            415, f"批注应以 {MEDIA_TYPE} 发送", headers={"Accept-Post": ", ".join(ACCEPTED)}
        )
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST:
            raise Problem(413, f"一条批注至多 {LARGEST} 字节")
    try:
        return read_annotation(bytes(data), new=request.method == "POST")
    except InvalidAnnotationError as error:
        errors = [{"loc": ["body", *fault.loc], "msg": fault.msg} for fault in error.faults]
        raise Problem(422, str(error), errors=errors) from error


Sent = Annotated[Draft, Depends(_sent)]


@router.post(
    "/annotations/",
    summary="新建批注",
    status_code=201,
    responses={201: {"description": "已新建", "content": {MEDIA_TYPE: {}}}, **BAD_PARAMETER},
    openapi_extra=BODY,
)
def post(draft: Sent, request: Request, library: Opened) -> Response:
    """对象是一份文件；引文和位置都在原文上核对，缺的一样由服务补上，记在现行的文本上。"""
    with writing(library.database) as store:
        note = _anchored(lambda: create(store, draft, datetime.now(UTC)))
    content = annotation(note, _base(request))
    headers = {**RESOURCE_HEADERS, "ETag": _tag(note), "Location": str(content["id"])}
    return _answer(content, headers, 201)


@router.get(
    "/annotations/",
    summary="批注的列表",
    responses={
        200: {"description": "批注集，或其一页", "content": {MEDIA_TYPE: {}}},
        **BAD_PARAMETER,
    },
)
def get_container(
    request: Request,
    library: Opened,
    target: Annotated[
        str, Query(description="只列这份文件的：/v1/documents/…", max_length=2_000)
    ] = "",
    q: Annotated[str, Query(description="只列文字里有这些字的", max_length=2_000)] = "",
    number: Annotated[int | None, Query(alias="page", description="第几页，从 0 数", ge=0)] = None,
    iris: Annotated[bool, Query(description="只列地址")] = False,  # noqa: FBT002
) -> Response:
    """W3C AnnotationCollection；`Prefer` 可以只要地址，或不要第一页。"""
    document = document_in(target) if target else None
    if target and document is None:
        raise bad_parameter(["query", "target"], "应为文件的地址 /v1/documents/…")
    base = _base(request)
    asked = {name: value for name, value in (("target", target), ("q", q)) if value}
    preference = request.headers.get("prefer", "")
    iris = iris or "PreferContainedIRIs" in preference
    with session(library.database) as store:
        found = listing(
            store,
            document=document,
            words=q,
            offset=min((number or 0) * PAGE_SIZE, 2**31),
            limit=PAGE_SIZE,
        )
    if number is None:
        embed = "PreferMinimalContainer" not in preference
        content = collection(found, base, asked, size=PAGE_SIZE, iris=iris, embed=embed)
        headers = {"Content-Location": container(base, asked), **CONTAINER_HEADERS}
        return _answer(content, headers)
    if number > last_page(found.total, PAGE_SIZE):
        raise Problem(404, f"没有第 {number} 页，最后一页是 {last_page(found.total, PAGE_SIZE)}")
    content = page(found, base, asked, number=number, size=PAGE_SIZE, iris=iris)
    return _answer(content, {"Allow": "GET, HEAD, OPTIONS", "Vary": "Accept, Prefer"})


@router.get("/annotations/{id}", summary="一条批注", responses=ONE)
def get(identifier: Id, request: Request, library: Opened) -> Response:
    """如其送来的样子，加上标识、时间，和两种选择器。"""
    with session(library.database) as store:
        note = _present(store, identifier)
    return _answer(annotation(note, _base(request)), {**RESOURCE_HEADERS, "ETag": _tag(note)})


@router.put(
    "/annotations/{id}",
    summary="修改批注",
    responses={**ONE, **CHANGED, **BAD_PARAMETER},
    openapi_extra=BODY,
)
def put(identifier: Id, draft: Sent, request: Request, library: Opened) -> Response:
    """整条替换。带上 `If-Match`，别人先改过时就不会覆盖。"""
    with writing(library.database) as store:
        note = _present(store, identifier)
        _check_match(request, note)
        kept = _with_identities(note, draft)
        note = _anchored(lambda: replace(store, note, kept, datetime.now(UTC)))
    return _answer(annotation(note, _base(request)), {**RESOURCE_HEADERS, "ETag": _tag(note)})


@router.delete(
    "/annotations/{id}",
    summary="删除批注",
    status_code=204,
    responses={204: {"description": "已删除"}, 410: ONE[410], **NOT_FOUND, **CHANGED},
)
def remove(identifier: Id, request: Request, library: Opened) -> Response:
    """之后它的地址回答 410。"""
    with writing(library.database) as store:
        note = _present(store, identifier)
        _check_match(request, note)
        delete(store, note, datetime.now(UTC))
    return Response(status_code=204)


@router.options("/annotations/", include_in_schema=False)
async def container_options() -> Response:
    return Response(status_code=204, headers=CONTAINER_HEADERS)


@router.options("/annotations/{id}", include_in_schema=False)
async def options(identifier: Id) -> Response:  # noqa: ARG001 - the same for each
    return Response(status_code=204, headers=RESOURCE_HEADERS)


def _anchored(write: Callable[[], Note]) -> Note:
    """What a write gives, its refusals told with the field that is wrong."""
    try:
        return write()
    except NoSuchDocumentError as error:
        raise bad_parameter(["body", "target", "source"], str(error)) from error
    except UnanchoredError as error:
        kind = "TextQuoteSelector" if error.selector == "quote" else "TextPositionSelector"
        raise bad_parameter(["body", "target", "selector", kind], str(error)) from error


def _present(store: Session, identifier: str) -> Note:
    note = read(store, identifier)
    if note is None:
        raise Problem(404, f"没有标识为“{identifier}”的批注")
    if note.deleted:
        raise Problem(410, "这条批注已经删除")
    return note


def _with_identities(note: Note, draft: Draft) -> Draft:
    """An annotation's `canonical` and `via` say what it is elsewhere: once set, they stay."""
    content = dict(draft.content)
    for name in ("canonical", "via"):
        if (
            name in note.content
            and content.setdefault(name, note.content[name]) != (note.content[name])
        ):
            raise Problem(409, f"{name} 一旦写明就不能修改")
    return dataclasses.replace(draft, content=content)


def _tag(note: Note) -> str:
    return f'"{note.version}"'


def _check_match(request: Request, note: Note) -> None:
    wanted = request.headers.get("if-match")
    if wanted is None or wanted.strip() == "*":
        return
    if _tag(note) not in re.findall(r'(?:W/)?"[^"]*"', wanted):
        raise Problem(
            412, "这条批注在您读过之后又被修改，请重新读取再改", headers={"ETag": _tag(note)}
        )


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/")


def _answer(content: JsonObject, headers: Mapping[str, str], status: int = 200) -> Response:
    body = json.dumps(content, ensure_ascii=False).encode()
    tag = {"ETag": f'"{hashlib.sha256(body).hexdigest()[:32]}"'}
    return Response(body, status, {**tag, **headers}, MEDIA_TYPE)
