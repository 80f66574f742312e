"""The routes of what people enter: the history of a document, a new entry, and undoing one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from corpus.documents.enter_facts import (
    EntryUndoError,
    NotEnterableError,
    check_values,
    enter_values,
    undo_entry,
)
from corpus.documents.entries.entry_history import Entry, load_histories
from corpus.documents.load_document import document_exists
from corpus.store.database import Session, read_session
from search_api.http.openapi_document import (
    BAD_PARAMETER,
    MISSING_DOCUMENT,
    UNREADABLE_BODY,
    problem_response,
)
from search_api.http.problems import ProblemError
from search_api.http.routes.documents import DocumentId, missing_document
from search_api.http.routes.route_basics import LibraryDependency, json_response, write_in_turn
from search_api.library import local_person
from search_api.schemas import entry_models
from search_api.schemas.encode_entries import entry_objects
from search_api.schemas.encode_json import JsonObject

router = APIRouter(tags=["文件"])

EntryId = Annotated[int, Path(alias="id", description="填写的标识", ge=1, le=2**63 - 1)]
_MADE = {
    201: {"model": entry_models.EntryModel},
    **MISSING_DOCUMENT,
    **BAD_PARAMETER,
    **UNREADABLE_BODY,
}


@router.get(
    "/v1/documents/{id}/entries",
    summary="填写历史",
    responses={200: {"model": entry_models.EntriesModel}, **MISSING_DOCUMENT, **BAD_PARAMETER},
)
def history(identifier: DocumentId, library: LibraryDependency) -> Response:
    """谁在何时填写了什么、为什么，撤回了哪些；从早到晚，只增不改。"""
    with read_session(library.database) as session:
        entries = load_histories(session, [identifier]).get(identifier, [])
        if not entries and not document_exists(session, identifier):
            raise missing_document(identifier)
    return json_response({"items": entry_objects(entries)})


@router.post("/v1/documents/{id}/entries", summary="填写一项事实", status_code=201, responses=_MADE)
async def enter(
    identifier: DocumentId,
    sent: entry_models.NewEntryModel,
    request: Request,
    library: LibraryDependency,
) -> Response:
    """填写的优先于读出的，再次收录时不变，马上起作用；同一项再填，以后填的为准。"""
    values = [sent.value] if isinstance(sent.value, str) else sent.value
    try:
        checked = check_values({sent.field: values})
    except NotEnterableError as error:
        member = "value" if "没有这一项" not in str(error) else "field"
        errors = [{"loc": ["body", member], "msg": fault.msg} for fault in error.faults]
        raise ProblemError(422, str(error), errors=errors) from error

    def write(session: Session) -> JsonObject:
        if not document_exists(session, identifier):
            raise missing_document(identifier)
        (entry,) = enter_values(session, identifier, checked, by=local_person(), why=sent.why)
        return _entry_object(session, entry)

    made = json_response(await write_in_turn(request, library, write), 201)
    made.headers["Location"] = f"/v1/documents/{identifier}/entries"
    return made


@router.post(
    "/v1/entries/{id}/undo",
    summary="撤回一次填写",
    status_code=201,
    responses={**_MADE, 409: problem_response("已经撤回，或还不能撤回")},
)
async def undo(
    identifier: EntryId,
    sent: entry_models.ReasonModel,
    request: Request,
    library: LibraryDependency,
) -> Response:
    """恢复到那次填写之前；撤回是另一次填写，也可以再撤回。"""

    def write(session: Session) -> JsonObject:
        try:
            entry = undo_entry(session, identifier, by=local_person(), why=sent.why)
        except EntryUndoError as error:
            raise ProblemError(409 if error.known else 404, str(error)) from error
        return _entry_object(session, entry)

    return json_response(await write_in_turn(request, library, write), 201)


def _entry_object(session: Session, entry: Entry) -> JsonObject:
    """The JSON object of an entry that was just stored."""
    entries = load_histories(session, [entry.document_id])[entry.document_id]
    return next(one for one in entry_objects(entries) if one["id"] == str(entry.id))
