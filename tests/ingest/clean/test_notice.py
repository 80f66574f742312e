"""What stays of a page and what goes, on pages of many makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.page_types import Block, CleanedText, Page, UnreadableError
from ingest.read import parse_page

NAV = (
    '<div class="n"><a href="/">首页</a> <a href="/a">政务公开</a> <a href="/b">通知公告</a></div>'
)
FOOT = (
    "<div class=f><p>版权所有：某市人民政府 粤ICP备00000000号</p>"
    "<p>地址：某路1号 邮编：510000 电话：020-00000000</p></div>"
)
NUMBER, TITLE, TO = "某府〔2020〕3号", "某市人民政府关于加强河涌保洁工作的通知", "各区人民政府："
BODY = ("为加强河涌保洁，现就有关事项通知如下：", "一、落实专人负责。", "二、每月检查一次。")
SIGNED = ("某市人民政府", "2020年3月5日")
WHOLE = [NUMBER, TITLE, TO, *BODY, *SIGNED]


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def cleaned(body: str, head: str = "") -> CleanedText:
    html = f"<html><head>{head}</head><body>{NAV}{body}{FOOT}</body></html>"
    return clean(parse_page(html.encode(), "notice.html"))


def kept(body: str, head: str = "") -> list[str]:
    return cleaned(body, head).text.split("\n")


def test_the_page_heading_above_the_notice_is_cut():
    found = cleaned(
        f"<h1>{TITLE}</h1><p>发布日期：2020-03-09 来源：市政府</p><div>{paragraphs(*WHOLE)}</div>"
    )
    assert found.text.split("\n") == WHOLE
    assert found.heading == TITLE
    assert [label.name for label in found.labels] == ["发布日期", "来源"]


def test_a_marked_heading_is_kept_as_the_heading():
    found = cleaned(f"<h1>【已失效】{TITLE}</h1><p>日期：2020-03-09</p>{paragraphs(*WHOLE)}")
    assert found.heading == f"【已失效】{TITLE}"
    assert found.text.split("\n") == WHOLE


def test_a_heading_that_alone_carries_the_title_stays_first():
    lines = [TO, *BODY, *SIGNED]
    markup = f"<h1>{TITLE}</h1><p>日期：2020-03-09 来源：市政府</p><div>{paragraphs(*lines)}</div>"
    assert kept(markup) == [TITLE, *lines]


def test_a_number_under_that_heading_stays_with_it():
    lines = [TO, *BODY, *SIGNED]
    markup = f"<h1>{TITLE}</h1><h2>{NUMBER}</h2><p>时间：2020-03-09</p>{paragraphs(*lines)}"
    assert kept(markup) == [TITLE, NUMBER, *lines]


def test_a_title_that_only_the_browser_shows_is_told_as_heading():
    found = cleaned(paragraphs(TO, *BODY, *SIGNED), f"<title>{TITLE}_某市政府网</title>")
    assert found.text.split("\n") == [TO, *BODY, *SIGNED]
    assert found.heading == TITLE


def test_the_title_of_what_an_order_orders_is_in_the_text():
    lines = ["某市人民政府令", "第12号", "《某市步道规定》已经审议通过，现予公布。", "市长　样例"]
    lines += ["2020年3月5日", "某市步道规定", "第一条　为了步道，制定本规定。"]
    found = cleaned(f"<h1>某市步道规定</h1><p>日期：2020-03-09</p><div>{paragraphs(*lines)}</div>")
    assert found.text.split("\n") == lines
    assert found.heading == "某市步道规定"


def test_a_title_on_several_lines_is_one():
    title = ["某市人民政府关于印发某市河涌", "保洁办法的通知"]
    lines = [*title, NUMBER, TO, *BODY, *SIGNED]
    found = cleaned(f"<h1>{''.join(title)}</h1><p>日期：2020-03-09</p>{paragraphs(*lines)}")
    assert found.text.split("\n") == lines


def test_a_page_of_nested_tables_and_breaks():
    side = "<td><a href=1>专题</a><br><a href=2>党务</a></td>"
    text = "<br>&nbsp;&nbsp;".join([TO, *BODY, *SIGNED])
    inner = (
        f"<table><tr><td align=center><b>{TITLE}</b></td></tr>"
        f"<tr><td>发布时间：2020-03-09　点击：12</td></tr><tr><td>{text}</td></tr>"
        "<tr><td>【打印】【关闭】</td></tr></table>"
    )
    markup = f"<table><tr>{side}<td>{inner}</td></tr></table>"
    assert kept(markup) == [TITLE, TO, *BODY, *SIGNED]


def test_news_beside_a_short_notice_goes():
    news = "昨日，我市举行了规模盛大的龙舟比赛，来自各地的三十支队伍参加了角逐，观众达到三万余人。"
    notice = f"<h1>{TITLE}</h1>{paragraphs(NUMBER, TO, '请做好保洁工作。', *SIGNED)}"
    markup = f"<div><h3>热点</h3><p>{news}</p><p>{news}</p></div><div>{notice}</div>"
    assert kept(markup) == [TITLE, NUMBER, TO, "请做好保洁工作。", *SIGNED]


def test_a_signature_in_an_element_of_its_own():
    markup = (
        f"<div class=a><div>{paragraphs(TITLE, TO, *BODY)}</div>"
        f"<div class=s>{SIGNED[0]}</div><div class=s>{SIGNED[1]}</div></div><p>上一篇：没有了</p>"
    )
    assert kept(markup) == [TITLE, TO, *BODY, *SIGNED]


def test_lines_of_a_notice_that_look_like_the_page_stay():
    rows = [line for i in range(20) for line in (f"时间：第{i}周", "主办单位：某局", "来源：自筹")]
    table = "<table><tr><td>标准</td><td>大</td></tr><tr><td>名称：</td><td>打印</td></tr></table>"
    markup = f"<div>{paragraphs(TITLE, TO, BODY[0], *rows)}{table}{paragraphs(*SIGNED)}</div>"
    assert kept(markup) == [TITLE, TO, BODY[0], *rows, "标准", "大", "名称：", "打印", *SIGNED]


def test_a_list_of_links_inside_the_notice_stays():
    links = "".join(f"<p><a href={i}>某市第{i}号文件管理办法</a></p>" for i in range(30))
    markup = (
        f"<div>{paragraphs(TITLE, TO, BODY[0])}{links}{paragraphs('特此通知。', *SIGNED)}</div>"
    )
    assert len(kept(markup)) == 36


def test_what_stands_below_a_widget_in_the_same_text_stays():
    markup = (
        f"<div>{paragraphs(TITLE, TO, *BODY, *SIGNED)}<div>扫一扫在手机打开当前页</div>"
        f"{paragraphs('附件1', '河涌名录', '一、甲涌；')}</div>"
    )
    assert kept(markup) == [TITLE, TO, *BODY, *SIGNED, "附件1", "河涌名录", "一、甲涌；"]


def test_attachments_named_by_links_stay_in_the_text():
    markup = (
        f"<div>{paragraphs(TITLE, TO, *BODY, *SIGNED)}<p><a href=a.doc>附件：名录</a></p></div>"
    )
    assert kept(markup)[-1] == "附件：名录"


def test_page_numbers_between_lines_go():
    text = "\n".join([TITLE, TO, BODY[0], "— 1 —", *BODY[1:], *SIGNED])
    assert clean(parse_page(text.encode(), "a.txt")).text.split("\n") == [TITLE, TO, *BODY, *SIGNED]


def test_pinyin_glosses_go_and_are_told():
    found = cleaned(paragraphs(NUMBER, TITLE, "规(guī)定甲(A)类会(huì )议。", *SIGNED))
    assert "规定甲(A)类会议。" in found.text.split("\n")
    assert [cut.text for cut in found.cuts if cut.rule == "拼音注音"] == ["(guī)", "(huì )"]


def test_markdown_with_its_title_is_whole():
    text = "# 某市条例\n\n2001年1月1日 公布\n\n<!-- INFO END -->\n\n## 目录\n\n首页\n\n第一条 甲。"
    assert clean(parse_page(text.encode(), "a.md")).text.split("\n") == [
        *("某市条例", "2001年1月1日 公布", "目录", "首页", "第一条 甲。"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>您访问的页面不存在</h1><p>请检查地址是否正确，或者返回首页。</p>",
        "<ul>" + f"<li><a href=1>{TITLE}</a> <span>2020-03-09</span></li>" * 9 + "</ul>",
        "<h1>我市举办读书节</h1><p>来源：某报</p><p>昨日，读书节开幕，上千名读者到场。</p>",
        "<p>用户名</p><p>密码</p>",
    ],
)
def test_a_page_without_a_notice_is_said_to_have_none(body):
    with pytest.raises(UnreadableError, match="没有公文"):
        cleaned(body)


def test_a_few_broken_bytes_are_replaced_and_told():
    page = f"<html><head><meta charset=utf-8></head><body>{paragraphs(*WHOLE)}{FOOT}</body></html>"
    notice = clean(parse_page(page.encode().replace("专人".encode(), b"\xe4\xff"), "a.html"))
    assert "\ufffd\ufffd" in notice.text
    assert [cut.text for cut in notice.cuts if cut.rule == "无法解码的字节"] == [
        "按 utf-8 解码，以 U+FFFD 代替 ×2"
    ]


def lines():
    printed = st.sampled_from(
        [*WHOLE, "首页", "相关新闻", "— 3 —", "扫一扫在手机打开当前页", "附件1", "来源：某报"]
    )
    return printed | st.text(
        st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30
    )


def blocks():
    block = st.builds(
        Block,
        block_kind=st.sampled_from(["heading", "paragraph"]),
        text=lines().map(str.strip).filter(bool),
        link_share=st.sampled_from([0.0, 1.0]),
        element_path=st.lists(st.integers(1, 3), max_size=3).map(tuple),
    )
    return st.lists(block, max_size=30).map(tuple)


@given(blocks(), st.sampled_from(["html", "text", "markdown"]))
def test_cleaning_never_invents_a_character(found, kind):
    page = Page(kind, found or (Block("paragraph", TITLE),), title=TITLE)
    try:
        result = clean(page)
    except UnreadableError:
        return
    printed = iter("\n".join(block.text for block in page.blocks))
    assert all(character in printed for character in result.text)
    assert not any(line != line.strip() or not line for line in result.text.split("\n"))
