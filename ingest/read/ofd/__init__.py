"""An OFD file (GB/T 33190, the state's own page format) becomes blocks, as a PDF does."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model.types import Cut
from ingest.read.common.characters import Removed
from ingest.read.layout.headers_footers import without_furniture
from ingest.read.layout.join_lines import in_reading_order, paragraphs
from ingest.read.layout.printed_line import Printed
from ingest.read.layout.ruled_tables import Grid, tables
from ingest.read.layout.table_cells import with_tables
from ingest.read.ofd.lines import lines_of
from ingest.read.ofd.package import Body, Ofd
from ingest.read.ofd.rules import POINTS, rules
from ingest.types import Block, Page, Unreadable

_MOST_PAGES, _MOST_CHARACTERS = 5000, 8_000_000
_SCAN = "是扫描件：OFD 的页里只有图像，没有文字"


def read_ofd(data: bytes, removed: Removed) -> Page:
    """The text objects of all pages in reading order, lines joined; headers and page numbers told.

    A file may hold several documents: they follow one another. Raises `Unreadable`.
    """
    ofd = Ofd(data)
    blocks: list[Block] = []
    cuts: list[Cut] = []
    left = _MOST_CHARACTERS
    for body in ofd.bodies():
        widths: dict[int, tuple[float, float]] = {}
        grids: dict[int, list[Grid]] = {}
        lines: list[Printed] = []
        for line in _lines(ofd, body, widths, grids, removed):
            left -= len(line.text)
            if left < 0:
                raise Unreadable(f"文字超过 {_MOST_CHARACTERS} 个，不读")
            lines.append(line)
        kept, furniture = without_furniture(lines, len(widths))
        blocks += paragraphs(with_tables(in_reading_order(kept), grids, removed), widths)
        cuts += furniture
    if not blocks:
        raise Unreadable(_SCAN if ofd.pictures else "OFD 文件里没有文字")
    return Page("ofd", tuple(blocks), removed=(*removed.cuts(), *cuts))


def _lines(
    ofd: Ofd,
    body: Body,
    widths: dict[int, tuple[float, float]],
    grids: dict[int, list[Grid]],
    removed: Removed,
) -> Iterator[Printed]:
    """The lines of all pages of a document; `widths` is filled with the edges of each page, `grids`
    with its tables.
    """
    for number, sheet in enumerate(ofd.pages(body)):
        if number >= _MOST_PAGES:
            raise Unreadable(f"超过 {_MOST_PAGES} 页，不读")
        widths[number] = (0.0, sheet.box.width * POINTS)
        grids[number] = tables(rules(sheet))
        yield from lines_of(sheet, number, removed, grids[number])
