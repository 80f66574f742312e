"""Pages that are pictures, one at a time: within limits of size, number and time."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

from ingest.read.common.characters import Removed
from ingest.read.layout.printed_line import Printed
from ingest.read.scan.engine import words
from ingest.read.scan.lines import lines_of
from ingest.types import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 300
_MOST_PIXELS = 40_000_000
_MOST_PAGES = 500
#: of this process's own time, in seconds
_MOST_TIME = 3600.0


def resolution(width: float, height: float) -> float:
    """The dpi at which a page of so many points is drawn: less where it is a poster.

    >>> resolution(595, 842), round(resolution(5950, 8420))
    (300.0, 64)
    """
    inches = max(width / 72, 1 / 72) * max(height / 72, 1 / 72)
    return min(float(DPI), sqrt(_MOST_PIXELS / inches))


@dataclass(slots=True)
class Recogniser:
    """Reads the pictures of one file."""

    removed: Removed
    pages: int = 0
    begun: float = field(default_factory=time.process_time)

    def lines(self, image: Image, dpi: float, page: int) -> list[Printed]:
        """The lines of a picture of page `page`, counted from 0."""
        self.pages += 1
        if self.pages > _MOST_PAGES:
            raise Unreadable(f"是扫描件，超过 {_MOST_PAGES} 页，不识别（请分成几个文件）")
        if time.process_time() - self.begun > _MOST_TIME:
            raise Unreadable(f"是扫描件，识别超过 {_MOST_TIME / 60:.0f} 分钟，不再识别")
        found = list(words(image, dpi))
        return lines_of(found, image.height, dpi, page, self.removed)
