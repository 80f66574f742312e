"""A version number computed from sources, which changes with any character of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

#: the folder that holds the packages, in a checkout as in an installation
PACKAGES_FOLDER = Path(__file__).resolve().parents[2]
_ENDINGS = (".py", ".txt")
#: above all versions that were once raised by hand; twice this still fits 32 bits with a sign
_LOWEST = 1 << 30


def source_digest(places: Iterable[str], root: Path = PACKAGES_FOLDER) -> int:
    """A number from 2**30 to 2**31 - 1 for the modules and tables of text in `places`.

    `places` are files, and folders with all below them, relative to `root`. The number is the same
    in every checkout and installation: it depends on the names, sorted, and on the bytes, except
    for how lines end. Raises FileNotFoundError where one of `places` holds no source.

    >>> source_digest(["corpus/store/home.py"]) == source_digest(["corpus/store/home.py"])
    True
    """
    names: set[str] = set()
    for place in places:
        found = {place} if place.endswith(_ENDINGS) else set(_names_below(root, place))
        if not found:
            raise FileNotFoundError(f"no source in {root / place}")
        names |= found
    digest = hashlib.sha256()
    for name in sorted(names):
        with open(f"{root}/{name}", "rb") as file:  # noqa: PTH123 - paths cost as much as the rest
            data = file.read().replace(b"\r\n", b"\n")
        digest.update(f"{name}\n{len(data)}\n".encode())
        digest.update(data)
    return _LOWEST | int.from_bytes(digest.digest()[:4], "big") % _LOWEST


def _names_below(root: Path, folder: str) -> Iterator[str]:
    with os.scandir(f"{root}/{folder}") as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _names_below(root, f"{folder}/{entry.name}")
            elif entry.name.endswith(_ENDINGS):
                yield f"{folder}/{entry.name}"
