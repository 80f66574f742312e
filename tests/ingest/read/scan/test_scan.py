"""What is read from pictures of pages, and how sure it is said to be."""

import io
import socket
import sys
from math import cos, radians, sin

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ingest.page_types import Page, UnreadableError
from ingest.read import parse_page
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.scan.ocr_engine import OcrWord
from ingest.read.scan.scan_columns import split_columns
from ingest.read.scan.scan_lines import join_words
from ingest.read.scan.straighten_words import straighten_words
from ingest.read_document import read_document
from tests.ingest.read.agreement import NOTICES
from tests.ingest.read.office import FIXTURES

PRINTED = NOTICES["announcement"]["pdf"]


def pictures(data: bytes = PRINTED, dpi: int = 200) -> list[Image.Image]:
    pages = pypdfium2.PdfDocument(data)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in pages]


def saved(images, kind: str, dpi: int = 200) -> bytes:
    file = io.BytesIO()
    more = {"save_all": True, "append_images": images[1:]} if len(images) > 1 else {}
    images[0].save(file, kind, dpi=(dpi, dpi), resolution=dpi, **more)
    return file.getvalue()


def plain(text: str) -> str:
    return "".join(text.split())


TEXT = read_document(NOTICES["announcement"]["html"], "a.html")


def test_a_scan_says_its_text_and_where_it_comes_from():
    found = read_document(saved(pictures(), "PDF"), "a.pdf")
    assert plain(found.text) == plain(TEXT.text)
    assert (found.title, found.numbers) == (TEXT.title, TEXT.numbers)
    assert (found.dates.signed, found.effective, found.ends) == (
        TEXT.dates.signed,
        TEXT.effective,
        TEXT.ends,
    )
    assert [each.page for each in found.recognised] == [1, 2]
    assert found.recognised[0].start == 0
    assert found.recognised[-1].end == len(found.text)
    assert all(0.9 < each.confidence <= 1 for each in found.recognised)
    for fact in found.facts:
        if fact.evidence and fact.evidence.where == "text":
            assert fact.evidence.confidence is not None
    assert all(each.evidence.confidence is not None for each in found.relations)


def test_pages_of_text_among_scanned_ones_keep_their_order():
    both = pypdfium2.PdfDocument(PRINTED)
    scan = pypdfium2.PdfDocument(saved(pictures()[1:], "PDF"))
    both.del_page(1)
    both.import_pages(scan)
    file = io.BytesIO()
    both.save(file)
    found = read_document(file.getvalue(), "a.pdf")
    assert plain(found.text) == plain(TEXT.text)
    (second,) = found.recognised
    assert second.page == 2
    assert 0 < second.start < second.end == len(found.text)
    sure = {fact.name: fact.evidence.confidence for fact in found.facts if fact.evidence}
    assert sure["title"] is None
    assert sure["signed"] == second.confidence


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_pictures_are_read(kind):
    images = pictures()[: None if kind == "TIFF" else 1]
    page = parse_page(saved(images, kind), f"a.{kind.lower()}")
    said = plain("".join(block.text for block in page.blocks))
    assert plain(TEXT.text)[:60] in said
    assert {each.page for block in page.blocks for each in block.recognised_spans} == set(
        range(1, len(images) + 1)
    )


def test_nothing_is_fetched(monkeypatch):
    from ingest.read.scan import ocr_engine  # noqa: PLC0415

    def refuse(*_):
        raise AssertionError("reached for the network")

    ocr_engine._load_engine.cache_clear()  # noqa: SLF001 - so that the models are loaded now
    monkeypatch.setattr(socket, "socket", refuse)
    assert list(ocr_engine.recognise_words(pictures()[0], 200))


def test_without_the_extra_pictures_are_set_aside(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(UnreadableError, match=r"是图片.*fagui\[ocr\]"):
        parse_page(saved(pictures()[:1], "PNG"), "a.png")


def word(text, x, y, *, tilt=0.0, em=50.0, confidence=0.9):
    """A word whose upper left corner is there before the page is turned."""
    corners = ((x, y), (x + em * len(text), y), (x + em * len(text), y + em), (x, y + em))
    a = radians(tilt)
    turned = tuple((px * cos(a) - py * sin(a), px * sin(a) + py * cos(a)) for px, py in corners)
    return OcrWord(text, confidence, turned)


LONG = "各级机关应当按照职责分工负责本行政区域内的工作"


@pytest.mark.parametrize("tilt", [0.0, 1.0, -1.0])
def test_words_of_one_line_are_joined_however_the_page_lies(tilt):
    words = [
        word("第二行也是一样长的一行", 100, 300, tilt=tilt),
        word(LONG, 100, 200, tilt=tilt),
        word("表一", 100, 400, tilt=tilt, confidence=0.5),
        word("数字", 900, 400, tilt=tilt, confidence=0.7),
    ]
    lines = join_words(words, 1000, 300, 0, RemovalLog())
    assert [line.text for line in lines] == [LONG, "第二行也是一样长的一行", "表一 数字"]
    assert [round(line.left - lines[0].left, 3) for line in lines] == [0, 0, 0]
    assert lines[2].confidence == pytest.approx(0.6)
    assert lines[0].em == pytest.approx(50 * 72 / 300)


@pytest.mark.parametrize("tilt", [0.0, 1.0])
def test_scanned_columns_read_as_printed_ones(tilt):
    printed = (FIXTURES / "columns.pdf").read_bytes()
    scan = [
        image.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255) for image in pictures(printed)
    ]
    found = [plain(block.text) for block in parse_page(saved(scan, "PDF"), "a.pdf").blocks]
    assert found == [plain(block.text) for block in parse_page(printed, "a.pdf").blocks]


def column(name, x, y, *, lines=6, tilt=0.0):
    """Running text, twelve em wide: an indented line, full ones, and the end of a paragraph."""
    texts = [f"{name}列第{line}行一直写到边上" for line in range(lines)]
    texts[0], texts[-1] = f"{name}列的第一行到边", f"{name}列的末行。"
    return [
        word(text, x + (100 if line == 0 else 0), y + 70 * line, tilt=tilt)
        for line, text in enumerate(texts)
    ]


def names(words):
    """The first character of each line, as it is read."""
    return "".join(line.text[0] for line in join_words(words, 3000, 300, 0, RemovalLog()))


@pytest.mark.parametrize("tilt", [0.0, 1.0, -1.0])
@pytest.mark.parametrize("lower", [0, 30])  # lines of columns need not stand at the same height
def test_columns_are_read_one_after_the_other(tilt, lower):
    title = word("题" * 20, 200, 100, tilt=tilt)
    first = column("甲", 100, 200, tilt=tilt) + column("乙", 760, 200 + lower, tilt=tilt)
    below = word("中" * 22, 100, 800, tilt=tilt)
    second = column("丙", 100, 900, tilt=tilt) + column("丁", 760, 900 + lower, tilt=tilt)
    page = [*second, *first, word("1", 700, 1500, tilt=tilt), below, title]
    assert names(page) == "题" + "甲" * 6 + "乙" * 6 + "中" + "丙" * 6 + "丁" * 6 + "1"


def test_three_columns():
    page = [each for at, name in enumerate("甲乙丙") for each in column(name, 100 + 660 * at, 0)]
    assert names(page) == "甲" * 6 + "乙" * 6 + "丙" * 6


@pytest.mark.parametrize(
    "cells",
    [
        [("甲某办法", "乙府〔2012〕431号")] * 6,
        # wide, but what stands in them ends where it ends
        [("甲" * (10 + 3 * row), "乙" * (26 - 3 * row)) for row in range(6)],
        [("甲" * 20, "乙" * 12)] * 6,
    ],
)
def test_the_cells_of_a_row_stay_together(cells):
    page = []
    for row, (left, right) in enumerate(cells):
        page += [word(left, 100, 70 * row), word(right, 1500, 70 * row)]
    texts = [line.text for line in join_words(page, 3000, 300, 0, RemovalLog())]
    assert texts == [f"{left} {right}" for left, right in cells]


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(1, 14)),
        min_size=1,
        max_size=60,
    )
)
def test_every_word_is_read_once(places):
    words = straighten_words([word("字" * size, 50 * x, 70 * y) for x, y, size in places])
    read = [each for group in split_columns(words, 50.0) for each in group]
    assert sorted(map(id, read)) == sorted(map(id, words))


@pytest.mark.parametrize(
    ("read_as", "printed"),
    [
        ("通知如下:", "通知如下："),
        ("规划(2026—2028年)", "规划（2026—2028年）"),
        ("(一)本市;", "（一）本市；"),
        ("（1)甲", "（1）甲"),
        ("《办法》(国务院令", "《办法》（国务院令"),
        # as read: figures and Latin, and the brackets of a number
        ("在18:30前", "在18:30前"),
        ("国办发(1985)49号", "国办发(1985)49号"),
        ("粤府[2020]3号", "粤府[2020]3号"),
        ("GB/T 9704,2012", "GB/T 9704,2012"),
    ],
)
def test_punctuation_read_as_half_width(read_as, printed):
    removals = RemovalLog()
    (line,) = join_words([word(read_as, 0, 0)], 100, 300, 0, removals)
    assert line.text == printed
    assert bool(removals.counts) == (read_as != printed)


PNG = saved([Image.new("L", (64, 48), 255)], "PNG")


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_broken_pictures_give_a_page_or_a_reason(data):
    whole = data.draw(st.sampled_from([PNG, saved([Image.new("L", (64, 48), 255)], "TIFF")]))
    place = data.draw(st.integers(4, len(whole) - 1))
    some = data.draw(st.binary(max_size=6))
    broken = whole[:place] + some + whole[place + data.draw(st.integers(0, 6)) :]
    try:
        page = parse_page(broken, "a.png")
    except UnreadableError:
        return
    assert isinstance(page, Page)
