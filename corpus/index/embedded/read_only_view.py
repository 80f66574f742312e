"""A view of an index that nobody may write: tantivy wants to lock a file before it reads."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from corpus.index.embedded.index_schema import INDEX_UNITS


def is_read_only(folder: Path) -> bool:
    """Whether this process may not write to a folder."""
    return not os.access(folder, os.W_OK)


class ReadOnlyView:
    """A temporary folder with links to the files of a generation, for as long as this lives."""

    def __init__(self, generation: Path) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="fagui-index-")
        self.folder = Path(self._temporary.name)
        for name in INDEX_UNITS:
            (self.folder / name).mkdir()
            for file in (generation / name).iterdir():
                if file.suffix != ".lock":
                    (self.folder / name / file.name).symlink_to(file.absolute())
