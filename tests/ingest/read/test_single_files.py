"""Pages and Word files saved as one file of another kind than their name says."""

import base64
import quopri

import pytest

from ingest.page_types import UnreadableError
from ingest.read import parse_page

LINES = ["甲市水务局关于巡查水库的通知", "甲水〔2031〕3号", "各区县水务局：", "请巡查水库。"]
HTML = "<html><head><title>通知</title></head><body>{}</body></html>".format(
    "".join(f"<p class=MsoNormal>{line}</p>" for line in LINES)
)
WORD = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in LINES)
WML = "http://schemas.microsoft.com/office/word/2003/wordml"
OOXML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.microsoft.com/office/2006/xmlPackage"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
PROGID = '<?mso-application progid="Word.Document"?>\r\n'


def mht(encoding, charset, head="MIME-Version: 1.0\r\n", url="file:///C:/a.htm"):
    data = HTML.encode(charset)
    coded = base64.encodebytes(data) if encoding == "base64" else quopri.encodestring(data)
    first, boundary = f'{head}Content-Type: multipart/related; boundary="=_b"\r\n\r\n', "--=_b"
    part = f"Content-Location: {url}\r\nContent-Transfer-Encoding: {encoding}\r\n"
    kind = f'Content-Type: text/html; charset="{charset}"\r\n\r\n'
    return f"{first}{boundary}\r\n{part}{kind}".encode() + coded + f"\r\n{boundary}--".encode()


def word_2003(body, styles="", head=XML + PROGID):
    root = f'<w:wordDocument xmlns:w="{WML}">'
    return f"{head}{root}{styles}<w:body>{body}</w:body></w:wordDocument>".encode()


def texts(data, name="通知.doc"):
    return [block.text for block in parse_page(data, name).blocks]


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
def test_a_saved_page(encoding, charset):
    assert texts(mht(encoding, charset)) == LINES


def test_a_page_saved_by_a_browser_keeps_its_address():
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.gov.cn/1.html\r\n"
        "Subject: =?utf-8?Q?a?=\r\nDate: Sun, 1 Jun 2031 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    )
    page = parse_page(mht("base64", "utf-8", head), "a.mhtml")
    assert page.stated_url == "https://www.example.gov.cn/1.html"
    assert [block.text for block in page.blocks] == LINES


def test_an_e_mail_is_named():
    head = "Received: from a\r\nFrom: a@example.org\r\nTo: b@example.org\r\nMIME-Version: 1.0\r\n"
    with pytest.raises(UnreadableError, match="电子邮件"):
        parse_page(mht("base64", "utf-8", head), "a.eml")


def test_a_message_without_a_page():
    data = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x--\r\n"
    with pytest.raises(UnreadableError, match="MHT"):
        parse_page(data, "a.mht")


@pytest.mark.parametrize("name", ["通知.doc", "通知.xml", "通知"])
@pytest.mark.parametrize("head", [XML + PROGID, XML, "\ufeff" + XML + PROGID])
def test_word_2003(head, name):
    assert texts(word_2003(f"<w:sect>{WORD}</w:sect>", head=head), name) == LINES


def test_numbers_and_styles_of_word_2003():
    numbered = (
        '<w:p><w:pPr><w:pStyle w:val="a"/><w:listPr><w:t w:val="第一条"/></w:listPr></w:pPr>'
        "<w:r><w:t>巡查水库。</w:t></w:r><w:r><w:delText>删去</w:delText></w:r></w:p>"
    )
    settings = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    style = f'<w:style w:type="paragraph" w:styleId="a">{settings}</w:style>'
    (block,) = parse_page(word_2003(numbered, f"<w:styles>{style}</w:styles>"), "a.doc").blocks
    assert (block.text, block.centered) == ("第一条 巡查水库。", True)


@pytest.mark.parametrize("name", ["通知.doc", "通知.xml"])
def test_flat_packages(name):
    document = f'<w:document xmlns:w="{OOXML}"><w:body>{WORD}</w:body></w:document>'
    part = (
        f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{document}</pkg:xmlData></pkg:part>'
    )
    data = f'{XML}{PROGID}<pkg:package xmlns:pkg="{PACKAGE}">{part}</pkg:package>'
    assert texts(data.encode(), name) == LINES


def test_a_workbook_of_2003_is_named():
    data = f'{XML}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    with pytest.raises(UnreadableError, match="Excel 2003"):
        parse_page(data.encode(), "a.xls")


def test_a_page_whose_text_is_in_cdata():
    data = (
        "<html><body><p><![CDATA[甲水〔2031〕3号]]></p><![CDATA[<p>各区：</p>照办]]></body></html>"
    )
    assert texts(data.encode(), "a.html") == ["甲水〔2031〕3号", "各区：", "照办"]
    script = "<p>通知</p><script>//<![CDATA[\nvar a=1;\n//]]></script><p>各区：</p>"
    assert texts(script.encode(), "a.html") == ["通知", "各区："]
