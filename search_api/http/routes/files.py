"""The routes of the bytes from which documents and their attachments were read."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from corpus.documents.load_document import document_exists, load_text
from corpus.inputs.attached_files import OCTET_STREAM, StoredAttachment, load_attachments
from corpus.inputs.input_store import open_blob
from corpus.inputs.original_file import load_original_file
from corpus.store.database import Session, read_session
from search_api.http.downloads import DownloadFile, download_response
from search_api.http.openapi_document import BAD_PARAMETER, MISSING_DOCUMENT
from search_api.http.problems import ProblemError
from search_api.http.routes.documents import DocumentId, RevisionParameter, missing_document
from search_api.http.routes.route_basics import LibraryDependency
from search_api.library import Library

router = APIRouter(tags=["文件"])

_FILE_RESPONSE: dict[int | str, dict[str, Any]] = {  # Any: an OpenAPI answer
    200: {
        "description": "文件，供保存",
        "content": {OCTET_STREAM: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/v1/documents/{id}/source",
    summary="原始文件",
    response_class=Response,
    responses={**_FILE_RESPONSE, **MISSING_DOCUMENT, **BAD_PARAMETER},
)
def source(
    identifier: DocumentId, library: LibraryDependency, revision: RevisionParameter = None
) -> Response:
    """收录时的原始字节，一字节不改，只供保存，不在浏览器里打开。"""
    with read_session(library.database) as session:
        if not document_exists(session, identifier):
            raise missing_document(identifier)
        original = load_original_file(session, identifier, revision)
        if original is None:
            known = load_text(session, identifier, revision)
            if known is None:
                which = "" if revision is None else f"，或它没有第 {revision} 次修订"
                raise missing_document(identifier, which)
            raise ProblemError(404, "没有保存它的原始文件")
        return download_response(
            _stored_download(session, library, original.name, OCTET_STREAM, original.sha256)
        )


@router.get(
    "/v1/documents/{id}/attachments/{n}",
    summary="附件",
    response_class=Response,
    responses={**_FILE_RESPONSE, **MISSING_DOCUMENT, **BAD_PARAMETER},
)
def attachment(
    identifier: DocumentId,
    library: LibraryDependency,
    number: Annotated[
        int,
        Path(alias="n", description="文件对象里 attachments 的第几个，从 1 数", ge=1, le=10_000),
    ],
) -> Response:
    """附件的原始字节，文件名如网页所写，只供保存，不在浏览器里打开。"""
    with read_session(library.database) as session:
        if not document_exists(session, identifier):
            raise missing_document(identifier)
        attachments = load_attachments(session, identifier)
        if number > len(attachments):
            raise ProblemError(404, f"标识为“{identifier}”的文件没有第 {number} 个附件")
        return download_response(_attachment_download(session, library, attachments[number - 1]))


def _attachment_download(
    session: Session, library: Library, stored: StoredAttachment
) -> DownloadFile:
    if stored.sha256 is None:
        where = f"，它在 {stored.url}" if stored.url else ""
        raise ProblemError(404, f"附件“{stored.name}”没有收录{where}")
    return _stored_download(session, library, stored.name, stored.media_type, stored.sha256)


def _stored_download(
    session: Session, library: Library, name: str, media_type: str, sha256: str
) -> DownloadFile:
    blob = open_blob(session, library.home, sha256)
    if blob is None:
        raise ProblemError(404, f"“{name}”的字节已经不在")
    return DownloadFile(name, media_type, sha256, blob.size, blob.chunks)
