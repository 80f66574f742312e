"""`fagui search --export`: the list as a file, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from search_api.cli.terminal import Code, Failure

if TYPE_CHECKING:
    from search_api.export.kinds import Kind
    from search_api.export.listed import Listed


def kind_of(path: Path, *, force: bool) -> Kind:
    """The kind of file that the name asks for. Raises Failure, also where the file is there."""
    from search_api.export.kinds import BY_SUFFIX

    kind = BY_SUFFIX.get(path.suffix.lower())
    if kind is None:
        names = "、".join(BY_SUFFIX)
        raise Failure(f"导出的文件名应以 {names} 结尾，不认得“{path.name}”", Code.USAGE)
    if path.is_dir() or (path.exists() and not force):
        told = "是文件夹" if path.is_dir() else "已经存在，要覆盖请加 --force"
        raise Failure(f"{path} {told}", Code.USAGE)
    return kind


def save(kind: Kind, listed: Listed, q: str, path: Path) -> int:
    """How many hits were written. Raises Failure."""
    from search_api.settings import read_settings

    base = f"{read_settings().public_url.rstrip('/')}/"
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("xb") as file:
            for piece in kind.write(listed, q, base):
                file.write(piece)
        part.replace(path)
    except OSError as error:
        raise Failure(f"写不了 {path}：{error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return min(listed.total, listed.most)
