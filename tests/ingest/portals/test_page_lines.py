"""Lines that pages print around a notice: dates, numbers with a source, organs of several lines."""

import pytest

from ingest.read_document import read_document
from tests.ingest.facts.reading import day

PAGE = (
    "<html><head><title>某市水务局关于节约用水的通知</title></head><body>"
    "<h1>某市水务局关于节约用水的通知</h1>{above}<div class='text'>{number}"
    "<p>各区水务局：</p><p>为做好节约用水工作，现将有关事项通知如下。</p>"
    "<p>一、各单位应当安装节水器具。</p>{signature}</div><div>{below}</div></body></html>"
)
NUMBER = "<p>某水规〔2031〕1号</p>"
SIGNATURE = "<p>某市水务局</p><p>2031年3月5日</p>"


def page(above="", number=NUMBER, signature=SIGNATURE, below=""):
    markup = PAGE.format(above=above, number=number, signature=signature, below=below)
    return read_document(markup.encode(), "a.html")


@pytest.mark.parametrize(
    "line",
    [
        "2031-03-07",
        "2031-03-07　某市人民政府门户网站",
        "2031-03-07 10:21:33　某市水务局网站",
        "2031.03.07　阅读 514",
        "2031/03/07　某市水务局",
        "2031-03-07 星期五 浏览量[33]次",
        "某市人民政府网站　2031-03-07",
        "2031年3月7日　|　某市水务局网站",
        "发布时间：2031-03-07　来源：市水务局",
    ],
)
def test_the_day_of_the_page_is_cut_and_read(line):
    reading = page(f"<div>{line}</div>")
    assert (day(reading.dates.published), day(reading.dates.signed)) == ("2031-03-07", "2031-03-05")
    assert line not in reading.text


@pytest.mark.parametrize(
    "line",
    [
        "某水规〔2031〕1号　2031年03月07日　来源：市水务局",
        "某水规〔2031〕1号 | 2031-03-07 | 来源：市水务局 | 浏览次数：12",
    ],
)
def test_a_number_before_the_source(line):
    reading = page(f"<div>{line}</div>", number="")
    assert reading.numbers == ("某水规〔2031〕1号",)
    assert (day(reading.dates.published), day(reading.dates.signed)) == ("2031-03-07", "2031-03-05")


@pytest.mark.parametrize(
    "signature",
    [
        "<p>某市水务局（代章）</p><p>2031.3.5</p>",
        "<p>某市水务局</p><p>（印章）</p><p>2031-3-5</p>",
        "<p>某市水务局（公章）</p><p>2031/3/5</p>",
        "<p>某市水务局</p><p>2031-03-05（盖章）</p>",
        "<p>某市水务局</p><p>（2031.3.5）</p>",
    ],
)
def test_a_signature_with_the_remark_for_its_seal(signature):
    reading = page("<div>2031.03.07　阅读 514</div>", signature=signature)
    assert (day(reading.dates.published), day(reading.dates.signed)) == ("2031-03-07", "2031-03-05")
    assert reading.issuers == ("某市水务局",)


@pytest.mark.parametrize("noise", ["我要提意见", "征集结果反馈", "資料來源：某縣政府　列印本頁"])
def test_tools_of_a_page_are_cut(noise):
    assert noise not in page(below=f"<p>{noise}</p>").text


def test_a_system_of_taiwan_prints_the_days_of_the_law():
    markup = (
        "<table><tr><th>法規名稱：</th><td>某縣市場管理自治條例</td></tr>"
        "<tr><th>公布日期：</th><td>民國 120 年 07 月 01 日</td></tr>"
        "<tr><th>修正日期：</th><td>民國 121 年 11 月 20 日</td></tr></table>"
        "<div><div>第 1 條</div><div>某縣為管理市場，特制定本自治條例。</div>"
        "<div>第 2 條</div><div>本自治條例自公布日施行。</div></div>"
    )
    reading = read_document(markup.encode(), "a.html")
    assert (day(reading.dates.promulgated), day(reading.effective)) == ("2032-11-20", "2031-07-01")
    assert reading.dates.published is None


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        ("各中小学、幼儿园：", ("各中小学、幼儿园",)),
        ("各考生：", ("各考生",)),
        ("全体纳税人：", ("全体纳税人",)),
        ("全市各药店（含连锁门店）：", ("全市各药店（含连锁门店）",)),
        ("各农场，各林场：", ("各农场", "各林场")),
        ("各项申报材料的提交人员：", ()),
    ],
)
def test_addressees_that_are_no_organs(line, addressees):
    text = (
        f"某水〔2031〕1号\n\n某市水务局关于节约用水的通知\n\n{line}\n\n现将有关事项通知如下。\n\n"
        "某市水务局\n2031年3月5日\n"
    )
    assert read_document(text.encode(), "a.txt").addressees == addressees


def test_an_announcement_of_names_is_a_document():
    text = (
        "关于2031年度拟认定节水企业名单的公示\n\n现将18家企业予以公示。公示期自2031年3月8日至3月12日止。"
        "\n\n某市水务局\n2031年3月5日\n"
    )
    reading = read_document(text.encode(), "a.txt")
    assert (reading.issuers, day(reading.ends)) == (("某市水务局",), None)


def test_a_notice_in_one_paragraph_with_a_plain_title():
    text = (
        "关于调整节水委员会成员的通知\n\n各乡镇人民政府，县直各单位：因人事变动，现将组成人员调整如下："
        "一、主任：钱某某。二、副主任：孔某某。某县节水委员会2031年4月9日（此件公开发布）\n"
    )
    reading = read_document(text.encode(), "a.txt")
    assert reading.addressees == ("各乡镇人民政府", "县直各单位")
    assert day(reading.dates.signed) == "2031-04-09"
