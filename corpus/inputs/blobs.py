"""A stored input: its bytes, what a server said of them, and the outcome of its last intake.

This module does not import SQL, which takes longer to import than all else that a worker needs."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime

#: the level of zlib: 4 MB a second faster than its default, at a tenth more bytes
COMPRESSION_LEVEL = 3


@dataclass(frozen=True, slots=True)
class InputBlob:
    """The bytes of an input; `content` is compressed, or None where they lie outside its row."""

    sha256: str
    size: int
    content: bytes | None

    @classmethod
    def of(cls, data: bytes) -> InputBlob:
        """The blob of these bytes, compressed."""
        return cls(
            hashlib.sha256(data).hexdigest(), len(data), zlib.compress(data, COMPRESSION_LEVEL)
        )


@dataclass(frozen=True, slots=True)
class PreviousIntake:
    """The last intake of a location: its outcome, and when it was.

    `rules`: the version of the rules then. `form`, `fields`: how the bytes were read. `modified`:
    when the file had last changed, in nanoseconds, None where that is not known."""

    outcome: str
    sha256: str | None
    document_id: str | None
    reason: str | None
    rules: int
    form: str
    fields: tuple[tuple[str, str], ...]
    at: datetime
    modified: int | None = None


@dataclass(frozen=True, slots=True)
class HttpOrigin:
    """What a server said of bytes that it sent.

    `url`: the final one, after all redirects. `name`: the file's name by the server or the URL.
    `charset`, `media_type`: those of the header. `etag`, `last_modified`: for asking whether the
    bytes changed since."""

    url: str
    name: str
    charset: str | None = None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
