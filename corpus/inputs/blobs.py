"""An input as it is kept: its bytes, how a server gave it, what became of it the last time. Without
SQL, whose import takes longer than all else that a worker process needs."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime

#: 4 MB a second faster than the default level, at a tenth more bytes
COMPRESSION_LEVEL = 3


@dataclass(frozen=True, slots=True)
class InputBlob:
    """An input's bytes. `content`: compressed; None where they lie in the data folder."""

    sha256: str
    size: int
    content: bytes | None

    @classmethod
    def of(cls, data: bytes) -> InputBlob:
        return cls(
            hashlib.sha256(data).hexdigest(), len(data), zlib.compress(data, COMPRESSION_LEVEL)
        )


@dataclass(frozen=True, slots=True)
class PreviousIntake:
    """What became of a place the last time, and when; `rules`: by what version of them; `form`,
    `fields`: how its bytes were read."""

    outcome: str
    sha256: str | None
    document_id: str | None
    reason: str | None
    rules: int
    form: str
    fields: tuple[tuple[str, str], ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class HttpOrigin:
    """`url`: the address in the end, after all redirects; `name`: the file's name, as the server
    or the address says; `charset`, `media_type`: of its header; `etag`, `last_modified`: to ask
    whether it changed since."""

    url: str
    name: str
    charset: str | None = None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
