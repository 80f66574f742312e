"""Opens an index of tantivy in a folder, and tells apart why it cannot."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tantivy import Index

from corpus.index.embedded.index_schema import build_schema
from corpus.index.search_engine import EngineUnavailableError
from corpus.index.search_options import HitUnit

#: what tantivy says where no document and no damage is to blame: its disk, its files, its threads
_SYSTEM_SIGNS = (
    "IO error", "io::Error", "IoError", "was killed", "Lockfile", "No space", "Too many open"
)  # fmt: skip
_REASONS = {
    "No space": "磁盘满了",
    "ReadOnly": "数据文件夹只读",
    "PermissionDenied": "没有权限",
    "Too many open": "打开的文件太多（ulimit -n）",
    "was killed": "写索引的线程停了，多半是磁盘满了",
    "does not have any lock": "写索引的线程停了，多半是打开的文件太多",
    "LockBusy": "另一个进程正在写",
}
_LONGEST_REASON = 200


def open_index(folder: Path, unit: HitUnit) -> Index:
    """The index in a folder, made where there is none.

    Raises ValueError, also where its schema is not the one for `unit`."""
    return Index(build_schema(unit), _utf8_path(folder))


def _utf8_path(folder: Path) -> str:
    """The path for tantivy, which knows paths as UTF-8 whatever the locale says."""
    return os.fsencode(folder).decode()


def run_writer(work: Callable[[], None]) -> None:
    """Run work of a writer; raises EngineUnavailableError for faults of the system.

    The error of tantivy itself is let go: its frames would keep the writer, and with it the lock
    of the index."""
    fault = None
    try:
        work()
    except BaseException as error:
        fault = system_fault(error)
        if fault is None:
            raise
    if fault is not None:
        raise fault


def system_fault(error: BaseException) -> EngineUnavailableError | None:
    """The error for a fault of the disk or of tantivy itself; None for any other.

    A panic of tantivy is no Exception (pyo3), and leaves its writer unusable."""
    words = str(error)
    if isinstance(error, OSError):
        return EngineUnavailableError(f"检索索引用不了：{error.strerror or words}")
    if type(error).__name__ != "PanicException" and not (
        isinstance(error, ValueError) and any(sign in words for sign in _SYSTEM_SIGNS)
    ):
        return None
    reason = next((each for sign, each in _REASONS.items() if sign in words), None)
    return EngineUnavailableError(f"检索索引用不了：{reason or words[:_LONGEST_REASON]}")
