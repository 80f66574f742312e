"""The routes of GET /v1/documents/{id} and of what is below it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.responses import PlainTextResponse

from corpus.documents.load_document import (
    RevisionText,
    document_exists,
    load_document,
    load_part_spans,
    load_text,
)
from corpus.documents.works.load_work import find_text_of_day
from corpus.model.article_subdivisions import scheme_of_region
from corpus.model.provision_lookup import ProvisionLookup
from corpus.model.self_references import find_self_references
from corpus.store.database import read_session
from search_api.http.accept_header import prefers
from search_api.http.day_cache import DayCachedRoute
from search_api.http.openapi_document import BAD_PARAMETER, MISSING_DOCUMENT
from search_api.http.problems import MissingDocumentError, ProblemError
from search_api.http.routes.route_basics import AsOfParameter, LibraryDependency, json_response
from search_api.library import Library, today
from search_api.query.search_service import SearchService
from search_api.schemas import document_models, search_models
from search_api.schemas.encode_json import document_object, to_json, to_json_object
from search_api.vocabulary.search_labels import SCRIPT_LABELS, SearchMode, TextScript

router = APIRouter(tags=["文件"], route_class=DayCachedRoute)

DocumentId = Annotated[str, Path(alias="id", description="文件的标识")]
RevisionParameter = Annotated[
    int | None, Query(description="第几次修订，从 1 数；默认现行的", ge=1, le=2**31)
]


@router.get(
    "/v1/documents/{id}",
    summary="一份文件",
    responses={200: {"model": document_models.DocumentModel}, **MISSING_DOCUMENT, **BAD_PARAMETER},
)
def document(
    identifier: DocumentId, library: LibraryDependency, as_of: AsOfParameter = None
) -> Response:
    """一份文件的全部事实、关系、目录，每一项都带依据。"""
    with read_session(library.database) as session:
        stored = load_document(session, identifier, as_of or today())
    if stored is None:
        raise missing_document(identifier)
    return json_response(document_object(stored))


@router.get(
    "/v1/documents/{id}/text",
    summary="文本",
    responses={
        200: {"model": document_models.DocumentTextModel, "content": {"text/plain": {}}},
        **MISSING_DOCUMENT,
        **BAD_PARAMETER,
    },
)
def text(
    identifier: DocumentId,
    request: Request,
    library: LibraryDependency,
    script: Annotated[
        TextScript, Query(description=f"{'；'.join(SCRIPT_LABELS.values())}；位置相同")
    ] = "original",
    revision: RevisionParameter = None,
    as_of: Annotated[
        AsOfParameter, Query(description="改为给出同一部法在这一天施行的文本，`id` 说明是哪一份")
    ] = None,
) -> Response:
    """原文一字不改，或逐字对应的简体；`Accept: text/plain` 时只给文本。

    只从目录知道、还没有正文的文件，`text` 是空的，`revision` 是 null。
    """
    if as_of is not None:
        identifier = _text_of_day(library, identifier, as_of)
    revision_text = _load_text(library, identifier, revision)
    chosen = revision_text.text if script == "original" else revision_text.simplified
    vary = {"Vary": "Accept"}
    if prefers(request.headers.get("accept", ""), "text/plain", over="application/json"):
        return PlainTextResponse(chosen, headers=vary)
    response = json_response(
        {
            "id": revision_text.id,
            "revision": revision_text.number or None,
            "script": script,
            "text": chosen,
        }
    )
    response.headers.update(vary)
    return response


@router.get(
    "/v1/documents/{id}/provisions/{address:path}",
    summary="一处条款",
    responses={
        200: {"model": document_models.ProvisionTextModel},
        404: {
            "model": document_models.ProvisionProblemModel | search_models.ProblemModel,
            "description": "没有这份文件，或其中没有这一条款",
        },
        410: MISSING_DOCUMENT[410],
        **BAD_PARAMETER,
    },
)
def provision(
    identifier: DocumentId,
    address: Annotated[
        str,
        Path(
            description="任何写法的地址：第三条第二款第（一）项、三/(二)/4、附件1/第三条",
            examples=["第三条第二款第（一）项"],
            max_length=200,
        ),
    ],
    library: LibraryDependency,
) -> Response:
    """所引条款在原文里的起止和文字；没有时给出最接近的几处。"""
    with read_session(library.database) as session:
        current = load_text(session, identifier)
        parts = load_part_spans(session, identifier)
    if current is None:
        raise missing_document(identifier)
    lookup = ProvisionLookup(current.text, current.outline, parts, scheme_of_region(current.region))
    target = lookup.locate(address)
    if target is None:
        near = lookup.nearest(address)
        hint = f"，最接近的是{'、'.join(near)}" if near else ""
        raise ProblemError(404, f"这份文件没有“{address}”{hint}", more={"nearest": near})
    whole = {"id": current.id, "revision": current.number, **to_json_object(target)}
    return json_response({**whole, "text": current.text[target.start : target.end]})


@router.get(
    "/v1/documents/{id}/references",
    summary="提到本文条款的各处",
    responses={
        200: {"model": document_models.ReferencesModel},
        **MISSING_DOCUMENT,
        **BAD_PARAMETER,
    },
)
def inner_references(identifier: DocumentId, library: LibraryDependency) -> Response:
    """“本办法第五条”“前款”“前条第二款”等在原文里的位置，和所指条款的起止。"""
    with read_session(library.database) as session:
        current = load_text(session, identifier)
        parts = load_part_spans(session, identifier)
    if current is None:
        raise missing_document(identifier)
    ladder = scheme_of_region(current.region)
    references = find_self_references(
        current.text, current.simplified, current.outline, parts, ladder
    )
    return json_response({"references": to_json(references)})


@router.get(
    "/v1/documents/{id}/cleaning",
    summary="清理记录",
    responses={200: {"model": document_models.CleaningModel}, **MISSING_DOCUMENT, **BAD_PARAMETER},
)
def cleaning(
    identifier: DocumentId, library: LibraryDependency, revision: RevisionParameter = None
) -> Response:
    """从网页上清理掉的每一处内容，和为什么。"""
    return json_response({"cuts": to_json(_load_text(library, identifier, revision).cuts)})


@router.get(
    "/v1/documents/{id}/highlights",
    summary="检索词的全部位置",
    responses={
        200: {"model": document_models.HighlightsModel},
        **MISSING_DOCUMENT,
        **BAD_PARAMETER,
    },
)
def highlights(
    identifier: DocumentId,
    request: Request,
    q: Annotated[str, Query(description="检索词", max_length=2_000)] = "",
    mode: Annotated[SearchMode, Query(description="与检索时相同")] = "all",
) -> Response:
    """检索词在原文里的每一处，供阅读时标出。"""
    searches: SearchService = request.app.state.searches
    spans = searches.highlights(identifier, q, mode)
    if spans is None:
        raise missing_document(identifier)
    return json_response({"highlights": to_json(spans)})


def _load_text(library: Library, identifier: str, revision: int | None) -> RevisionText:
    """The text of a revision; an empty one, number 0, where only catalogues name the document.

    Raises ProblemError."""
    with read_session(library.database) as session:
        revision_text = load_text(session, identifier, revision)
        if revision_text is None and revision is None and document_exists(session, identifier):
            return RevisionText(identifier, None, 0, 0, "", "", (), ())
    if revision_text is None:
        which = "" if revision is None else f"，或它没有第 {revision} 次修订"
        raise missing_document(identifier, which)
    return revision_text


def _text_of_day(library: Library, identifier: str, day: date) -> str:
    """The id of the text that binds on a day, of the same work. Raises ProblemError."""
    with read_session(library.database) as session:
        found = find_text_of_day(session, identifier, day)
    if found is None:
        raise missing_document(identifier, f"，或 {day} 没有施行的文本")
    return found


def missing_document(identifier: str, more: str = "") -> ProblemError:
    """The problem of a document that is not there; where it is withdrawn it becomes a 410."""
    return MissingDocumentError(identifier, more)
