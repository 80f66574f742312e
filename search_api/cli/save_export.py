"""`fagui search --export`: saves the list as a file, whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from search_api.cli.command_basics import CommandFailedError, ExitCode

if TYPE_CHECKING:
    from search_api.export.export_formats import ExportFormat
    from search_api.query.export_list import ExportList


def export_format_of(path: Path, *, force: bool) -> ExportFormat:
    """The format that the suffix of the file's name asks for.

    Raises CommandFailedError, also where the file exists and `force` is not set."""
    from search_api.export.export_formats import FORMATS_BY_SUFFIX

    kind = FORMATS_BY_SUFFIX.get(path.suffix.lower())
    if kind is None:
        names = "、".join(FORMATS_BY_SUFFIX)
        raise CommandFailedError(
            f"导出的文件名应以 {names} 结尾，不认得“{path.name}”", ExitCode.USAGE
        )
    if path.is_dir() or (path.exists() and not force):
        reason = "是文件夹" if path.is_dir() else "已经存在，要覆盖请加 --force"
        raise CommandFailedError(f"{path} {reason}", ExitCode.USAGE)
    return kind


def save_export(export_format: ExportFormat, listed: ExportList, q: str, path: Path) -> int:
    """The number of hits written to the file. Raises CommandFailedError."""
    from search_api.settings import read_settings

    base = f"{read_settings().public_url.rstrip('/')}/"
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("xb") as file:
            for piece in export_format.write(listed, q, base):
                file.write(piece)
        part.replace(path)
    except OSError as error:
        raise CommandFailedError(f"写不了 {path}：{error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return min(listed.total, listed.limit)
