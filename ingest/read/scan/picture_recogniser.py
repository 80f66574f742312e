"""Recognises the pages of a file that are pictures, within limits of size, number and time."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING

from ingest.page_types import UnreadableError
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.layout.printed_line import PrintedLine
from ingest.read.scan.ocr_engine import recognise_words
from ingest.read.scan.scan_lines import join_words

if TYPE_CHECKING:
    from PIL.Image import Image

USUAL_DPI = 300
_MOST_PIXELS = 40_000_000
_MOST_PAGES = 500
#: limit in seconds of this process's own time
_MOST_SECONDS = 3600.0


def page_dpi(width: float, height: float) -> float:
    """The dpi at which a page of so many points is rendered: less for a poster.

    >>> page_dpi(595, 842), round(page_dpi(5950, 8420))
    (300.0, 64)
    """
    inches = max(width / 72, 1 / 72) * max(height / 72, 1 / 72)
    return min(float(USUAL_DPI), sqrt(_MOST_PIXELS / inches))


@dataclass(slots=True)
class PictureRecogniser:
    """Recognises the pictures of one file."""

    removals: RemovalLog
    page_count: int = 0
    started_at: float = field(default_factory=time.process_time)

    def recognise_lines(self, image: Image, dpi: float, page: int) -> list[PrintedLine]:
        """The printed lines of the picture of a page; `page` is counted from 0.

        Raises `UnreadableError` where the file has too many pages or takes too long."""
        self.page_count += 1
        if self.page_count > _MOST_PAGES:
            raise UnreadableError(f"是扫描件，超过 {_MOST_PAGES} 页，不识别（请分成几个文件）")
        if time.process_time() - self.started_at > _MOST_SECONDS:
            raise UnreadableError(f"是扫描件，识别超过 {_MOST_SECONDS / 60:.0f} 分钟，不再识别")
        words = list(recognise_words(image, dpi))
        return join_words(words, image.height, dpi, page, self.removals)
