"""Tables of printed pages: told by their rules, however a program draws them."""

import io
from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.read import parse_page
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.layout.printed_line import PrintedLine
from ingest.read.layout.ruled_tables import (
    MOST_RULES,
    RuledGrid,
    RuledLine,
    build_grids,
    find_ruled_tables,
)
from ingest.read.layout.table_cells import REPEATED_HEAD_RULE, order_table_lines
from ingest.read.pdf.pdf_drawn_lines import pdf_rules
from ingest.read_document import read_document
from tests.ingest.read.office import FIXTURES

TABLE, WRITTEN = ((FIXTURES / f"table.{kind}").read_bytes() for kind in ("pdf", "html"))
PLACES, HEIGHTS = (20, 60, 140, 180), (180, 150, 100, 40)


def drawn(content: str) -> list[RuledGrid]:
    """The tables of a page on which this is drawn; pdfium finds the objects without their table."""
    stream = content.encode()
    file = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n"
    ) % (len(stream), stream)
    document = pypdfium2.PdfDocument(io.BytesIO(file))
    return find_ruled_tables(pdf_rules(document[0]))


LEFT, RIGHT, BOTTOM, TOP = PLACES[0], PLACES[-1], HEIGHTS[-1], HEIGHTS[0]
ACROSS = [(LEFT, y, RIGHT, y) for y in HEIGHTS]
DOWN = [(x, BOTTOM, x, TOP) for x in PLACES]
BOXES = [
    (x, y, right - x, top - y) for x, right in pairwise(PLACES) for top, y in pairwise(HEIGHTS)
]


@pytest.mark.parametrize(
    "content",
    [
        # lines, one path each; all in one path; the boxes of cells; lines as thin surfaces; moved
        " ".join(f"{a} {b} m {c} {d} l S" for a, b, c, d in ACROSS + DOWN),
        " ".join(f"{a} {b} m {c} {d} l" for a, b, c, d in ACROSS + DOWN) + " S",
        " ".join(f"{x} {y} {w} {h} re S" for x, y, w, h in BOXES),
        " ".join(f"{a} {b} {c - a or 0.5} {d - b or 0.5} re f" for a, b, c, d in ACROSS + DOWN),
        "q 2 0 0 2 0 0 cm "
        + " ".join(f"{a / 2} {b / 2} m {c / 2} {d / 2} l S" for a, b, c, d in ACROSS + DOWN)
        + " Q",
        # a frame around the page, and the lines under words, are no part of it
        "5 5 190 190 re S 30 190 m 90 190 l S "
        + " ".join(f"{a} {b} m {c} {d} l S" for a, b, c, d in ACROSS + DOWN),
    ],
)
def test_however_it_is_drawn(content):
    (grid,) = drawn(content)
    assert grid.row_edges == pytest.approx(HEIGHTS, abs=1)
    assert grid.column_edges == pytest.approx(PLACES, abs=1)
    assert grid.cells == {(row, column): (row, column) for row in range(3) for column in range(3)}


@pytest.mark.parametrize(
    "content",
    [
        "20 20 160 160 re S",
        "20 20 m 180 20 l S 20 100 m 180 100 l S",
        # a column of frames; surfaces of colour; a circle; nothing
        "20 20 160 80 re S 20 100 160 80 re S 20 180 160 10 re S",
        " ".join(f"{x} {y} {w} {h} re f" for x, y, w, h in BOXES),
        "20 100 m 20 180 180 180 180 100 c 180 20 20 20 20 100 c S",
        "",
        # drawings
        " ".join(f"{x / 99} 0 m {x / 99} 200 l S" for x in range(MOST_RULES + 1))
        + " ".join(f"{a} {b} m {c} {d} l S" for a, b, c, d in ACROSS + DOWN),
    ],
)
def test_what_is_no_table(content):
    assert drawn(content) == []


def test_a_drawing_of_many_lines_is_no_table():
    many = [RuledLine(4.0 * number, 0, 2000) for number in range(450)]
    assert build_grids(many, many) == []


def test_cells_over_several_boxes_and_open_sides():
    across = [
        RuledLine(180, 20, 180),
        RuledLine(150, 60, 180),
        RuledLine(100, 20, 180),
        RuledLine(40, 20, 180),
    ]
    down = [RuledLine(60, 40, 180), RuledLine(140, 100, 180)]
    (grid,) = build_grids(across, down)
    assert (grid.row_edges, grid.column_edges) == ((180, 150, 100, 40), (20, 60, 140, 180))
    found = {place: grid.cell_at(*place) for place in [(40, 165), (40, 120), (150, 60), (70, 60)]}
    assert found == {(40, 165): (0, 0), (40, 120): (0, 0), (150, 60): (2, 1), (70, 60): (2, 1)}
    assert [grid.cell_at(x, y) for x, y in [(10, 100), (190, 100), (100, 190), (100, 30)]] == [
        None
    ] * 4
    widths = grid.cell_widths()
    assert (widths[0, 0], widths[2, 1]) == (40, 120)


@given(
    st.lists(st.integers(12, 60), min_size=2, max_size=6),
    st.lists(st.integers(12, 60), min_size=2, max_size=6),
    st.data(),
)
def test_every_place_is_in_the_cell_that_is_drawn_around_it(heights, widths, data):
    down, across = [0], [0]
    for width in widths:
        down.append(down[-1] + width)
    for height in heights:
        across.append(across[-1] + height)
    # lines in pieces, as programs draw them, in any order, each a little beside its place
    lean = st.floats(-0.9, 0.9)
    rules = [RuledLine(y + data.draw(lean), a, b) for y in across for a, b in pairwise(down)]
    posts = [RuledLine(x + data.draw(lean), a, b) for x in down for a, b in pairwise(across)]
    (grid,) = build_grids(data.draw(st.permutations(rules)), data.draw(st.permutations(posts)))
    for row, height in enumerate(reversed(heights)):
        y = across[-1] - sum(heights[::-1][:row]) - height / 2
        for column, width in enumerate(widths):
            assert grid.cell_at(down[column] + width / 2, y) == (row, column)


def test_a_printed_table_reads_as_written():
    """Over two pages, with cells over several rows and columns, and a head on each page."""
    page = parse_page(TABLE, "table.pdf")
    written = parse_page(WRITTEN, "table.html")
    assert [(block.text, block.table) for block in page.blocks] == [
        (block.text, block.table) for block in written.blocks
    ]
    assert [(cut.rule, cut.text) for cut in page.cuts] == [
        (REPEATED_HEAD_RULE, "序号 文件名称 发文字号 起草单位 ×1")
    ]


def test_what_a_printed_list_repeals():
    page, written = read_document(TABLE, "table.pdf"), read_document(WRITTEN, "table.html")
    assert page.text == written.text
    assert len(page.relations) == 12
    assert page.relations == written.relations


def line(text, row, column, *, page=0, below=0):
    left, top = 10.0 + 100 * column, 700.0 - 60 * row - 15 * below
    return PrintedLine(
        text, page, left, left + 10 * len(text), top - 12, top, 10.0, cell=(0, row, column)
    )


GRID = RuledGrid(
    (700, 640, 580), (0, 100, 200), {(r, c): (r, c) for r in range(2) for c in range(2)}
)
OTHER = RuledGrid((700, 640, 580), (0, 70, 200), GRID.cells)


def told(*pages):
    lines = [replace(line, page=page) for page, (_, some) in enumerate(pages) for line in some]
    grids = {page: [grid] for page, (grid, _) in enumerate(pages)}
    return [(line.cell, line.text) for line in order_table_lines(lines, grids, RemovalLog())]


def test_lines_of_a_cell_are_joined_unless_they_leave_room():
    lines = [
        line("很长长的文件名称", 0, 0),
        line("的下半行", 0, 0, below=1),
        line("又", 0, 0, below=2),
    ]
    assert told((GRID, lines)) == [((0, 0, 0), "很长长的文件名称的下半行"), ((0, 0, 0), "又")]


def test_a_table_goes_on_where_its_columns_are_the_same():
    first = [line("名称", 0, 0), line("文号", 0, 1), line("甲", 1, 0)]
    second = [line("名称", 0, 0), line("文号", 0, 1), line("乙", 1, 0)]
    assert told((GRID, first), (GRID, second))[3:] == [((0, 2, 0), "乙")]
    assert told((GRID, first), (OTHER, second))[3:] == [
        ((1, 0, 0), "名称"),
        ((1, 0, 1), "文号"),
        ((1, 1, 0), "乙"),
    ]
    # rows without the head
    assert told((GRID, first), (GRID, second[2:]))[3:] == [((0, 2, 0), "乙")]
    # a page without the table, or a line, lies between: the list of another annex
    assert told((GRID, first), (GRID, []), (GRID, second))[3] == ((1, 0, 0), "名称")
    between = replace(line("附件2", 0, 0), cell=None)
    assert told((GRID, [*first, between]), (GRID, second))[4] == ((1, 0, 0), "名称")
    assert told((GRID, first), (GRID, [between, *second]))[4] == ((1, 0, 0), "名称")


def test_a_row_goes_on_behind_the_break_of_a_page():
    first = [
        line("1", 0, 0),
        line("某某办法的通", 0, 1),
        line("2", 1, 0),
        line("某某规定的通", 1, 1),
    ]
    second = [line("知", 0, 1), line("3", 1, 0), line("某某细则", 1, 1)]
    assert told((GRID, first), (GRID, second))[2:] == [
        ((0, 1, 0), "2"),
        ((0, 1, 1), "某某规定的通知"),
        ((0, 2, 0), "3"),
        ((0, 2, 1), "某某细则"),
    ]
    # where rows without a first cell are usual, it is one of them
    assert told((GRID, [*first[:2], first[3]]), (GRID, second))[3] == ((0, 2, 1), "知")
