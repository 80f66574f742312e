"""Laws of Hong Kong and Macau: their heads, numbers, and days in force."""

import pytest

from analyzers.document_numbers import parse_number
from tests.ingest.facts.reading import day, read

MACAU = (
    "澳門特別行政區\n{number}\n堤岸巡查制度\n立法會根據《澳門特別行政區基本法》第七十一條（一）項，制定本法律。\n"
    "第一條\n標的\n本法律訂定堤岸巡查的一般制度。\n第二條\n生效\n{start}\n二零三一年五月十二日通過。\n"
    "立法會主席　甲某某\n"
)


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("第12/2031號法律", "第12/2031号法律"),
        ("第4/2010號行政法規", "第4/2010号行政法规"),
        ("第7/2014號行政命令", "第7/2014号行政命令"),
        ("第45/99/M號法令", "第45/99/M号法令"),
        ("第112/2031號行政長官批示", "第112/2031号行政长官批示"),
        ("第45/2012號經濟財政司司長批示", "第45/2012号经济财政司司长批示"),
        ("第12號法律", None),
        ("第12/2031號房間", None),
    ],
)
def test_numbers_of_macau(printed, canonical):
    number = parse_number(printed)
    assert (number.canonical if number else None) == canonical


@pytest.mark.parametrize(
    ("number", "start", "effective"),
    [
        ("第12/2031號法律", "本法律自二零三一年六月一日起生效。", "2031-06-01"),
        ("第12/2031號行政法規", "本行政法規自二零三一年六月一日起生效。", "2031-06-01"),
    ],
)
def test_a_law_of_macau(number, start, effective):
    reading = read(MACAU.format(number=number, start=start))
    assert reading.title == "堤岸巡查制度"
    assert reading.numbers == (parse_number(number).canonical,)
    assert day(reading.effective) == effective
    assert reading.text.startswith("澳門特別行政區\n")


@pytest.mark.parametrize("head", ["第901章\n《堤岸條例》", "第901章 《堤岸條例》"])
def test_a_law_of_hong_kong_is_a_document(head):
    text = (
        f"{head}\n本條例旨在就堤岸的巡查及修葺訂定條文。\n第1部　導言\n1.　簡稱\n"
        "(1)　本條例可引稱為《堤岸條例》。\n2.　釋義\n堤岸指沿河兩岸高出水面的土堤或石堤；\n"
    )
    reading = read(text)
    assert reading.numbers == ("第901章",)
    assert reading.text.startswith("第901章")


@pytest.mark.parametrize(
    ("head", "numbers", "effective"),
    [
        (
            "第903A章\n《街市攤檔規例》\n（第903章第12條）\n[2031年4月1日] 2031年第27號法律公告",
            ("第903A章", "2031年第27号法律公告"),
            "2031-04-01",
        ),
        ("2031年第27號法律公告\n《街市攤檔規例》", ("2031年第27号法律公告",), None),
        ("第903章\n《街市攤檔條例》", ("第903章",), None),
    ],
)
def test_the_head_of_a_law_of_hong_kong(head, numbers, effective):
    text = (
        f"{head}\n1.　引稱\n本規例可引稱為《街市攤檔規例》。\n2.　釋義\n在本規例中——\n"
        "攤檔指街市內獲編號的檔位；\n"
    )
    reading = read(text)
    assert reading.title.startswith("《街市攤檔")
    assert reading.numbers == numbers
    assert (day(reading.effective), day(reading.dates.promulgated)) == (effective, None)


@pytest.mark.parametrize(
    ("start", "effective"),
    [
        ("本行政法規自公佈後滿三十日起生效。", "2031-06-11"),
        ("本行政法規自公佈翌日起生效。", "2031-05-13"),
        ("本行政法規自二零三一年六月一日起生效。", "2031-06-01"),
    ],
)
def test_a_law_of_macau_is_dated_by_the_line_below_it(start, effective):
    reading = read(MACAU.format(number="第12/2031號行政法規", start=start))
    assert (day(reading.dates.signed), day(reading.effective)) == ("2031-05-12", effective)
