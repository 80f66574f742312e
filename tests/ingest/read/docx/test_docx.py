"""What a Word file prints in its last version."""

import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model.domain_types import Cut
from ingest.page_types import Page, UnreadableError
from ingest.read import parse_page
from ingest.read.common.word_numbering import chinese_count
from tests.ingest.read.office import W, package, paragraph, saved

NOTICE = paragraph("某府〔2020〕3号") + paragraph("某市人民政府关于河涌保洁的通知")


def lines(data: bytes) -> list[str]:
    return [block.text for block in parse_page(data, "notice.docx").blocks]


def test_paragraphs_and_tables():
    document = docx.Document()
    document.add_paragraph("各区：").alignment = 1
    table = document.add_table(2, 2)
    for row, column, text in ((0, 0, "名称"), (0, 1, "文号"), (1, 1, "某府〔2020〕3号")):
        table.cell(row, column).text = text
    document.add_paragraph("照办。\n完")
    page = parse_page(saved(document), "无扩展名")
    assert page.file_format == "word"
    assert [(block.text, block.table, block.centered) for block in page.blocks] == [
        ("各区：", None, True),
        ("名称", (0, 0, 0), False),
        ("文号", (0, 0, 1), False),
        ("某府〔2020〕3号", (0, 1, 1), False),
        ("照办。", None, False),
        ("完", None, False),
    ]


def test_cells_over_several_columns_push_the_others_aside():
    def cell(text, settings=""):
        return f"<w:tc><w:tcPr>{settings}</w:tcPr>{paragraph(text)}</w:tc>"

    wide = '<w:gridSpan w:val="2"/>'
    gone = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("删") + "</w:tr>"
    body = f"<w:tbl><w:tr>{cell('甲', wide)}{cell('乙')}</w:tr>{gone}</w:tbl>"
    blocks = parse_page(package(body), "a.docx").blocks
    assert [(block.text, block.table) for block in blocks] == [("甲", (0, 0, 0)), ("乙", (0, 0, 2))]


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("第", "三", "条"), "第三条"),
        (("甲", "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", "乙"), "甲乙"),
        (("甲", "<w:ins><w:r><w:t>新</w:t></w:r></w:ins>", "乙"), "甲新乙"),
        (("甲", "<w:moveFrom><w:r><w:t>移</w:t></w:r></w:moveFrom>"), "甲"),
        (("甲", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"), "甲"),
        (("甲", "<w:r><w:instrText>PAGE</w:instrText></w:r>"), "甲"),
        (("甲", "<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>"), "甲链接"),
        (("2020", "<w:r><w:noBreakHyphen/></w:r>", "03"), "2020-03"),
        (("甲", "<w:r><w:tab/></w:r>", "乙"), "甲 乙"),
    ],
)
def test_the_last_version_of_a_paragraph(pieces, text):
    assert lines(package(paragraph(*pieces))) == [text]


def test_a_paragraph_whose_end_was_deleted_goes_on():
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = paragraph("前", settings=deleted) + paragraph("后") + paragraph("又")
    assert lines(package(body)) == ["前后", "又"]
    assert lines(package(paragraph(settings=deleted) + paragraph("又"))) == ["又"]


def test_text_boxes_stand_above_their_paragraph_and_are_read_once():
    box = f"<w:txbxContent>{paragraph('某市人民政府文件')}</w:txbxContent>"
    both = (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(package(paragraph("某府〔2020〕3号", both))) == [
        "某市人民政府文件",
        "某府〔2020〕3号",
    ]


def test_headers_and_footers_are_apart():
    document = docx.Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].text = "内部  资料"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    page = parse_page(saved(document), "a.docx")
    assert [block.text for block in page.blocks] == ["正文"]
    assert {cut.text for cut in page.cuts if cut.rule == "页眉页脚"} == {"内部 资料", "— 1 —"}


def test_notes_follow_the_text():
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator">{paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("指常住人口。")}</w:footnote></w:footnotes>'
    )
    data = package(paragraph("正文"), {"notes_xml": "footnotes"}, notes_xml=notes)
    assert lines(data) == ["正文", "指常住人口。"]


def numbered(level: int, text: str, num: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    return paragraph(text, settings=place)


def levels(*forms: tuple[str, str]) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(forms)
    )


NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">'
    + levels(
        ("chineseCountingThousand", "第%1条"),
        ("japaneseCounting", "（%2）"),
        ("decimal", "%3."),
        ("decimalEnclosedCircle", "%4"),
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num></w:numbering>'
)


def test_automatic_numbers_are_printed():
    styled = '<w:pStyle w:val="article"/>'
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:styleId="base"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="article"><w:basedOn w:val="base"/>'
        "</w:style></w:styles>"
    )
    body = (
        numbered(0, "为了保洁，制定本办法。")
        + numbered(1, "河道；")
        + numbered(1, "湖泊。")
        + numbered(2, "2020年的；")
        + numbered(3, "小的。")
        + paragraph()
        + paragraph("保洁人员。", settings=styled)
        + numbered(1, "专职的；")
        + paragraph("附则。", settings=styled + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + numbered(0, "另起。", num=2)
    )
    data = package(
        body,
        {"numbering_xml": "numbering", "styles_xml": "styles"},
        numbering_xml=NUMBERING,
        styles_xml=styles,
    )
    assert lines(data) == [
        "第一条 为了保洁，制定本办法。",
        "（一）河道；",
        "（二）湖泊。",
        "1. 2020年的；",
        "① 小的。",
        "第二条 保洁人员。",
        "（一）专职的；",
        "附则。",
        "第五条 另起。",
    ]


@pytest.mark.parametrize(("count", "said"), [(12, "十二"), (20, "二十"), (101, "一百〇一")])
def test_chinese_counting(count, said):
    assert chinese_count(count) == said


MIME = (
    b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
    b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    b"<h1>=E9=80=9A=E7=9F=A5</h1><p>a=3D1</p>\n--x--\n"
)


@pytest.mark.parametrize("part", [MIME, "<html><h1>通知</h1><p>a=1</p></html>".encode()])
def test_embedded_pages_are_read_in_their_place(part):
    body = paragraph("前") + '<w:altChunk r:id="chunk_mht"/>' + paragraph("后")
    data = package(body, {"chunk_mht": "aFChunk"}, chunk_mht=part)
    assert lines(data) == ["前", "通知", "a=1", "后"]


def test_embedded_parts_of_other_kinds_are_told():
    body = paragraph("前") + '<w:altChunk r:id="chunk_rtf"/>'
    page = parse_page(package(body, {"chunk_rtf": "aFChunk"}, chunk_rtf=b"{\\rtf1 x}"), "a.docx")
    assert page.cuts == (Cut("未能读出的嵌入部分", "word/chunk.rtf"),)


def zipped(name: str, compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr(name, "通知")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (package(NOTICE)[:-40], "压缩包已损坏或不完整"),
        (package("<w:p>"), "XML 无法解析"),
        (zipped("folder/notice.txt"), "不是 Word 文件"),
        (zipped("word/document.xml", zipfile.ZIP_LZMA), "压缩方式"),
        (zipped("xl/workbook.xml"), "Excel"),
        (package("<w:p/>"), "没有可见的文字"),
    ],
)
def test_what_cannot_be_read_is_told(data, reason):
    with pytest.raises(UnreadableError, match=reason):
        parse_page(data, "notice.docx")


def test_a_bomb_does_not_go_off():
    spaces = " " * (80 << 20)
    with pytest.raises(UnreadableError, match="解压后超过"):
        parse_page(package(f"<w:p>{spaces}</w:p>"), "bomb.docx")


def test_entities_are_not_followed():
    body = package(NOTICE, {"styles_xml": "styles"}, styles_xml=(
        '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]><s>&a;</s>'
    ))  # fmt: skip
    assert len(lines(body)) == 2


def test_nesting_beyond_reason_is_refused():
    with pytest.raises(UnreadableError):
        parse_page(package("<w:sdt>" * 5000 + "</w:sdt>" * 5000), "deep.docx")
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(2000)
    )
    chunk = package('<w:altChunk r:id="c_mht"/>', {"c_mht": "aFChunk"}, c_mht=deep)
    with pytest.raises(UnreadableError):
        parse_page(chunk, "deep.docx")


WHOLE = package(
    NOTICE + numbered(0, "甲") + '<w:altChunk r:id="chunk_mht"/>',
    {"numbering_xml": "numbering", "chunk_mht": "aFChunk"},
    numbering_xml=NUMBERING,
    chunk_mht=MIME,
)


@given(st.data())
def test_broken_files_give_a_page_or_a_reason(data):
    place = data.draw(st.integers(0, len(WHOLE) - 1))
    some = data.draw(st.binary(max_size=6))
    broken = WHOLE[:place] + some + WHOLE[place + data.draw(st.integers(0, 6)) :]
    try:
        page = parse_page(broken[: data.draw(st.integers(1, len(broken)))], "a.docx")
    except UnreadableError:
        return
    assert isinstance(page, Page)


XML_PIECES = (
    *("<w:p>", "</w:p>", "<w:tbl>", "<w:tc>", "</w:tc>", "<w:r><w:t>通知</w:t></w:r>", "<w:del>"),
    *('<w:numPr><w:numId w:val="1"/></w:numPr>', '<w:ilvl w:val="x"/>', '<w:altChunk r:id="q"/>'),
    *("<w:sdt>", "</w:sdt>", "<!-- -->", "<w:txbxContent>", "</w:txbxContent>", "<w:br/>"),
)


@given(st.lists(st.sampled_from(XML_PIECES), max_size=12).map("".join))
def test_any_markup_gives_a_page_or_a_reason(body):
    opened = f'<w:document xmlns:w="{W}" xmlns:r="urn:r"><w:body>{body}'
    try:
        lines(package(opened))
        lines(package(body, {"numbering_xml": "numbering"}, numbering_xml=NUMBERING))
    except UnreadableError:
        pass


@pytest.mark.parametrize(
    ("restart", "articles"),
    [
        ("", ["第一条", "第二条", "第一条"]),
        ('<w:lvlRestart w:val="0"/>', ["第一条", "第二条", "第三条"]),
        ('<w:lvlRestart w:val="1"/>', ["第一条", "第二条", "第一条"]),
    ],
)
def test_articles_count_on_over_the_chapters_where_the_list_says_so(restart, articles):
    def level(number, text, more=""):
        form = '<w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        return f'<w:lvl w:ilvl="{number}">{form}{more}<w:lvlText w:val="{text}"/></w:lvl>'

    def numbered(number, text):
        setting = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{setting}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    definition = f"{level(0, '第%1章')}{level(1, '第%2条', restart)}"
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{definition}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = numbered(0, "总则") + numbered(1, "甲") + numbered(1, "乙")
    body += numbered(0, "附则") + numbered(1, "丙")
    root = f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'
    data = package(body, {"numbering_xml": "numbering"}, numbering_xml=root)
    assert [line.split()[0] for line in lines(data) if "条" in line] == articles


def test_an_embedded_file_is_named():
    inner = (
        '<w:object><o:OLEObject xmlns:o="urn:o" ProgID="Excel.Sheet.12" Type="Embed"/></w:object>'
    )
    page = parse_page(package(f"{NOTICE}<w:p><w:r>{inner}</w:r></w:p>"), "a.docx")
    assert page.cuts == (Cut("未能读出的嵌入部分", "Excel.Sheet.12"),)
