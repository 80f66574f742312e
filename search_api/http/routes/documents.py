"""GET /v1/documents/{id} and what lies below it."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.responses import PlainTextResponse

from corpus.documents.save import RevisionText, known, load, part_places, text_of
from corpus.model.provision_lookup import Places
from corpus.model.self_references import references
from corpus.model.subdivisions import ladder_of
from corpus.store.database import session
from search_api.http.openapi import BAD_PARAMETER, NOT_FOUND
from search_api.http.problems import Problem
from search_api.http.routes.common import AsOf, Opened, answer
from search_api.library import Library, today
from search_api.query.search import Searches
from search_api.schemas import document as document_models
from search_api.schemas.encode import document as document_object
from search_api.schemas.encode import plain, plain_object

router = APIRouter(tags=["文件"])

Id = Annotated[str, Path(alias="id", description="文件的标识")]
Revision = Annotated[
    int | None, Query(description="第几次修订，从 1 数；默认现行的", ge=1, le=2**31)
]


@router.get(
    "/v1/documents/{id}",
    summary="一份文件",
    responses={200: {"model": document_models.Document}, **NOT_FOUND, **BAD_PARAMETER},
)
def document(identifier: Id, library: Opened, as_of: AsOf = None) -> Response:
    """一份文件的全部事实、关系、目录，每一项都带依据。"""
    with session(library.database) as reading:
        stored = load(reading, identifier, as_of or today())
    if stored is None:
        raise missing(identifier)
    return answer(document_object(stored))


@router.get(
    "/v1/documents/{id}/text",
    summary="文本",
    responses={
        200: {"model": document_models.DocumentText, "content": {"text/plain": {}}},
        **NOT_FOUND,
        **BAD_PARAMETER,
    },
)
def text(
    identifier: Id,
    request: Request,
    library: Opened,
    script: Annotated[
        Literal["original", "simplified"], Query(description="原文的字形，或简体；位置相同")
    ] = "original",
    revision: Revision = None,
) -> Response:
    """原文一字不改，或逐字对应的简体；`Accept: text/plain` 时只给文本。

    只从目录知道、还没有正文的文件，`text` 是空的，`revision` 是 null。
    """
    found = _text(library, identifier, revision)
    chosen = found.text if script == "original" else found.simplified
    vary = {"Vary": "Accept"}
    if _prefers_plain(request.headers.get("accept", "")):
        return PlainTextResponse(chosen, headers=vary)
    told = answer(
        {"id": found.id, "revision": found.number or None, "script": script, "text": chosen}
    )
    told.headers.update(vary)
    return told


@router.get(
    "/v1/documents/{id}/provisions/{address:path}",
    summary="一处条款",
    responses={
        200: {"model": document_models.ProvisionText},
        404: {
            "model": document_models.ProvisionProblem,
            "description": "没有这份文件，或其中没有这一条款",
        },
        **BAD_PARAMETER,
    },
)
def provision(
    identifier: Id,
    address: Annotated[
        str,
        Path(
            description="任何写法的地址：第三条第二款第（一）项、三/(二)/4、附件1/第三条",
            examples=["第三条第二款第（一）项"],
            max_length=200,
        ),
    ],
    library: Opened,
) -> Response:
    """所引条款在原文里的起止和文字；没有时给出最接近的几处。"""
    with session(library.database) as reading:
        found = text_of(reading, identifier)
        parts = part_places(reading, identifier)
    if found is None:
        raise missing(identifier)
    places = Places(found.text, found.outline, parts, ladder_of(found.region))
    place = places.locate(address)
    if place is None:
        near = places.nearest(address)
        told = f"，最接近的是{'、'.join(near)}" if near else ""
        raise Problem(404, f"这份文件没有“{address}”{told}", more={"nearest": near})
    whole = {"id": found.id, "revision": found.number, **plain_object(place)}
    return answer({**whole, "text": found.text[place.start : place.end]})


@router.get(
    "/v1/documents/{id}/references",
    summary="提到本文条款的各处",
    responses={200: {"model": document_models.References}, **NOT_FOUND, **BAD_PARAMETER},
)
def inner_references(identifier: Id, library: Opened) -> Response:
    """“本办法第五条”“前款”“前条第二款”等在原文里的位置，和所指条款的起止。"""
    with session(library.database) as reading:
        found = text_of(reading, identifier)
        parts = part_places(reading, identifier)
    if found is None:
        raise missing(identifier)
    ladder = ladder_of(found.region)
    said = references(found.text, found.simplified, found.outline, parts, ladder)
    return answer({"references": plain(said)})


@router.get(
    "/v1/documents/{id}/cleaning",
    summary="清理记录",
    responses={200: {"model": document_models.Cleaning}, **NOT_FOUND, **BAD_PARAMETER},
)
def cleaning(identifier: Id, library: Opened, revision: Revision = None) -> Response:
    """从网页上清理掉的每一处内容，和为什么。"""
    return answer({"cuts": plain(_text(library, identifier, revision).cuts)})


@router.get(
    "/v1/documents/{id}/highlights",
    summary="检索词的全部位置",
    responses={200: {"model": document_models.Highlights}, **NOT_FOUND, **BAD_PARAMETER},
)
def highlights(
    identifier: Id,
    request: Request,
    q: Annotated[str, Query(description="检索词", max_length=2_000)] = "",
    mode: Annotated[Literal["all", "any", "number"], Query(description="与检索时相同")] = "all",
) -> Response:
    """检索词在原文里的每一处，供阅读时标出。"""
    searches: Searches = request.app.state.searches
    found = searches.highlights(identifier, q, mode)
    if found is None:
        raise missing(identifier)
    return answer({"highlights": plain(found)})


def _text(library: Library, identifier: str, revision: int | None) -> RevisionText:
    """A text; an empty one of a document that only catalogues name (number 0)."""
    with session(library.database) as reading:
        found = text_of(reading, identifier, revision)
        if found is None and revision is None and known(reading, identifier):
            return RevisionText(identifier, None, 0, 0, "", "", (), ())
    if found is None:
        which = "" if revision is None else f"，或它没有第 {revision} 次修订"
        raise missing(identifier, which)
    return found


def missing(identifier: str, more: str = "") -> Problem:
    return Problem(404, f"没有标识为“{identifier}”的文件{more}")


def _prefers_plain(accept: str) -> bool:
    """Whether text/plain is asked for, and before JSON.

    >>> _prefers_plain("text/plain"), _prefers_plain("application/json, text/plain;q=0.5, */*")
    (True, False)
    """
    weights = {"text/plain": 0.0, "application/json": 0.0}
    for entry in accept.split(","):
        kind, *parameters = (part.strip().lower() for part in entry.split(";"))
        if kind in weights:
            weights[kind] = _weight(parameters)
    return weights["text/plain"] > weights["application/json"]


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0.0
    return 1.0
