"""Declared encodings, their silent traps, and bytes that no encoding explains."""

import pytest

from corpus.inputs.blobs import HttpOrigin
from ingest.page_types import UnreadableError
from ingest.read import parse_page
from ingest.read.detect_format import detect_utf16

BODY = (
    "<p>某府办〔2015〕3号</p><p>各镇人民政府：</p>"
    "<p>现将有关事项通知如下，请遵照执行。</p><p>二〇一五年三月五日</p>"
)
TRADITIONAL = "<p>各區公所：</p><p>現將有關事項通知如下，請查照辦理。</p><p>中華民國一百零四年</p>"


def page(declared: str, body: str = BODY) -> str:
    return f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body>{body}</body></html>'  # noqa: E501


def text(data: bytes) -> str:
    return "\n".join(block.text for block in parse_page(data, "notice.html").blocks)


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030", "x-gbk"])
def test_the_gb_family_is_read_as_gb18030(declared):
    body = BODY.replace("某府", "朱镕﹝𠮷﹞")
    assert "朱镕﹝𠮷﹞办〔2015〕3号" in text(page(declared, body).encode("gb18030"))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_and_without_marks(codec):
    assert "二〇一五年三月五日" in text(page("gb2312").encode(codec))


@pytest.mark.parametrize("codec", ["big5", "cp950", "big5hkscs"])
def test_big5_declared(codec):
    assert "各區公所：" in text(page("big5", TRADITIONAL).encode(codec))


def test_characters_that_only_hong_kong_added_to_big5():
    body = TRADITIONAL.replace("公所", "公所及深水埗")
    assert "深水埗" in text(page("big5", body).encode("big5hkscs"))


@pytest.mark.parametrize(("codec", "body"), [("gb18030", BODY), ("big5", TRADITIONAL)])
def test_undeclared_pages_are_told_apart_by_what_they_say(codec, body):
    assert body[3:7] in text(f"<html><body>{body}</body></html>".encode(codec))


def test_a_crawler_that_saved_utf8_under_an_old_declaration():
    assert "各镇人民政府：" in text(page("gb2312").encode())


def test_a_wrong_declaration_of_utf8():
    assert "各镇人民政府：" in text(page("utf-8").encode("gbk"))


def test_an_unknown_declaration_is_no_obstacle():
    assert "各镇人民政府：" in text(page("x-nonsense").encode("gb18030"))


def test_a_page_cut_off_in_a_character_keeps_the_rest_and_says_so():
    data = page("utf-8").encode()
    cut = data[: data.index("五日".encode()) + 2]
    read_page = parse_page(cut, "notice.html")
    assert "各镇人民政府：" in [block.text for block in read_page.blocks]
    assert [cut.rule for cut in read_page.cuts] == ["无法解码的字节"]


def test_broken_bytes_are_named():
    data = page("utf-8").encode().replace("，".encode(), b"\xff\xc0\xfe" * 40)
    with pytest.raises(UnreadableError, match="编码已损坏"):
        parse_page(data, "notice.html")


def test_short_gbk_text_is_not_taken_for_big5():
    assert [block.text for block in parse_page("通知".encode("gbk"), "a.txt").blocks] == ["通知"]


def test_the_euro_sign_of_code_page_936():
    data = "损坏的照价赔偿5元，外宾付2".encode("gbk") + b"\x80\xa1\xa3"
    page = parse_page(data, "a.txt")
    assert [block.text for block in page.blocks] == ["损坏的照价赔偿5元，外宾付2€。"]
    assert page.cuts == ()


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "words",
    [
        "关于做好夜间集市管理工作的通知\n各区县人民政府：\n现将有关事项通知如下。",
        "关于做好夜间集市管理工作的通知，请认真贯彻执行。",
        "甲府〔2031〕7号\n关于集市的通知\n2031年5月20日",
        "關於許可辦理事項的通知\n各區縣：\n請認真辦理。",
    ],
)
def test_utf_16_without_a_mark(words, codec):
    page = parse_page(words.encode(codec), "a.txt")
    assert [block.text for block in page.blocks] == words.split("\n")


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "big5"])
def test_other_chinese_is_not_taken_for_utf_16(codec):
    for words in (
        "關於許可事項",
        "通知通知通知通知",
        "Notice about the markets 通知",
        "notice" * 9,
    ):
        assert detect_utf16(words.encode(codec, "ignore")) is None


def served(data: bytes, charset: str) -> str:
    origin = HttpOrigin("https://www.example.gov.cn/1.html", "1.html", charset)
    return "\n".join(block.text for block in parse_page(data, "1.html", origin).blocks)


def test_the_charset_of_the_header_comes_before_the_declaration_of_the_page():
    data = page("utf-8", "<p>Bâtiments</p>").encode("cp1252")
    assert served(data, "windows-1252") == "Bâtiments"
    assert text(data) != "Bâtiments"


@pytest.mark.parametrize("charset", ["iso-8859-1", "utf-8", "rot13", "\ud800", ""])
def test_a_header_that_does_not_fit_is_not_believed(charset):
    assert served(page("gb2312").encode("gb18030"), charset) == text(page("gbk").encode("gbk"))
