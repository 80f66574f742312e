"""The bytes that documents were read from, and those of their attachments."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from sqlalchemy.orm import Session

from corpus.documents.save import text_of
from corpus.inputs.attachments import BYTES, StoredAttachment, attachments_of
from corpus.inputs.original_file import original_of
from corpus.inputs.sources import kept
from corpus.store.database import session
from search_api.http.downloads import Download, download
from search_api.http.openapi import BAD_PARAMETER, NOT_FOUND
from search_api.http.problems import Problem
from search_api.http.routes.common import Opened
from search_api.http.routes.documents import Id, Revision, missing
from search_api.library import Library

router = APIRouter(tags=["文件"])

_FILE: dict[int | str, dict[str, Any]] = {  # Any: an OpenAPI answer
    200: {
        "description": "文件，供保存",
        "content": {BYTES: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get(
    "/v1/documents/{id}/source",
    summary="原始文件",
    response_class=Response,
    responses={**_FILE, **NOT_FOUND, **BAD_PARAMETER},
)
def source(identifier: Id, library: Opened, revision: Revision = None) -> Response:
    """收录时的原始字节，一字节不改，只供保存，不在浏览器里打开。"""
    with session(library.database) as reading:
        found = original_of(reading, identifier, revision)
        if found is None:
            known = text_of(reading, identifier, revision)
            if known is None:
                which = "" if revision is None else f"，或它没有第 {revision} 次修订"
                raise missing(identifier, which)
            raise Problem(404, "没有保存它的原始文件")
        return download(_download(reading, library, found.name, BYTES, found.sha256))


@router.get(
    "/v1/documents/{id}/attachments/{n}",
    summary="附件",
    response_class=Response,
    responses={**_FILE, **NOT_FOUND, **BAD_PARAMETER},
)
def attachment(
    identifier: Id,
    library: Opened,
    number: Annotated[
        int,
        Path(alias="n", description="文件对象里 attachments 的第几个，从 1 数", ge=1, le=10_000),
    ],
) -> Response:
    """附件的原始字节，文件名如网页所写，只供保存，不在浏览器里打开。"""
    with session(library.database) as reading:
        found = attachments_of(reading, identifier)
        if number > len(found):
            raise Problem(404, f"标识为“{identifier}”的文件没有第 {number} 个附件")
        return download(_attached(reading, library, found[number - 1]))


def _attached(reading: Session, library: Library, one: StoredAttachment) -> Download:
    if one.sha256 is None:
        where = f"，它在 {one.url}" if one.url else ""
        raise Problem(404, f"附件“{one.name}”没有收录{where}")
    return _download(reading, library, one.name, one.media_type, one.sha256)


def _download(
    reading: Session, library: Library, name: str, media_type: str, sha256: str
) -> Download:
    found = kept(reading, library.home, sha256)
    if found is None:
        raise Problem(404, f"“{name}”的字节已经不在")
    return Download(name, media_type, sha256, found.size, found.pieces)
