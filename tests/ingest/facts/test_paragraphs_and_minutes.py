"""Notices that a database kept in one paragraph, and minutes."""

import pytest

from ingest.page_types import UnreadableError
from ingest.structure.paragraph_breaks import paragraph_breaks
from tests.ingest.facts.reading import day, read

TITLE = "关于委领导工作分工的通知"
DUTIES = "一、张某某主任：主持全面工作。二、李某某副主任：协助分管节水工作。"


@pytest.mark.parametrize(
    ("to", "lead"),
    [
        ("各处室（局）、直属单位：", "经研究，现将委领导工作分工通知如下："),
        ("各县（市、区）水务局，委直属单位：", "为做好节水工作，现将有关事项通知如下："),
        ("委机关各处室：", "根据工作需要，现将领导分工通知如下："),
        ("各处室、各单位: ", "近期，节水工作任务较重，现就有关工作通知如下："),
        ("各处室：", "《分工方案》已经研究同意，现印发给你们，请遵照执行。"),
    ],
)
@pytest.mark.parametrize(
    "foot",
    [
        "海岳省水利委员会2017年7月21日",
        "海岳省水利委员会2017年7月21日（此件主动公开）",
        "海岳省水利委员会　二〇一七年七月二十一日",
        "海岳省水利委员会 2017 年 7 月 21 日",
    ],
)
def test_a_notice_in_one_paragraph(to, lead, foot):
    text = f"{TITLE}\n\n{to}{lead}{DUTIES}{foot}"
    reading = read(text)
    assert reading.title == TITLE
    assert "".join(reading.addressees) == to.strip().rstrip("：:").replace("，", "")
    assert reading.issuers == ("海岳省水利委员会",)
    assert day(reading.dates.signed) == "2017-07-21"
    assert reading.text == f"{TITLE}\n{to}{lead}{DUTIES}{foot}"


@pytest.mark.parametrize(
    "paragraph",
    [
        "县水务局：负责节水工作的组织实施和监督检查，会同县财政局落实节水工作经费，并按季度公布结果。",
        "县水务局应当自2017年7月21日起，会同县财政局、县教育局以及各乡镇人民政府开展节水检查，每季一次。",
        "节水工作由县水务局组织实施，依照《某省节约用水办法》办理。《某省节约用水办法》自2017年7月21日起施行",
    ],
)
def test_running_text_is_one_line(paragraph):
    assert list(paragraph_breaks([paragraph])) == []


@pytest.mark.parametrize(
    "minutes",
    [
        "关于办理节水案件有关问题座谈会纪要\n甲院、乙院联合召开座谈会，形成了统一认识。纪要如下：\n一、会议指出，应当加强协作。",
        "海岳省人民政府第5次常务会议纪要\n〔2031〕5号\n会议听取了节水工作汇报。\n一、会议同意节水方案。",
        "海岳省水利委员会主任办公会议纪要\n2031年5月20日，王某某主持召开会议。现将会议精神纪要如下：\n一、节水。",
        "海岳省节水专题会议纪要\n会议议定事项：\n一、水表每季一抄。\n出席：王某某、李某某。",
    ],
)
def test_minutes_are_documents(minutes):
    reading = read(minutes)
    assert (reading.kind, reading.title) == ("纪要", minutes.split("\n", maxsplit=1)[0])


@pytest.mark.parametrize(
    "news",
    [
        "我市召开节水工作会议\n昨日，节水工作会议召开。会议指出，应当加强协作。出席会议的有王某某。",
        "读书节开幕\n昨日，读书节在市图书馆开幕，王某某主持。会议纪要将于近日公布。",
    ],
)
def test_news_of_a_meeting_is_none(news):
    with pytest.raises(UnreadableError):
        read(news)
