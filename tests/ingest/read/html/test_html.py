"""What a browser shows of a page, line by line."""

from ingest.read import parse_page


def blocks(markup: str):
    return parse_page(f"<html><body>{markup}</body></html>".encode(), "page.html").blocks


def lines(markup: str) -> list[str]:
    return [block.text for block in blocks(markup)]


def test_inline_tags_never_split_a_line():
    assert lines("<p>某函〔<span>2006</span>〕<b>38</b>号</p>") == ["某函〔2006〕38号"]


def test_breaks_split_lines():
    assert lines("<p>一、甲<br>二、乙<br/></p>") == ["一、甲", "二、乙"]


def test_line_breaks_of_the_source_are_none_in_chinese_and_blanks_elsewhere():
    assert lines("<p>关于加强\n    管理的 通知</p>") == ["关于加强管理的 通知"]
    assert lines("<p>ISO\n 9001</p>") == ["ISO 9001"]


def test_inner_space_stays_outer_space_goes():
    assert lines("<p>　　市长　样&nbsp;例 &nbsp;</p>") == ["市长　样\xa0例"]


def test_what_is_not_shown_is_not_read():
    hidden = (
        "<script>x</script><style>y</style><noscript>z</noscript><template>t</template>"
        '<p style="DISPLAY:none">a</p><div hidden>b</div><p style="visibility: hidden">c</p>'
        "<select><option>d</option></select><textarea>e</textarea><!-- f -->"
    )
    assert lines(hidden + "<p>正文</p>") == ["正文"]


def test_pinyin_above_characters_is_no_text():
    assert lines("<p><ruby>规<rp>(</rp><rt>guī</rt><rp>)</rp></ruby>定</p>") == ["规定"]


def test_cells_know_their_place_across_spans():
    markup = (
        "<table><tr><th>序号</th><th colspan=2>名称</th></tr>"
        "<tr><td rowspan=2>1</td><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert [(block.text, block.table) for block in blocks(markup)] == [
        ("序号", (0, 0, 0)),
        ("名称", (0, 0, 1)),
        ("1", (0, 1, 0)),
        ("甲", (0, 1, 1)),
        ("乙", (0, 1, 2)),
        ("丙", (0, 2, 1)),
        ("丁", (0, 2, 2)),
    ]


def test_tables_that_place_things_are_no_tables():
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    found = blocks(f"<table><tr><td><p>正文一段。</p>{inner}</td></tr></table>")
    assert [(block.block_kind, block.text) for block in found] == [
        ("paragraph", "正文一段。"),
        ("cell", "甲"),
        ("cell", "乙"),
    ]


def test_headings_links_and_alignment_are_noted():
    heading, item, middle = blocks(
        "<h2>标题</h2><li><a href=/>新闻</a>！！</li><p align=center>居中</p>"
    )
    assert (heading.block_kind, heading.level) == ("heading", 2)
    assert item.link_share == 0.5
    assert middle.centered
    assert not heading.centered


def test_blocks_of_one_container_begin_alike():
    first, second, other = blocks("<div><p>甲</p><p>乙</p></div><div>丙</div>")
    assert (
        first.element_path[:-1]
        == second.element_path[:-1]
        == first.element_path[: len(second.element_path) - 1]
    )
    assert other.element_path[: len(first.element_path) - 1] != first.element_path[:-1]


def test_meta_title_and_source():
    page = parse_page(
        b'<html><head><title>T - S</title><link rel="canonical" href="https://e.org/a.html">'
        b'<meta name="PubDate" content="2020-01-02"></head><body><p>x</p></body></html>',
        "a.html",
    )
    assert page.title == "T - S"
    assert page.stated_url == "https://e.org/a.html"
    assert page.meta["PubDate"] == "2020-01-02"


def test_the_source_that_a_crawler_noted():
    page = parse_page(
        "<!-- source: http://e.org/b.htm crawled 2019 -->\n<p>正文</p>".encode(), "b.html"
    )
    assert page.stated_url == "http://e.org/b.htm"


def test_attachments_are_listed_once_with_absolute_addresses():
    page = parse_page(
        '<html><head><base href="https://e.org/z/"></head><body>'
        '<a href="f/1.docx">附件1：申请表</a><a href="f/1.docx">下载</a><a href="b.html">页</a>'
        '<a href="f/%E8%A1%A8.pdf"><img src="i.png"></a></body></html>'.encode(),
        "a.html",
    )
    assert [(each.name, each.url) for each in page.attachments] == [
        ("附件1：申请表", "https://e.org/z/f/1.docx"),
        ("表.pdf", "https://e.org/z/f/%E8%A1%A8.pdf"),
    ]


def test_invisible_characters_go_even_as_entities_and_are_told():
    page = parse_page("<p>公\u200b文&#8203;&#xFEFF;处理&shy;</p>".encode(), "a.html")
    assert [block.text for block in page.blocks] == ["公文处理"]
    assert {cut.text for cut in page.cuts} == {"U+200B ×2", "U+FEFF ×1", "U+00AD ×1"}


def test_an_xml_declaration_does_no_harm():
    data = '<?xml version="1.0" encoding="gb2312"?><html><body><p>通知</p></body></html>'
    assert [block.text for block in parse_page(data.encode("gbk"), "a.xhtml").blocks] == ["通知"]
