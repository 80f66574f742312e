"""Titles with their number on the same line, and captions with number and day under a title."""

import pytest

from ingest import line_shapes
from ingest.read_document import read_document

TITLE = "青石市人民政府办公室关于印发青石市夜市管理办法的通知"
BODY = (
    "各区县人民政府，市政府各部门：\n　　现将办法印发给你们，请遵照执行。\n"
    "青石市人民政府办公室\n2031年5月20日"
)
NUMBER = "青政办发〔2031〕12号"


@pytest.mark.parametrize(
    "head",
    [
        f"{TITLE}（{NUMBER}）",
        f"{TITLE}({NUMBER})",
        f"{TITLE}〔{NUMBER}〕",
        f"{TITLE}【{NUMBER}】",
        f"{TITLE} （{NUMBER}）",
        f"{TITLE}\n（{NUMBER}）",
        f"{TITLE}（青政办发[2031]12号）",
        f"{TITLE}（青政办发（2031）12号）",
        f"{TITLE}（青政办发【2031】12号）",
        f"{TITLE}　{NUMBER}",
        f"{TITLE} 青政办发[2031]12号",
        f"（{NUMBER}）{TITLE}",
        f"【{NUMBER}】{TITLE}",
        f"{NUMBER}：{TITLE}",
        f"{NUMBER}　{TITLE}",
        f"青石市人民政府办公室\n关于印发青石市夜市管理办法的通知\n（{NUMBER}）",
        f"青石市人民政府办公室\n关于印发青石市夜市管理办法的通知（{NUMBER}）",
        f"青石市人民政府办公室\n关于印发青石市夜市\n管理办法的通知（{NUMBER}）",
        f"青石市人民政府办公室关于印发青石市夜市管理办法的\n通　　知（{NUMBER}）",
        f"{NUMBER}\n{TITLE}",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_title_and_its_number(head, name):
    lines = f"{head}\n{BODY}".split("\n")
    if name == "a.html":
        lines = [f"<p>{line}</p>" for line in lines]
    reading = read_document("\n".join(lines).encode(), name)
    assert reading.title == TITLE
    assert reading.numbers == (NUMBER,)
    assert reading.addressees == ("各区县人民政府", "市政府各部门")
    assert str(reading.dates.signed) == "2031-05-20"
    assert "".join(reading.text.split()).startswith("".join(head.split()))


@pytest.mark.parametrize(
    "title",
    [
        "青石市人民政府关于青石市夜市管理办法（试行）的通知（青政〔2031〕3号）",
        "关于夜市的通知（青政〔2031〕3号）",
        "青石市夜市管理办法（青政〔2031〕3号）",
        "青石市夜市管理办法（试行）（青政〔2031〕3号）",
    ],
)
def test_short_titles_with_a_number_are_no_number_lines(title):
    squeezed = title.replace("（", "(").replace("）", ")")
    assert not line_shapes.is_number_line(squeezed)
    assert line_shapes.ends_title(squeezed)


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        ("（青税发[2003]25号　2003年8月21日）", "2003-08-21"),
        ("（青税发[2003]25号，2003年8月21日）", "2003-08-21"),
        ("（青税发[2003]25号；2003年8月21日）", "2003-08-21"),
        ("（青税发[2003]25号、2003年8月21日）", "2003-08-21"),
        ("（青税发〔2003〕25号 | 2003-08-21）", "2003-08-21"),
        ("青税发〔2003〕25号 / 2003-8-21", "2003-08-21"),
        ("（青税发〔2003〕25号 2003.8.21）", "2003-08-21"),
        ("（青税发[2003]25号　二00三年八月二十一日）", "2003-08-21"),
        ("（青税发[2003]25号　二○○三年八月二十一日）", "2003-08-21"),
        ("（青税发[2003]25号　二〇〇三年八月二十一日）", "2003-08-21"),
        ("（2003年8月21日　青税发[2003]25号）", "2003-08-21"),
        ("（二○○三年八月二十一日　青税发[2003]25号）", "2003-08-21"),
        ("2003年8月21日 青税发[2003]25号", "2003-08-21"),
        ("青税发[2003]25号　2003年8月21日", "2003-08-21"),
        ("[青税发〔2003〕25号　2003年8月21日]", "2003-08-21"),
        ("【青税发〔2003〕25号　2003年8月21日】", "2003-08-21"),
        ("青石市税务局　青税发〔2003〕25号　2003年8月21日", "2003-08-21"),
        ("（青石市税务局 2003年8月21日 青税发〔2003〕25号）", "2003-08-21"),
        ("（青税发[2003]25号　青石市税务局）", "None"),
        ("（青石市税务局　青税发[2003]25号）", "None"),
        ("（青税发[2003]25号）", "None"),
    ],
)
def test_a_caption_under_the_title(caption, day):
    text = (
        f"青石市税务局关于加强门面出租税收管理的通知\n{caption}\n各区县税务局，市局直属局：\n"
        "　　根据《关于出租房屋税收的通知》（国税发[2000]984号）的规定，现通知如下；\n"
        "　　一、门面出租按月申报。\n　　二、本通知自2003年9月1日起执行。"
    )
    reading = read_document(text.encode(), "a.txt")
    assert reading.title == "青石市税务局关于加强门面出租税收管理的通知"
    assert reading.numbers == ("青税发〔2003〕25号",)
    assert str(reading.dates.signed) == day
    assert reading.addressees == ("各区县税务局", "市局直属局")


def test_the_day_below_the_text_goes_before_that_of_the_caption():
    text = f"{TITLE}\n（{NUMBER}　2031年5月26日）\n{BODY}"
    assert str(read_document(text.encode(), "a.txt").dates.signed) == "2031-05-20"
