"""Answers with stored bytes as a file to be saved; whatever is in them, no browser shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import Response
from starlette.responses import StreamingResponse

#: bytes of an answer that are sent in one go
_PIECE_SIZE = 1 << 16


@dataclass(frozen=True, slots=True)
class DownloadFile:
    """A file to be saved under its name. `size`: bytes; `pieces`: its content."""

    name: str
    media_type: str
    sha256: str
    size: int
    pieces: Iterator[bytes]


def download_response(file: DownloadFile) -> Response:
    """The answer that a browser saves.

    Nothing in it can run, for the file may be a web page with scripts."""
    headers = {
        "Content-Disposition": content_disposition(file.name),
        "Content-Length": str(file.size),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "no-cache",
        "ETag": f'"{file.sha256}"',
    }
    return StreamingResponse(file.pieces, headers=headers, media_type=file.media_type)


def join_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes of the pieces in larger ones: each takes a way through a thread of its own.

    >>> list(join_pieces([b"a", b"b"]))
    [b'ab']
    """
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _PIECE_SIZE:
            yield b"".join(held)
            held, size = [], 0
    if held:
        yield b"".join(held)


def content_disposition(name: str) -> str:
    """The header Content-Disposition (RFC 6266), with the name encoded by RFC 5987.

    >>> content_disposition("节水 办法.doc")
    "attachment; filename*=UTF-8''%E8%8A%82%E6%B0%B4%20%E5%8A%9E%E6%B3%95.doc"
    """
    return f"attachment; filename*=UTF-8''{quote(name.encode('utf-8', 'replace'), safe='')}"
