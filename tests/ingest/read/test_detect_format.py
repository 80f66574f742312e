"""Which bytes are read, and what is said of the others."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.page_types import Page, UnreadableError
from ingest.read import parse_page
from tests.ingest.read.old_office import ole

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "文件是空的"),
        (b" \r\n\t", "只有空白"),
        ("\ufeff".encode(), "没有文字"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF 文件"),
        (b"PK\x03\x04\x14\x00\x06\x00", "压缩包已损坏"),
        (OLE + b"\x00\x00", "旧版 Office 文件已损坏"),
        (ole({"EncryptedPackage": b""}), "加了密码"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "图片文件已损坏"),
        (b"GIF89a\x00\x00", "GIF 图片"),
        (bytes(range(256)) * 8, "二进制数据"),
        (b"<html><body><!-- nothing --></body></html>", "没有可见的文字"),
    ],
)
def test_what_cannot_be_read_is_named(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        parse_page(data, "notice.html")


def test_letters_that_begin_binary_files_also_begin_texts():
    assert parse_page("BM 牌照管理办法".encode(), "a.txt").file_format == "text"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", "通知", "text"),
        ("a.md", "# 通知", "markdown"),
        ("a.shtml", "<p>通知</p>", "html"),
        ("a.txt", "<!DOCTYPE html><html><p>通知</p></html>", "html"),
        ("a.html", "通知\n各单位：", "text"),
        ("无扩展名", "通知", "text"),
    ],
)
def test_the_format_goes_by_name_and_look(name, data, kind):
    assert parse_page(data.encode(), name).file_format == kind


PIECES = (
    *("<p>", "</p>", "<br>", "<table>", "<td rowspan=3>", "</table>", "<!--", "-->", "<style>"),
    *("<a href=x.doc>", "<title>", "<meta charset=big5>", "<!-- INFO END -->", "# ", "|a|"),
    *("第一条　", "附件1", "各单位：", "2020年3月5日", "&#0;", "&nbsp;"),
    *("\n", "\x00", "\ufeff", chr(0xD800)),
)


def pieces():
    return st.lists(st.sampled_from(PIECES) | st.text(max_size=5)).map("".join)


@given(st.binary() | pieces().map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"\xff\xfe\x00\xd8")
@example(b"<a href='http://[x.doc'>x</a>")
@example(b"<meta charset=zip>\xe9\x80\x9a")
def test_any_bytes_give_a_page_or_a_reason(data):
    for name in ("a.html", "a.md", "a.txt"):
        try:
            page = parse_page(data, name)
        except UnreadableError:
            continue
        else:
            assert isinstance(page, Page)
            assert all(block.text == block.text.strip() for block in page.blocks)
            assert not any("\n" in block.text or "\x00" in block.text for block in page.blocks)
