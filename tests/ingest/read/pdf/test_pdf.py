"""What a PDF's text layer says, as it reads."""

import io
import re
import sys

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.page_types import Page, UnreadableError
from ingest.read import parse_page
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.layout.headers_footers import (
    PAGE_NUMBER_FORMS,
    parse_page_number,
    split_headers_footers,
)
from ingest.read.layout.join_lines import join_paragraphs
from ingest.read.layout.printed_line import PrintedLine
from ingest.read.layout.replace_radicals import replace_radicals
from ingest.read.pdf.pdf_reader import read_pdf
from tests.ingest.read.office import FIXTURES

NOTICE, COLUMNS, SCAN = (
    (FIXTURES / f"{name}.pdf").read_bytes() for name in ("notice", "columns", "scan")
)
EM, LEFT = 10.0, 50.0
EDGES = dict.fromkeys(range(9), (0.0, 300.0))


def printed(text, row=0, *, indent=0.0, page=0, left=LEFT, em=EM):
    """A line of so many full-width characters, on a grid of rows from the top of the page."""
    start = left + indent * EM
    bottom = 400 - 18 * row
    return PrintedLine(text, page, start, start + len(text) * em, bottom, bottom + em, em)


def joined(*lines):
    return [block.text for block in join_paragraphs(lines, EDGES)]


FULL = "各级机关应当按照职责分工负责本行政区域内的"  # fills a line


def test_a_printed_notice_reads_as_written():
    html = parse_page((FIXTURES / "notice.html").read_bytes(), "notice.html")
    page = parse_page(NOTICE, "notice.pdf")
    assert [("".join(block.text.split()), block.table) for block in page.blocks] == [
        ("".join(block.text.split()), block.table) for block in html.blocks
    ]


def test_headers_and_page_numbers_are_cut_and_told():
    page = parse_page(NOTICE, "扫描.pdf")
    assert [(cut.rule, cut.text) for cut in page.cuts] == [
        ("页眉页脚", "广州市行政规范性文件"),
        ("页码", "— 1 —"),
    ]


def test_columns_are_read_one_after_the_other():
    assert [block.text[:10] for block in parse_page(COLUMNS, "a.pdf").blocks] == [
        "夜间书市的安排",
        "一、书市设在江边，由",
        "二、街道办事处在江边",
    ]


@pytest.mark.parametrize("form", PAGE_NUMBER_FORMS, ids=lambda form: form.example)
def test_forms_of_page_numbers(form):
    assert parse_page_number(form.example) == 12


def test_only_numbers_that_count_the_pages_are_page_numbers():
    lines = [printed(str(page + 3), 20, page=page) for page in range(3)]
    lines += [printed("正文" * (page + 1), 1, page=page) for page in range(3)]
    assert split_headers_footers([*lines, printed("9", 0)], 3)[0] == [*lines[3:], printed("9", 0)]


def test_rows_of_figures_are_no_headers():
    lines = [printed(text, page=page) for page, text in enumerate(["12.5 30", "13.1 28"])]
    assert split_headers_footers(lines, 2) == (lines, [])


def test_what_stands_elsewhere_on_each_page_is_no_header():
    lines = [printed("办法", row, page=row) for row in range(4)]
    assert split_headers_footers(lines, 4) == (lines, [])


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        ([printed(FULL), printed("工作。", 1)], [FULL + "工作。"]),
        ([printed(FULL), printed("工作。", 0, page=1)], [FULL + "工作。"]),
        # an indent begins a paragraph, unless the sentence before it goes on
        ([printed(FULL[:-1] + "。"), printed("又一段", 1, indent=2), printed("完", 2)],
         [FULL[:-1] + "。", "又一段", "完"]),
        # the next word did not fit
        ([printed(FULL), printed(FULL[:19], 1), printed("2020年执行", 2)],
         [FULL + FULL[:19] + "2020年执行"]),
        ([printed(FULL), printed(FULL[:16], 1), printed("照办", 2)], [FULL + FULL[:16], "照办"]),
        # a full line, and the next is numbered
        ([printed(FULL[:-1] + "。"), printed("第二条 略", 1)], [FULL[:-1] + "。", "第二条 略"]),
        ([printed(FULL), printed("第二条规定办", 1)], [FULL + "第二条规定办"]),
        # a signature ends at the right
        ([printed(FULL), printed("某市人民政府", 1, indent=15), printed("附件", 2)],
         [FULL, "某市人民政府", "附件"]),
        ([printed("See the regu" + "x" * 8 + "\x02"), printed("lation", 1)],
         ["See the regu" + "x" * 8 + "lation"]),
        # larger letters are a title
        ([printed(FULL, em=10), printed("某某办法", 1, em=14)], [FULL, "某某办法"]),
        ([printed("See the law" + "x" * 10), printed("of gas", 1)],
         ["See the law" + "x" * 10 + " of gas"]),
    ],
)  # fmt: skip
def test_lines_that_belong_together(lines, texts):
    assert joined(*lines) == texts


@pytest.mark.parametrize(
    ("printed_text", "text"),
    [
        ("意⻅", "意见"),
        ("⽂件", "文件"),
        ("⻓期、⻔户、⻚", "长期、门户、页"),
        ("⿰", "⿰"),
        ("⺀", "⺀"),
    ],
)
def test_radicals_become_characters(printed_text, text):
    removals = RemovalLog()
    assert replace_radicals(printed_text, removals) == text
    assert sum(removals.counts.values()) == sum(
        one != two for one, two in zip(printed_text, text, strict=True)
    )


def pdf(text: bytes = b"", trailer: bytes = b"") -> bytes:
    """A page with a line of Latin text; pdfium finds the objects without their table."""
    stream = b"BT /F 12 Tf 20 50 Td (%s) Tj ET" % text
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources"
        b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
        b"trailer<</Root 1 0 R%s>>\n%%%%EOF\n"
    ) % (len(stream), stream, trailer)


LOCK = (
    b"/Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4/O<"
    + b"61" * 32
    + b">/U<"
    + b"62" * 32
    + b">>>/ID[<00><00>]"
)


def test_a_page_of_latin_letters():
    assert [block.text for block in parse_page(pdf(b"Notice"), "a.pdf").blocks] == ["Notice"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (SCAN, "没有认出文字"),
        (pdf(), "没有文字"),
        (pdf(b"Notice", LOCK), "加了密码"),
        (b"%PDF-1.7\n", "已损坏或不完整"),
        (NOTICE[:2000], "已损坏或不完整"),
    ],
)
def test_what_cannot_be_read_is_told(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        parse_page(data, "notice.pdf")


@settings(max_examples=60)
@given(st.sampled_from([SCAN, pdf(b"Notice")]), st.data())
@example(COLUMNS[:30000], None)
def test_broken_files_give_a_page_or_a_reason(whole, data):
    if data is not None:
        place = data.draw(st.integers(5, len(whole) - 1))
        some = data.draw(st.binary(max_size=6))
        whole = whole[:place] + some + whole[place + data.draw(st.integers(0, 6)) :]
    try:
        page = parse_page(whole, "a.pdf")
    except UnreadableError:
        return
    assert isinstance(page, Page)
    assert not any(re.search(r"[\n\x00-\x08]", block.text) for block in page.blocks)


def test_without_the_extra_scans_are_set_aside(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(UnreadableError, match=r"是扫描件.*安装 fagui\[ocr\] 后可以识别"):
        parse_page(SCAN, "notice.pdf")


def test_pages_that_are_pictures_among_others_are_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    both = pypdfium2.PdfDocument.new()
    for part in (pdf(b"Notice"), SCAN):
        both.import_pages(pypdfium2.PdfDocument(part))
    file = io.BytesIO()
    both.save(file)
    both.close()
    page = read_pdf(file.getvalue(), RemovalLog())
    assert [(cut.rule, cut.text) for cut in page.cuts] == [("没有文字层的页", "第2页")]
