"""What a Word 97 file (.doc, .wps) prints in its last version."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.page_types import Page, UnreadableError
from ingest.read import parse_page
from tests.ingest.read.office import FIXTURES
from tests.ingest.read.old_office import ole, word97

FEATURES = (FIXTURES / "features.doc").read_bytes()
NOTICE = "某府〔2020〕3号\r某市人民政府关于河涌保洁的通知\r"


def lines(data: bytes) -> list[str]:
    return [block.text for block in parse_page(data, "notice.doc").blocks]


def said(page):
    return [(block.text, block.table, block.centered) for block in page.blocks]


def test_the_same_as_from_the_newer_format():
    old, new = (
        parse_page((FIXTURES / f"features.{kind}").read_bytes(), "a") for kind in ("doc", "docx")
    )
    assert said(old) == said(new)
    assert old.cuts == new.cuts
    assert old.file_format == new.file_format == "word"


def test_pieces_are_put_in_order_whatever_their_width():
    assert lines(word97("某府〔2020〕", b"3", "号\r各区：", b" GB/T 9704\x97\r")) == [
        "某府〔2020〕3号",
        "各区： GB/T 9704—",
    ]


def test_what_a_revision_deleted_is_not_printed():
    assert lines(word97("照旧办理。\r", deleted=(1, 2))) == ["照办理。"]
    assert lines(word97("前半段\r后半段\r", deleted=(3, 4))) == ["前半段后半段"]
    assert lines(word97("留下。", "删去。\r", changes=b"\x00\x08\x01")) == ["留下。"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("第\x13 PAGE \x145\x15页\r", "第5页"),
        ("甲\x13 A \x13 B \x14内\x15\x14外\x15乙\r", "甲外乙"),
        ("没有\x13结束\r", "没有结束"),
        ("丙\x15丁\x14\r", "丙丁"),
        ("甲\x01\x02\x05\x08\x1f乙\r", "甲乙"),
        ("甲\x1e乙\r", "甲-乙"),
        ("扩展区的\U00020bb7\r", "扩展区的\U00020bb7"),
        ("残缺的\ud842\r", "残缺的\ufffd"),
    ],
)
def test_what_control_characters_print(text, printed):
    assert lines(word97(text)) == [printed]


def test_notes_stand_at_the_end_and_headers_apart():
    text = "正文。\r脚注。\r页眉\r尾注。\r"
    data = word97(text, lengths={0x4C: 4, 0x50: 4, 0x54: 3, 0x60: 4})
    page = parse_page(data, "a.doc")
    assert [block.text for block in page.blocks] == ["正文。", "脚注。", "尾注。"]
    assert [(cut.rule, cut.text) for cut in page.cuts] == [("页眉页脚", "页眉")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (word97(NOTICE, flags=0x0300), "加了密码"),
        (word97(NOTICE, magic=0xA5DC), "Word 95"),
        (word97(NOTICE, magic=0), "已损坏"),
        (word97(NOTICE, flags=0), "已损坏"),  # its table lies in the stream that is not there
        (word97("\r\r"), "没有可见的文字"),
        (FEATURES[:700], "已损坏"),
        (ole({"Workbook": b"x"}), "Excel 工作簿"),
        (ole({"PowerPoint Document": b"x"}), "演示文稿"),
        (ole({"Contents": b"x"}), "不是 Word 文件"),
    ],
)
def test_what_cannot_be_read_is_told(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        parse_page(data, "a.doc")


SMALL = word97("某府〔2020〕3号\r\x13 A \x14各区：\x15\r", b"GB\r", deleted=(0, 1))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_broken_files_give_a_page_or_a_reason(data):
    whole = data.draw(st.sampled_from([SMALL, FEATURES]))
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(8, len(whole) - 1))
        some = data.draw(st.binary(min_size=1, max_size=6))
        whole = whole[:place] + some + whole[place + len(some) :]
    try:
        page = parse_page(whole[: data.draw(st.integers(8, len(whole)))], "a.doc")
    except UnreadableError:
        return
    assert isinstance(page, Page)
    assert not any("\n" in block.text or "\x00" in block.text for block in page.blocks)
