"""The first page of official paper: number and title, whatever is printed above and beside them."""

import pytest

from tests.ingest.facts.reading import read

TITLE = "临水县水务局关于青石水库除险加固工程的请示"
NUMBER = "临水〔2031〕15号"
BODY = (
    "县人民政府：\n青石水库始建于1968年，经鉴定为三类坝。现将有关事项请示如下。\n"
    "一、拟投资1200万元。\n妥否，请批示。\n临水县水务局\n2031年5月20日\n"
)


@pytest.mark.parametrize(
    "head",
    [
        "临水县水务局文件\n临水〔2031〕15号                    签发人：梁某某",
        "临水县水务局文件\n签发人：梁某某            临水〔2031〕15号",
        "临水县水务局文件\n临水〔2031〕15号　签发人：梁某某　会签人：周某某、李某某",
        "临水县水务局文件\n临水〔2031〕15号签发人：张 三",
        "临水县水务局文件\n　　　　　签发人：张某某　李某某\n临水〔2031〕15号　　　　　王某某",
        "临水县水务局文件\n签发人：张某某　李某某\n王某某　赵 某\n临水〔2031〕15号　　　钱某某",
        "临水县水务局文件\n签发人：梁某某\n临水〔2031〕15号",
        "000018\n机密★1年\n特急\n临水县水务局文件\n临水〔2031〕15号",
        "份号：000018\n秘密★长期 加急\n临水县水务局文件\n临水〔2031〕15号　签发人：梁某某",
        "000018\n特急\n临水县水务局\n临水县财政局文件\n临水〔2031〕15号",
        "临水县水务局\n文件\n临水县财政局\n临水〔2031〕15号",
        "临水县水务局\n临水县财政局\n临水县教育局\n临水县民政局\n文件\n临水〔2031〕15号",
        "临 水 县 水 务 局 文 件\n临水 〔2031〕 15 号",
        "临水县水务局\n临水〔2031〕15号",
        "临水县水务局\n特急　　　　　　　　　临水〔2031〕15号",
        "000018　　　　　　　　　　临水〔2031〕15号",
        "临水县水务局\n临水〔2031〕15号　　　　　　Ａ",
        "临水县水务局文件\n———★———\n临水〔2031〕15号　（B类）",
        "发电单位　临水县水务局　签批盖章　梁某某\n等级　特急·明电　临水〔2031〕15号　临机发 8 号",
        "传真电报\n紧急程度：特急\n临水〔2031〕15号",
        "临水县水务局文件（请示）\n【特急】\n临水〔2031〕15号",
    ],
)
def test_what_a_first_page_prints_hides_neither_number_nor_title(head):
    reading = read(f"{head}\n\n{TITLE}\n\n{BODY}")
    assert (reading.title, reading.numbers) == (TITLE, (NUMBER,))
    assert reading.issuers == ("临水县水务局",)
    assert reading.addressees == ("县人民政府",)
    assert reading.text.startswith(head.split("\n", maxsplit=1)[0])


def test_the_number_of_a_telegram_is_that_with_a_year():
    head = "内部明电\n等级 特提·明电　临水明电〔2031〕3号　临机发 12345 号\n"
    assert read(f"{head}{TITLE}\n{BODY}").numbers == ("临水明电〔2031〕3号",)


def test_seven_issuers_above_a_title_of_two_lines_belong_to_the_title():
    organs = tuple(
        f"临水县{name}局" for name in ("商务", "财政", "教育", "民政", "水务", "林业", "审计")
    )
    title = ("关于废止《临水县冷库建设", "补贴办法》的通知")
    reading = read("\n".join(("临商〔2031〕79号", *organs, *title, BODY)))
    assert reading.title == "".join((*organs, *title))


@pytest.mark.parametrize(
    "title",
    [
        ("关于编制临水县冷库名录", "（2031年版）有关事宜的通知"),
        ("关于印发《临水县渡口办法》", "（2031年修订）的通知"),
    ],
)
def test_a_title_goes_on_in_brackets(title):
    reading = read("\n".join(("临商〔2031〕89号", "临水县商务局", *title, BODY)))
    assert reading.title == "".join(("临水县商务局", *title))


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("临水县水务局关于清理文件的通知\n临水〔2031〕15号", "临水县水务局关于清理文件的通知"),
        ("关于规范急件办理的通知\n临水〔2031〕15号", "关于规范急件办理的通知"),
    ],
)
def test_a_title_that_speaks_of_papers_is_one(head, title):
    reading = read(f"{head}\n{BODY}")
    assert (reading.title, reading.numbers) == (title, (NUMBER,))


def test_minutes_have_their_title_below_the_number_and_who_issued_them():
    head = "临水县人民政府\n专题会议纪要\n〔2031〕第14期\n临水县人民政府办公室　　2031年5月19日"
    title = "关于研究供水管网有关问题的会议纪要"
    reading = read(
        f"{head}\n{title}\n2031年5月16日，召开会议。纪要如下：\n一、节水。\n分送：县财政局。"
    )
    assert (reading.title, reading.numbers) == (title, ("〔2031〕第14期",))
    assert reading.text.startswith(head)
    assert str(reading.dates.signed) == "2031-05-19"


def test_a_telegram_says_to_whom_it_goes_beside_its_number():
    head = "临水县防汛指挥部\n发　电\n发往：各乡镇　　等级：特急·明电　　临防电〔2031〕13号"
    assert read(f"{head}\n{TITLE}\n{BODY}").numbers == ("临防电〔2031〕13号",)
