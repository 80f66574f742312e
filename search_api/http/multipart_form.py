"""Receives a multipart form with one file, within limits."""

from __future__ import annotations

import re
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from fastapi import Request
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from search_api.http.problems import ProblemError

#: limits of the fields beside the file: bytes of all, bytes of each, and their number
_MAX_OTHER_BYTES = 1 << 20
_MAX_FIELD_BYTES = 64 << 10
_MAX_FIELDS = 200
_CHUNK_SIZE = 1 << 20
_CHARSETS = (b"utf-8", b"utf8", b"us-ascii")
_UNPRINTED = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class MultipartForm:
    """A form with one file.

    `file`: the path of the file's bytes; `name`: its name as sent, without folders; `fields`: all
    values of each other field, in order."""

    file: Path
    name: str
    fields: dict[str, list[str]]


@asynccontextmanager
async def receive_form(request: Request, max_bytes: int) -> AsyncIterator[MultipartForm]:
    """A context with the form of a request; its file exists in the block. Raises ProblemError."""
    if not request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        detail = "文件应以 multipart/form-data 表单提交"
        raise ProblemError(415, detail, headers={"Accept-Post": "multipart/form-data"})
    _check_charset(request.headers["content-type"])
    declared = request.headers.get("content-length", "")
    if (
        declared.isascii()
        and declared.isdigit()
        and int(declared[:19]) > max_bytes + _MAX_OTHER_BYTES
    ):
        raise _too_large(max_bytes)
    parser = MultiPartParser(
        request.headers,
        _limit_stream(request, max_bytes),
        max_files=1,
        max_fields=_MAX_FIELDS,
        max_part_size=_MAX_FIELD_BYTES,
    )
    try:
        form = await parser.parse()
    except MultiPartException as error:
        raise ProblemError(400, f"表单读不出来：{error.message}") from error
    try:
        fields: dict[str, list[str]] = {}
        sent: UploadFile | None = None
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields.setdefault(name, []).append(value)
            elif name == "file":
                sent = value
        if sent is None:
            errors = [{"loc": ["body", "file"], "msg": "缺少这一项：要收录的文件"}]
            raise ProblemError(422, "file：缺少要收录的文件", errors=errors)
        if (sent.size or 0) > max_bytes:
            raise _too_large(max_bytes)
        with tempfile.NamedTemporaryFile(prefix="fagui-") as file:
            while piece := await sent.read(_CHUNK_SIZE):
                await run_in_threadpool(file.write, piece)
            file.flush()
            yield MultipartForm(Path(file.name), _base_name(sent.filename), fields)
    finally:
        await form.close()


def _check_charset(content_type: str) -> None:
    """Check that a form is in UTF-8 (RFC 7578, 5.1.2). Raises ProblemError.

    Python's codecs under other names do more than decode: unicode_escape makes lone surrogates."""
    charset = parse_options_header(content_type)[1].get(b"charset", b"utf-8")
    if charset.lower() not in _CHARSETS:
        raise ProblemError(415, "表单的字符集应为 UTF-8")


async def _limit_stream(request: Request, max_bytes: int) -> AsyncGenerator[bytes, None]:
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > max_bytes + _MAX_OTHER_BYTES:
            raise _too_large(max_bytes)
        yield piece


def _too_large(max_bytes: int) -> ProblemError:
    return ProblemError(413, f"文件超过大小上限 {max_bytes} 字节（FAGUI_MAX_BYTES）")


def _base_name(sent: str | None) -> str:
    r"""The name of a file without folders, or a placeholder where nothing is left of it.

    >>> _base_name("C:\\公文\\1.doc"), _base_name("../..")
    ('1.doc', '未命名')
    """
    last = _UNPRINTED.sub("", re.split(r"[/\\]", sent or "")[-1]).strip()[-_LONGEST_NAME:]
    return "未命名" if last in ("", ".", "..") else last
