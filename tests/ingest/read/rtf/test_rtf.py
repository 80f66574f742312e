"""What an RTF file prints in its last version."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.page_types import Page, UnreadableError
from ingest.read import parse_page
from tests.ingest.read.office import FIXTURES

FEATURES = (FIXTURES / "features.rtf").read_bytes()
FONTS = rb"{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}{\f2\fcharset136 Ming;}"
HEAD = rb"{\rtf1\ansi\ansicpg936\deff0" + FONTS + rb"{\f3\fcharset2 Symbol;}}"


def hexed(text: str, codec: str = "gb18030") -> bytes:
    return b"".join(rb"\'%02x" % byte for byte in text.encode(codec))


def lines(body: bytes) -> list[str]:
    return [block.text for block in parse_page(HEAD + body + b"}", "a.rtf").blocks]


def test_the_same_as_from_a_word_file():
    old, new = (
        parse_page((FIXTURES / f"features.{kind}").read_bytes(), "a") for kind in ("rtf", "docx")
    )
    kept = [(block.text, block.table, block.centered) for block in old.blocks]
    # the word processor's .rtf leaves out the text box, and marks more as deleted than was
    wanted = [(block.text, block.table, block.centered) for block in new.blocks][1:]
    wanted[3] = ("后半段。", None, False)
    assert kept == wanted
    assert old.cuts == new.cuts


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (hexed("通知"), "通知"),
        # the second byte of a character may be a letter
        (rb"\'81A\'95\'53", bytes.fromhex("81419553").decode("gb18030")),
        ("通知".encode("gb18030"), "通知"),
        (rb"{\f2 " + hexed("臺灣", "big5") + b"}", "臺灣"),
        (rb"{\loch\f1 GB\dbch\af0 " + hexed("国标") + b"}", "GB国标"),
        (rb"\u36890?\u30693?", "通知"),
        (rb"\uc2\u36890 \'cd\'a8\u30693 \'d6\'aa", "通知"),
        (rb"{\uc0\u36890\u30693 x}", "通知x"),
        (rb"\u-30335?\u28857?", "要点"),
        (rb"\u-10174?\u-8265?", "\U00020bb7"),
        (rb"\u-10174?x", "\ufffdx"),
        (rb"a\~b\_c\-d\emdash e\{f\}\\", "a\xa0b-cd—e{f}\\"),
        (rb"A{\v B}C{\deleted D}E{\revised F}", "ACEF"),
        (rb"A\v B\v0 C", "AC"),
        (rb"A{\*\unknown B}C{\*\bkmkstart D}E{\info{\title F}}G", "ACEG"),
        (rb'A{\field{\*\fldinst HYPERLINK "x"}{\fldrslt B}}C', "ABC"),
        (rb"A{\upr{B}{\*\ud{C}}}D", "ACD"),
        (rb"A{\pict\bin4 }}}}42}B", "AB"),
        (rb"A{\f3 \'b7}B", "AB"),
        (rb"A{\deleted\par }B", "AB"),
    ],
)
def test_what_is_printed(body, text):
    assert lines(body + rb"\par ") == [text]


def test_paragraphs_breaks_and_numbers():
    body = (
        rb"{\listtext\pard\plain " + hexed("第一条") + rb"\tab}" + hexed("加强保洁。") + rb"\par "
        rb"{\listtext\f3\'b7\tab}" + hexed("河道") + rb"\par\pard\qc A\line B\par\pard C\sect D"
    )
    page = parse_page(HEAD + body + b"}", "a.rtf")
    assert [(block.text, block.centered) for block in page.blocks] == [
        ("第一条 加强保洁。", False),
        ("河道", False),
        ("A", True),
        ("B", True),
        ("C", False),
        ("D", False),
    ]


def test_rows_and_cells_also_of_tables_in_cells():
    body = (
        rb"A\par\trowd\cellx1\cellx2\intbl B\par C\cell\pard\intbl D\cell\row"
        rb"\trowd\intbl\itap2 E\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}"
        rb"\pard\intbl F\cell\pard\intbl G\cell\row\pard H\par"
    )
    page = parse_page(HEAD + body + b"}", "a.rtf")
    assert [(block.text, block.table) for block in page.blocks] == [
        ("A", None),
        ("B", (0, 0, 0)),
        ("C", (0, 0, 0)),
        ("D", (0, 0, 1)),
        ("E", (0, 1, 0)),
        ("F", (0, 1, 0)),
        ("G", (0, 1, 1)),
        ("H", None),
    ]


def test_notes_come_last_boxes_before_their_paragraph_and_headers_are_told():
    body = (
        rb"{\header\pard X 1\par}{\footerr Y\par}A{\footnote\pard N}"
        rb"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt\pard T\par}}{\shprslt Z}}B\par C"
    )
    page = parse_page(HEAD + body + b"}", "a.rtf")
    assert [block.text for block in page.blocks] == ["T", "AB", "C", "N"]
    assert [(cut.rule, cut.text) for cut in page.cuts] == [
        ("页眉页脚", "X 1"),
        ("页眉页脚", "Y"),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (HEAD + b"}", "没有可见的文字"),
        (b"{\\rtf1" + b"{" * 6000, "嵌套超过"),
    ],
)
def test_what_cannot_be_read_is_told(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        parse_page(data, "a.rtf")


PIECES = (
    *(rb"{", rb"}", rb"\par ", rb"\cell", rb"\row", rb"\intbl", rb"\pard", rb"\u-5?", rb"\'b9"),
    *(rb"{\header ", rb"{\footnote ", rb"{\shptxt ", rb"{\listtext ", rb"{\*\ud ", rb"{\upr"),
    *(rb"\deleted", rb"\v", rb"\uc99999", rb"\f3 ", rb"\bin9", rb"\ansicpg0", rb"\fcharset9", b"A"),
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=4)).map(b"".join))
@example(rb"\bin4294967295 x")
@example(rb"\u99999999999 x\fcharset77\'ff")
def test_any_bytes_give_a_page_or_a_reason(body):
    for data in (HEAD + body, rb"{\rtf" + body, FEATURES[:3000] + body + FEATURES[3000:]):
        try:
            page = parse_page(data, "a.rtf")
        except UnreadableError:
            continue
        assert isinstance(page, Page)
        assert not any("\n" in block.text or "\x00" in block.text for block in page.blocks)
