"""Decompresses responses piece by piece, never further than the limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ingest.format_size import format_size
from ingest.web.fetch_errors import FetchRefusedError, ResponseTooLargeError

#: the codings that a request accepts; stacked ones are refused, as each multiplies the last
ACCEPTED_CODINGS = "gzip, deflate"
_IDENTITY_CODINGS = ("", "identity")
_COMPRESSED_CODINGS = ("gzip", "x-gzip", "deflate")
_PIECE = 1 << 16
#: tells zlib to detect gzip or zlib by the first bytes
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


def decompress_pieces(pieces: Iterable[bytes], coding: str, most_bytes: int) -> Iterator[bytes]:
    """The decompressed bytes of a response, piece by piece.

    Raises `ResponseTooLargeError` as soon as there are more than `most_bytes`, and
    `FetchRefusedError` where they are broken or their coding is unknown.

    >>> packed = zlib.compress("通知".encode())
    >>> b"".join(decompress_pieces([packed[:5], packed[5:]], "deflate", 100)).decode()
    '通知'
    """
    if coding in _IDENTITY_CODINGS:
        decompressed = iter(pieces)
    elif coding in _COMPRESSED_CODINGS:
        decompressed = _inflate(pieces)
    else:
        raise FetchRefusedError(f"服务器用了不认识的压缩方式 {coding}")
    size = 0
    for piece in decompressed:
        size += len(piece)
        if size > most_bytes:
            raise ResponseTooLargeError(
                f"超过大小上限 {format_size(most_bytes)}（FAGUI_MAX_BYTES）"
            )
        yield piece


def _inflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packed = zlib.decompressobj(_GZIP_OR_ZLIB)
    begun = False
    try:
        for arrived in pieces:
            rest = arrived
            while rest:
                if packed.eof:  # one gzip member may follow another
                    packed = zlib.decompressobj(_GZIP_OR_ZLIB)
                begun = True
                yield packed.decompress(rest, _PIECE)
                rest = packed.unused_data if packed.eof else packed.unconsumed_tail
        yield packed.flush()
    except zlib.error as error:
        raise FetchRefusedError("服务器给的压缩内容已损坏") from error
    if begun and not packed.eof:
        raise FetchRefusedError("服务器给的压缩内容不完整")
