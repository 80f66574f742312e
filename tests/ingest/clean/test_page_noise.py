"""Lines that pages print around notices: cut wherever they stand, the notice beside them whole."""

from datetime import date

import pytest

from ingest.read_document import read_document

TITLE = "青石市水利局关于加强防汛工作的通知"
BODY = [
    "青水〔2031〕15号",
    "各区县水利局：",
    "为做好防汛工作，根据有关规定，现就有关事项通知如下。",
    "一、加强值守，确保安全。",
    "二、及时报告险情灾情。",
    "青石市水利局",
    "2031年4月8日",
]
NOISE = """
    【字体：大　中　小】|字体显示：【大】【中】【小】|T大　T中　T小|默认　大　超大|我要打印
    我要分享：|分享至|文章二维码|打印 丨 关闭|[返回]|保存本页|网页纠错|回到顶部|TOP|手机查看
    播放　暂停|下载文字版　下载图片版|纯净版打印|简　繁|您是第12345位访客|浏览次数：233
    点击数：12|阅读原文|点击查看原文|政策原文：|本文链接：http://www.example.com/a.html
    政策问答|简明问答|动漫解读|图片解读|关联解读：|相关政策|相关文档：|猜你想看|大家都在看
    推荐阅读|上一篇：没有了|在线咨询|意见反馈|满意度评价|非常满意　满意　一般　不满意|发表评论
    提交　重置|继续访问　放弃|您访问的链接即将离开“某市政府门户网站”，是否继续？
    今天是：2031年5月20日　星期二|本站已支持IPv6网络|版权声明|免责声明：转载内容仅供参考
    网站地图　联系我们|编辑：某某　审核：某某|稿源：某日报|信息来源：市政府办公室
""".replace("\n", "|").split("|")
LINES = [line.strip() for line in NOISE if line.strip()]


def pages(noise: str) -> list[tuple[str, str]]:
    text = "".join(f"<p>{line}</p>" for line in BODY)
    line, title = f"<p>{noise}</p>", f"<h1>{TITLE}</h1>"
    inner = [
        f"{title}<div>{text}{line}</div>",
        f"{title}<div>{text}</div>{line}",
        f"{title}<div>{line}{text}</div>",
        f"{line}{title}<div>{text}</div>",
    ]
    markup = [f"<html><body><a href='/'>首页</a><div>{each}</div></body></html>" for each in inner]
    return [
        *((each, "a.html") for each in markup),
        ("\n".join([TITLE, *BODY, noise]), "a.txt"),
    ]


@pytest.mark.parametrize("noise", LINES)
def test_a_line_of_the_page_wherever_it_stands(noise):
    for page, name in pages(noise):
        reading = read_document(page.encode(), name)
        assert reading.text.split("\n") == [TITLE, *BODY], page
        assert (reading.title, reading.numbers) == (TITLE, ("青水〔2031〕15号",))
        assert str(reading.dates.signed) == "2031-04-08"


@pytest.mark.parametrize(
    "line",
    [
        "联系电话：0000-0000000，邮箱：a@b.cn",
        "三、政策解读工作由办公室负责。",
        "附：在线咨询电话0000-0000000",
        "注：表中数据为默认值，标准另行通知",
        "（联系人：某某）",
    ],
)
def test_a_line_of_the_notice_stays(line):
    text = "\n".join([TITLE, *BODY[:5], line, *BODY[5:]])
    markup = f"<h1>{TITLE}</h1><div>" + "".join(
        f"<p>{each}</p>" for each in (*BODY[:5], line, *BODY[5:])
    )
    for page, name in ((text, "a.txt"), (f"<html><body>{markup}</div></body></html>", "a.html")):
        assert line in read_document(page.encode(), name).text


@pytest.mark.parametrize("tag", ["div", "p", "h1", "td"])
def test_a_heading_on_several_lines_outside_the_text(tag):
    heading = "青石市水利局关于加强<br>防汛工作的通知<br>（青水〔2031〕15号）"
    text = "".join(f"<p>{line}</p>" for line in BODY[1:])
    head = f"<title>公开信息</title><body><{tag}>{heading}</{tag}>"
    page = f"<html>{head}<div>发布日期：2031-04-09</div>"
    reading = read_document(f"{page}<div>{text}</div></body></html>".encode(), "a.html")
    assert (reading.title, reading.numbers) == (TITLE, ("青水〔2031〕15号",))


@pytest.mark.parametrize("clause", ["有效期：五年", "实施时间：2031年5月1日", "适用范围：全市"])
def test_a_clause_like_a_label_stands_above_the_signature(clause):
    lines = [TITLE, *BODY[:-2], clause, *BODY[-2:]]
    reading = read_document("\n".join(lines).encode(), "a.txt")
    assert reading.text.split("\n") == lines
    assert (reading.issuers, reading.dates.signed) == (("青石市水利局",), date(2031, 4, 8))


@pytest.mark.parametrize("label", ["有效期：五年", "适用范围：全市"])
def test_a_label_below_the_signature_is_cut(label):
    reading = read_document("\n".join([TITLE, *BODY, label]).encode(), "a.txt")
    assert reading.text.split("\n") == [TITLE, *BODY]
