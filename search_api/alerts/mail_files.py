"""Mails written as .eml files, for an installation without a mail server."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.store.half_files import complete, half_file


def write_mail_file(folder: Path, name: str, message: bytes) -> Path:
    """The path of the new file that holds a mail; the folder must exist.

    The file appears whole or not at all, and is on the disk (fsync) when this returns."""
    path = folder / name
    with half_file(folder) as file:
        file.write(message)
        complete(file, path)
    entry = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
    return path
