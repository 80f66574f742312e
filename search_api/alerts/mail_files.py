"""Mails as files, where no mail server is set."""

from __future__ import annotations

import os
from pathlib import Path


def write_mail_file(folder: Path, name: str, message: bytes) -> Path:
    """Write one mail whole or not at all, and on the disk when this returns."""
    path = folder / name
    half = folder / f".{name}.{os.getpid()}"
    with half.open("wb") as file:
        file.write(message)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    entry = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)
    return path
