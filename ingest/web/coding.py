"""Compressed answers unpacked piece by piece, never further than the limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ingest.run.worker_task import size_words
from ingest.web.refusal import Refused, TooLarge

#: what we say we take; several on top of each other are refused: each multiplies the last
ACCEPTED = "gzip, deflate"
_PLAIN = ("", "identity")
_PACKED = ("gzip", "x-gzip", "deflate")
_PIECE = 1 << 16
#: gzip or zlib, whichever begins so
_EITHER = 32 + zlib.MAX_WBITS


def unpacked(pieces: Iterable[bytes], coding: str, limit: int) -> Iterator[bytes]:
    """The bytes of an answer in its content coding. Raises `TooLarge` as soon as there are more
    than `limit`, and `Refused` where they are broken.

    >>> packed = zlib.compress("通知".encode())
    >>> b"".join(unpacked([packed[:5], packed[5:]], "deflate", 100)).decode()
    '通知'
    """
    if coding in _PLAIN:
        found = iter(pieces)
    elif coding in _PACKED:
        found = _inflated(pieces)
    else:
        raise Refused(f"服务器用了不认识的压缩方式 {coding}")
    size = 0
    for piece in found:
        size += len(piece)
        if size > limit:
            raise TooLarge(f"超过大小上限 {size_words(limit)}（FAGUI_MAX_BYTES）")
        yield piece


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    packed = zlib.decompressobj(_EITHER)
    begun = False
    try:
        for arrived in pieces:
            rest = arrived
            while rest:
                if packed.eof:  # gzip members may follow each other
                    packed = zlib.decompressobj(_EITHER)
                begun = True
                yield packed.decompress(rest, _PIECE)
                rest = packed.unused_data if packed.eof else packed.unconsumed_tail
        yield packed.flush()
    except zlib.error as error:
        raise Refused("服务器给的压缩内容已损坏") from error
    if begun and not packed.eof:
        raise Refused("服务器给的压缩内容不完整")
