"""The stamp of a generation of the embedded index: `stamp.json` beside its indexes.

It is written after the commits that it speaks of, so an index whose commits are newer than its
stamp was left unfinished. It also lists the files with their checksums, because two files that
changed places would both have the right bytes."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.index.embedded.index_schema import INDEX_UNITS
from corpus.index.embedded.segment_files import (
    IndexDamagedError,
    IndexMeta,
    check_file,
    read_checksum,
    read_meta,
    reading_fault,
)
from corpus.index.index_stamp import IndexStamp, IndexState

_STAMP = "stamp.json"
_CHECKED = "checked.json"

#: what changes with every change of a file that the system knows of: size, inode, and both times
FileMark = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _GenerationStamp:
    stamp: IndexStamp
    opstamps: dict[str, int]
    rows: dict[str, int]
    schemas: dict[str, int]
    #: the checksum of each file, by `<index>/<file>`
    files: dict[str, int]


def write_stamp(folder: Path, stamp: IndexStamp) -> None:
    """Stamp a generation as it is now; its only writer calls this after its commits."""
    while True:
        metas = _read_metas(folder)
        try:
            files = {name: read_checksum(folder / name) for name in _files(metas)}
        except FileNotFoundError:  # segments were merged meanwhile
            if metas == _read_metas(folder):
                raise
            continue
        break
    content = _GenerationStamp(
        stamp,
        {name: meta.opstamp for name, meta in metas.items()},
        {name: meta.rows for name, meta in metas.items()},
        {name: meta.schema for name, meta in metas.items()},
        files,
    )
    _replace(folder / _STAMP, asdict(content))


def read_state(folder: Path) -> IndexState:
    """What a generation says of itself. Raises IndexDamagedError.

    A commit never changes how many rows a stamp says, and neither does a merge of segments."""
    while True:
        written, metas = _read_stamp(folder), _read_metas(folder)
        if written is None:
            return IndexState(exists=True, is_finished=False)
        _check_schemas(written, metas)
        if any(meta.opstamp != written.opstamps.get(name) for name, meta in metas.items()):
            return IndexState(exists=True, stamp=written.stamp, is_finished=False)
        if all(meta.rows == written.rows.get(name) for name, meta in metas.items()):
            return IndexState(exists=True, stamp=written.stamp)
        if (written, metas) == (_read_stamp(folder), _read_metas(folder)):
            raise IndexDamagedError("行数不符")


def check_files(folder: Path, *, again: bool = False) -> None:
    """Check the bytes of all files of a generation. Raises IndexDamagedError.

    A file that was checked before and has not been touched since, as far as the system knows, is
    trusted, unless `again`: reading a large index takes a second."""
    while True:
        metas = _read_metas(folder)
        try:
            _check_files(folder, metas, {} if again else _read_marks(folder))
        except FileNotFoundError as error:
            if metas == _read_metas(folder):
                raise reading_fault(error) from error
            continue  # segments were merged meanwhile
        except OSError as error:
            raise reading_fault(error) from error
        return


def _check_files(
    folder: Path, metas: Mapping[str, IndexMeta], trusted: Mapping[str, FileMark]
) -> None:
    written = _read_stamp(folder)
    if written:
        _check_schemas(written, metas)
    stated = written.files if written else {}
    marks = {}
    for name in _files(metas):
        marks[name] = _mark(folder / name)
        if trusted.get(name) != marks[name]:
            check_file(folder / name, stated.get(name))
    if marks != trusted and os.access(folder, os.W_OK):
        # written in place: a half cannot be read, and then all files are checked again
        (folder / _CHECKED).write_text(json.dumps(marks), "utf-8")


def _check_schemas(written: _GenerationStamp, metas: Mapping[str, IndexMeta]) -> None:
    if any(meta.schema != written.schemas.get(name) for name, meta in metas.items()):
        raise IndexDamagedError("字段不符")


def _files(metas: Mapping[str, IndexMeta]) -> list[str]:
    return [f"{name}/{file}" for name, meta in metas.items() for file in meta.files]


def _read_metas(folder: Path) -> dict[str, IndexMeta]:
    return {name: read_meta(folder / name) for name in INDEX_UNITS}


def _read_stamp(folder: Path) -> _GenerationStamp | None:
    """The stamp of a generation, None where there is none that can be read."""
    try:
        content = json.loads((folder / _STAMP).read_bytes())
        stamp = IndexStamp(int(content["stamp"]["number"]), str(content["stamp"]["token"]))
        return _GenerationStamp(
            stamp,
            dict(content["opstamps"]),
            dict(content["rows"]),
            dict(content["schemas"]),
            dict(content["files"]),
        )
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _read_marks(folder: Path) -> dict[str, FileMark]:
    try:
        content = json.loads((folder / _CHECKED).read_bytes())
        return {name: (mark[0], mark[1], mark[2], mark[3]) for name, mark in content.items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _mark(path: Path) -> FileMark:
    stat = path.stat()
    return stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns


def _replace(path: Path, content: object) -> None:
    """Write a small file whole or not at all."""
    half = path.with_name(f".{path.name}.{os.getpid()}")
    with half.open("w", encoding="utf-8") as file:
        json.dump(content, file)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
