"""The files of an embedded index: which there must be, and whether their bytes are as written.

Every file of a segment ends in a footer: JSON with the CRC-32 of all bytes before it, the length of
that JSON, and a magic number (tantivy, `directory/footer.rs`). tantivy itself never looks at the
checksum."""

from __future__ import annotations

import errno
import json
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.index.search_engine import EngineUnavailableError, IndexOutdatedError

#: the ends of the names of a segment's files; that of its deletions has its own
_COMPONENTS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
_TAIL = struct.Struct("<II")
_MAGIC = 1337
#: why the system does not let a process read what is there
_REFUSALS = (errno.EACCES, errno.EPERM, errno.EMFILE, errno.ENFILE, errno.ENOMEM)
#: a footer takes some ninety bytes
_LONGEST_FOOTER = 4_096
_CHUNK_BYTES = 4 << 20


class IndexDamagedError(IndexOutdatedError):
    """Raised when files of the index are missing or hold other bytes than were written."""

    def __init__(self, what: str) -> None:
        super().__init__(f"检索索引损坏（{what}），会自动重建；也可以运行 fagui reindex")


@dataclass(frozen=True, slots=True)
class IndexMeta:
    """What meta.json says: the number of the last commit, the rows alive, the files they lie in.

    `schema`: the CRC-32 of the fields and settings, which never change."""

    opstamp: int
    rows: int
    schema: int
    files: tuple[str, ...]


def read_meta(folder: Path) -> IndexMeta:
    """The present commit of the index in a folder.

    Raises IndexDamagedError, EngineUnavailableError."""
    path = folder / "meta.json"
    try:
        meta = json.loads(path.read_bytes())
        segments = [(each, each["deletes"]) for each in meta["segments"]]
        return IndexMeta(
            int(meta["opstamp"]),
            sum(
                each["max_doc"] - (deletes["num_deleted_docs"] if deletes else 0)
                for each, deletes in segments
            ),
            zlib.crc32(json.dumps([meta["schema"], meta["index_settings"]]).encode()),
            tuple(sorted(name for each, deletes in segments for name in _names(each, deletes))),
        )
    except OSError as error:
        raise reading_fault(error) from error
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise IndexDamagedError(f"{folder.name}/meta.json 读不出来") from error


def reading_fault(error: OSError) -> IndexDamagedError | EngineUnavailableError:
    """The error for a file that cannot be read: it is missing, or the system does not let us."""
    name = Path(error.filename or "").name
    if error.errno in _REFUSALS:
        return EngineUnavailableError(f"检索索引打不开（{name}）：{error.strerror}")
    if isinstance(error, FileNotFoundError):
        return IndexDamagedError(f"缺少文件 {name}")
    return IndexDamagedError(f"文件 {name} 读不出来：{error.strerror}")


def _names(segment: dict[str, str], deletes: dict[str, int] | None) -> Iterator[str]:
    stem = segment["segment_id"].replace("-", "")
    yield from (f"{stem}.{component}" for component in _COMPONENTS)
    if deletes:
        yield f"{stem}.{deletes['opstamp']}.del"


def read_checksum(path: Path) -> int:
    """The checksum that the footer of a file states. Raises IndexDamagedError, OSError."""
    with path.open("rb") as file:
        return _read_footer(path, file.fileno())[1]


def check_file(path: Path, stated: int | None) -> None:
    """Check that a file has the bytes of its checksum, and that it is the one `stated`, if any.

    Raises IndexDamagedError; FileNotFoundError where there is none."""
    with path.open("rb") as file:
        left, checksum = _read_footer(path, file.fileno())
        found = 0
        while left > 0 and (piece := file.read(min(left, _CHUNK_BYTES))):
            found = zlib.crc32(piece, found)
            left -= len(piece)
    if left or found != checksum or stated not in (None, checksum):
        raise IndexDamagedError(f"{_short(path)} 的校验和不符")


def _read_footer(path: Path, descriptor: int) -> tuple[int, int]:
    """The number of bytes before the footer of a file, and their checksum."""
    size = os.fstat(descriptor).st_size
    tail = os.pread(descriptor, _LONGEST_FOOTER, max(0, size - _LONGEST_FOOTER))
    try:
        length, magic = _TAIL.unpack(tail[-_TAIL.size :])
        end = len(tail) - _TAIL.size
        checksum = int(json.loads(tail[max(0, end - length) : end])["crc"])
    except (struct.error, ValueError, LookupError, TypeError) as error:
        raise IndexDamagedError(f"{_short(path)} 不完整") from error
    if magic != _MAGIC:
        raise IndexDamagedError(f"{_short(path)} 不完整")
    return size - _TAIL.size - length, checksum


def _short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
