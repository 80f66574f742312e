"""Where a notice ends in its page: text stays unless a rule of noise cuts it."""

import pytest

from corpus.model.domain_types import ParsedDocument
from ingest.read_document import read_document

HEAD = "<h1>青石市水利局关于公布河湖管护名录的通告</h1>"
NOTICE = (
    "<p>青水〔2031〕15号</p><p>现将2031年度河湖管护名录予以公布，请抓好落实。</p>"
    "<p>附件：2031年度河湖管护名录</p><p>青石市水利局</p><p>2031年4月8日</p>"
)
TABLE = (
    "<table><tr><td>序号</td><td>河湖</td></tr><tr><td>1</td><td>白沙河</td></tr>"
    "<tr><td>2</td><td>柳叶湖</td></tr></table>"
)
SHARE = '<div>分享到：<a href="#">微信</a></div>'


def read(*parts: str) -> ParsedDocument:
    page = "".join(f"<div>{part}</div>" for part in parts)
    return read_document(f"<html><body>{page}</body></html>".encode(), "a.html")


@pytest.mark.parametrize(
    "parts",
    [
        (HEAD, NOTICE, TABLE),
        (HEAD, NOTICE, f"<p>附件</p>{TABLE}"),
        (HEAD, NOTICE, f"<p>2031年度河湖管护名录</p>{TABLE}"),
        (HEAD, NOTICE, f"<p>附件</p><p>2031年度河湖管护名录</p>{TABLE}<p>注：名录每年更新</p>"),
        (HEAD, NOTICE, SHARE, f"<p>附件</p>{TABLE}"),
        (HEAD, NOTICE, SHARE, f"<p>附件1：</p>{TABLE}"),
        (HEAD, NOTICE, SHARE, f"<p>2031年度河湖管护名录</p>{TABLE}"),
        (HEAD, NOTICE, "<p>附件</p>", f"<div>{TABLE}</div>"),
        (f"{HEAD}<div>{NOTICE}</div><div><p>附件</p><div>{TABLE}</div></div>",),
        (HEAD, NOTICE, f"<p>附件</p>{TABLE}", "<p>相关文件</p><p>青石市供水条例</p>"),
    ],
)
def test_an_annex_in_another_element_stays(parts):
    reading = read(*parts)
    assert "白沙河\n2\n柳叶湖" in reading.text
    assert len(reading.cells) == 6
    assert "分享" not in reading.text
    assert "供水条例" not in reading.text


@pytest.mark.parametrize(
    "noise",
    [
        "<h3>政策解读</h3><p>一、背景是什么？</p><p>近年来我市河湖管护取得成效。</p>",
        "<h3>解读</h3><p>一图读懂河湖管护名录</p>",
        "<p>【部门解读】河湖管护名录政策解读</p>",
        "<h3>相关文件</h3><p>青石市水利局关于防汛工作的通知</p>",
        "<h3>相关信息</h3><p>青石市水利局关于防汛工作的通知</p>",
        "<p>附件：</p><p><a href='1.xlsx'>2031年度河湖管护名录</a></p>",
        "<p>附件下载</p><p>2031年度河湖管护名录.xlsx</p>",
        "<p>您觉得该信息对您有帮助吗？</p><p>有用 没用</p>",
        "<p>打开APP阅读更多</p><p>热门推荐</p>",
        "<p>$(function(){ share(); });</p><p>.a{color:red}</p>",
        "<p>网站导航：</p><p>青石市政府网站</p>",
        "<p>扫一扫在手机打开当前页</p><p>【打印本页】【关闭窗口】</p>",
        "<p>上一篇：青石市水利局关于防汛工作的通知</p>",
        "<p>责任编辑：某某</p><p>浏览次数：12</p>",
    ],
)
@pytest.mark.parametrize("apart", [True, False])
def test_what_pages_print_below_a_notice_is_cut_by_a_named_rule(noise, apart):
    body = f"<p>各区：</p>{NOTICE.replace('<p>附件：2031年度河湖管护名录</p>', '')}"
    reading = read(HEAD, body, noise) if apart or "附件：" in noise else read(HEAD, body + noise)
    assert reading.text.endswith("2031年4月8日")
    assert reading.parts == ()
    assert "正文以外" not in {cut.rule for cut in reading.cuts}


def test_a_list_of_files_within_the_text_ends_with_its_files():
    reading = read(HEAD, f"{NOTICE}<p>附件：</p><p><a href='1.xlsx'>2031年度名录</a></p>")
    assert "附件：2031年度河湖管护名录" in reading.text
    assert "2031年度名录" not in reading.text


@pytest.mark.parametrize(
    "linked",
    [
        "<p align='center'><a href='1.html'>{}</a></p>",
        "<h2><a href='1.html'>{}</a></h2>",
        "<p><a href='1.html'>{}</a></p><title>{}</title>",
    ],
)
def test_a_title_that_is_a_link(linked):
    title = "青石市水利局关于公布河湖管护名录的通告"
    reading = read(f"{linked.format(title, title)}{NOTICE}")
    assert reading.title == title
    assert reading.text.startswith(title)


@pytest.mark.parametrize("again", ["{}", "{}\n\n（2031年4月8日发布）", "青石市\n河湖管护\n规定"])
def test_the_title_of_a_markdown_file_stays_once(again):
    title = "青石市河湖管护规定"
    text = f"# {title}\n\n{again.format(title)}\n\n青政规〔2031〕4号\n\n第一条 为管护河湖。"
    reading = read_document(text.encode(), "a.md")
    assert "".join(reading.text.split()).count(title) == 1
    assert reading.numbers == ("青政规〔2031〕4号",)


@pytest.mark.parametrize("head", ["????????", "？？？？？？", "????(????)"])
def test_a_title_of_question_marks_is_none(head):
    page = (
        f"<title>{head}</title><meta name='ArticleTitle' content='{head}'><h1>{head}</h1>"
        f"<div>{NOTICE}</div>"
    )
    reading = read_document(page.encode(), "河湖管护通告.html")
    assert reading.title == "河湖管护通告"
    assert "?" not in reading.text
