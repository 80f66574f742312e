"""Reads an OFD file (GB/T 33190, the state's own page format) into blocks, as a PDF is read."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model.domain_types import Cut
from ingest.page_types import Block, Page, UnreadableError
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.layout.headers_footers import split_headers_footers
from ingest.read.layout.join_lines import join_paragraphs
from ingest.read.layout.printed_line import PrintedLine
from ingest.read.layout.reading_order import sort_in_reading_order
from ingest.read.layout.ruled_tables import RuledGrid, find_ruled_tables
from ingest.read.layout.seals_and_copies import drop_repeated_pages, split_seals
from ingest.read.layout.table_cells import order_table_lines
from ingest.read.ofd.ofd_drawn_lines import POINTS_PER_MM, ofd_rules
from ingest.read.ofd.ofd_lines import OfdPageLines, frame_of_page
from ingest.read.ofd.ofd_package import OfdBody, OfdPackage

_MOST_PAGES, _MOST_CHARACTERS = 5000, 8_000_000
_SCAN_REASON = "是扫描件：OFD 的页里只有图像，没有文字"


def read_ofd(data: bytes, removals: RemovalLog) -> Page:
    """The page of an OFD file: the text of all its pages in reading order, lines joined.

    Headers and page numbers are among its cuts. A file may hold several documents, which follow one
    another. Raises `UnreadableError`."""
    ofd = OfdPackage(data)
    blocks: list[Block] = []
    cuts: list[Cut] = []
    left = _MOST_CHARACTERS
    for body in ofd.bodies():
        widths: dict[int, tuple[float, float]] = {}
        grids: dict[int, list[RuledGrid]] = {}
        lines: list[PrintedLine] = []
        for line in _document_lines(ofd, body, widths, grids, removals):
            left -= len(line.text)
            if left < 0:
                raise UnreadableError(f"文字超过 {_MOST_CHARACTERS} 个，不读")
            lines.append(line)
        lines, seals = split_seals(lines)
        lines, repeated = drop_repeated_pages(lines)
        text_lines, furniture = split_headers_footers(lines, len(widths))
        blocks += join_paragraphs(
            order_table_lines(sort_in_reading_order(text_lines), grids, removals), widths
        )
        cuts += [*repeated, *furniture, *seals]
    if not blocks:
        raise UnreadableError(_SCAN_REASON if ofd.has_pictures else "OFD 文件里没有文字")
    return Page("ofd", tuple(blocks), cuts=(*removals.cuts(), *cuts))


def _document_lines(
    ofd: OfdPackage,
    body: OfdBody,
    page_edges: dict[int, tuple[float, float]],
    grids: dict[int, list[RuledGrid]],
    removals: RemovalLog,
) -> Iterator[PrintedLine]:
    """The lines of all pages of a document.

    `page_edges` is filled with the left and right edge of each page in points, `grids` with its
    tables."""
    for number, sheet in enumerate(ofd.pages(body)):
        if number >= _MOST_PAGES:
            raise UnreadableError(f"超过 {_MOST_PAGES} 页，不读")
        frame = frame_of_page(sheet)
        whole = (0.0, 0.0, sheet.box.width * POINTS_PER_MM, sheet.box.height * POINTS_PER_MM)
        page_edges[number] = frame.upright(whole)[0::2]
        grids[number] = find_ruled_tables(map(frame.upright, ofd_rules(sheet)))
        yield from OfdPageLines(sheet, number, removals, frame).lines(grids[number])
