"""The routes by which a document is withdrawn, and restored."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response

from corpus.documents.enter_facts import EntryUndoError, restore_document, withdraw_document
from corpus.documents.entries.entry_history import Entry
from corpus.documents.entries.withdrawn_readings import load_withdrawal
from corpus.documents.load_document import document_exists, load_document
from corpus.store.database import Session
from search_api.http.openapi_document import (
    BAD_PARAMETER,
    MISSING_DOCUMENT,
    UNREADABLE_BODY,
    problem_response,
)
from search_api.http.problems import ProblemError
from search_api.http.routes.documents import DocumentId, missing_document
from search_api.http.routes.route_basics import LibraryDependency, json_response, write_in_turn
from search_api.library import Library, local_person, today
from search_api.schemas import document_models, entry_models
from search_api.schemas.encode_json import JsonObject, document_object

router = APIRouter(tags=["文件"])

_CHANGED = {
    200: {"model": document_models.DocumentModel},
    **MISSING_DOCUMENT,
    **BAD_PARAMETER,
    **UNREADABLE_BODY,
}


@router.post(
    "/v1/documents/{id}/withdraw",
    summary="撤下一份文件",
    responses={**_CHANGED, 409: problem_response("已经撤下")},
)
async def withdraw(
    identifier: DocumentId,
    sent: entry_models.ReasonModel,
    request: Request,
    library: LibraryDependency,
) -> Response:
    """误收的、不公开的：不再检索得到，对别的文件不再起作用，各处答 410 和理由；什么也不删除。

    答复是撤下之前的文件。"""
    return await _change(request, library, identifier, withdraw_document, sent.why)


@router.post(
    "/v1/documents/{id}/restore",
    summary="恢复撤下的文件",
    responses={**_CHANGED, 409: problem_response("没有撤下")},
)
async def restore(
    identifier: DocumentId,
    sent: entry_models.ReasonModel,
    request: Request,
    library: LibraryDependency,
) -> Response:
    """恢复到撤下之前：检索得到，对别的文件起作用。"""
    return await _change(request, library, identifier, restore_document, sent.why)


async def _change(
    request: Request,
    library: Library,
    identifier: str,
    change: Callable[..., Entry],
    why: str,
) -> Response:
    """The answer with the document as it is while it is not withdrawn. Raises ProblemError."""

    def write(session: Session) -> JsonObject:
        known = document_exists(session, identifier) or load_withdrawal(session, identifier)
        if known in (False, None):
            raise missing_document(identifier)
        before = load_document(session, identifier, today())
        try:
            change(session, identifier, by=local_person(), why=why)
        except EntryUndoError as error:
            raise ProblemError(409, str(error)) from error
        shown = before or load_document(session, identifier, today())
        assert shown is not None
        return document_object(shown)

    return json_response(await write_in_turn(request, library, write))
