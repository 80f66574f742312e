"""A real notice on a hijacked mirror: every character of it stays, everything else is cut.

The expected text is described piece by piece and rebuilt from the file itself; nothing of it is
copied here but eight characters at either end.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from analyzers.chinese_script import to_simplified
from ingest.clean import clean
from ingest.page_types import Layout, Role
from ingest.read import parse_page
from ingest.structure import lay_out


@dataclass(frozen=True)
class Piece:
    role: Role
    first: str
    last: str
    length: int
    sha256: str


PIECES = (
    Piece(
        *("number", "穗府〔2015〕", "2015〕26號", 11),
        "aea8cc4a0703da01352beb12c01d8ea4b3fe7b5bca226bf365b02cf0cbc5e7c1",
    ),
    Piece(
        *("title", "廣州市人民政府關", "020年)的通知", 37),
        "12680d72d678bf2134bceb069d4da926153429ada5c653c2f9fe55b161cc38e9",
    ),
    Piece(
        *("addressee", "各區人民政府,市", "門、各直屬機構:", 20),
        "827ebc3d6af4026671587f7aa1177a44e70fd12131e3e9daf04e7951e52e881c",
    ),
    Piece(
        *("body", "《廣州市法治政府", "向市法制辦反映。", 69),
        "a1ba45c27fd6741207693fad1f3e88c390461d358be55ebcb1727182b88e4dc3",
    ),
    Piece(
        *("signature", "廣州市人民政府", "廣州市人民政府", 7),
        "17b69fa1cc1cfed8b3c5d152c6b74dad90479e1ea28a7edfb1277583e5030e6e",
    ),
    Piece(
        *("date", "2015年11月", "5年11月17日", 11),
        "81e2340e3cce1699bba3026a51a36f0dba1854a3e6ffc9e40b259a896fe24a8c",
    ),
    Piece(
        *("part_title", "廣州市法治政府建", "5—2020年)", 24),
        "0a18dd70a14b59dc27d481210d0eacddda713f479748677c9abc3fa7a2ccaa77",
    ),
    Piece(
        *("part", "為深入貫徹落實黨", "功能、監督功能。", 11480),
        "fc531274ef79109fb0e2f609b14b1c78b8aaca4ccc2dd51d9a94044b5624fabe",
    ),
    Piece(
        *("print_line", "廣州市人民政府辦", "11月25日印發", 27),
        "16051ee8ab937b34620422c926b70fedf72f1258bf9359fd6e2a8b77518aea18",
    ),
)


@pytest.fixture(scope="module")
def seed(shared: Path) -> bytes:
    [path] = (shared / "corpora" / "seed").glob("*.txt")
    return path.read_bytes()


@pytest.fixture(scope="module")
def expected(seed: bytes) -> list[str]:
    """The pieces as they stand in the file: whole lines, outer blanks and blank lines aside."""
    lines = [line for raw in seed.decode().split("\n") if (line := raw.strip())]
    pieces: list[str] = []
    start = 0
    for piece in PIECES:
        found = next(
            (first, text)
            for first in range(start, len(lines))
            for stop in range(first + 1, len(lines) + 1)
            if lines[first].startswith(piece.first)
            and len(text := "\n".join(lines[first:stop])) >= piece.length
        )
        start = found[0] + found[1].count("\n") + 1
        assert found[1].endswith(piece.last)
        assert len(found[1]) == piece.length
        assert hashlib.sha256(found[1].encode()).hexdigest() == piece.sha256
        pieces.append(found[1])
    return pieces


@pytest.fixture(scope="module")
def text(seed: bytes) -> str:
    return clean(parse_page(seed, "notice.txt")).text


@pytest.fixture(scope="module")
def layout(text: str) -> Layout:
    return lay_out(text, to_simplified(text), "text")


def test_the_text_is_the_notice_to_the_character(text, expected):
    assert text == "\n".join(expected)


def test_every_piece_has_its_role(text, layout, expected):
    found = [(span.role, text[span.start : span.end]) for span in layout.spans]
    assert found == [(piece.role, each) for piece, each in zip(PIECES, expected, strict=True)]


def test_what_is_cut_is_listed_with_its_rule(seed):
    cleaned = clean(parse_page(seed, "notice.txt"))
    assert [cut.rule for cut in cleaned.cuts] == [
        *("垃圾词行", "相关新闻", "面包屑", "页面标题", "元数据", "分享打印", "空项"),
        *("扫码", "相关新闻", "空项", "站名"),
    ]
    assert {label.name: label.value for label in cleaned.labels}["日期"] == "2015-11-17"
    heading = cleaned.heading or ""
    assert hashlib.sha256(heading.encode()).hexdigest() == PIECES[1].sha256


def test_cuts_and_text_together_are_the_file(seed, text):
    cleaned = clean(parse_page(seed, "notice.txt"))
    squeezed = "".join(seed.decode().split())
    kept = "".join(text.split())
    assert len(squeezed) == len(kept) + sum(len("".join(cut.text.split())) for cut in cleaned.cuts)


def test_the_plan_is_a_part_with_its_tree(layout):
    [part] = layout.parts
    assert (part.address, part.form, len(part.title)) == ("附件1", "规划", 23)
    assert [node.address for node in layout.outline] == [
        *("附件1/一", "附件1/二", "附件1/三", "附件1/四"),
    ]
    tasks = layout.outline[2]
    assert [node.address for node in tasks.children] == [
        f"附件1/三/({number})" for number in "一二三四五六七八"
    ]
    assert [len(node.children) for node in tasks.children] == [6, 4, 4, 4, 4, 4, 3, 5]
