"""The head of a law: adoption, publication, amendments and number, however its lines say them."""

import pytest

from tests.ingest.facts.reading import day, read

BODY = "第一条 为了节水，制定本法。\n\n第二条 本法自公布之日起施行。\n"
CONGRESS = "第五届全国人民代表大会"


def law(*head, title="中华人民共和国节水法"):
    return read("\n\n".join((f"# {title}", *head, "<!-- INFO END -->", BODY)), "a.md")


@pytest.mark.parametrize(
    ("head", "signed", "promulgated"),
    [
        ((f"1979年7月1日 {CONGRESS}第二次会议通过",), "1979-07-01", None),
        ((f"（1979年7月1日{CONGRESS}第二次会议通过）",), "1979-07-01", None),
        (
            (f"1979年7月1日 {CONGRESS}第二次会议通过", "1979年7月4日 公布", "1980年1月1日 施行"),
            *("1979-07-01", "1979-07-04"),
        ),
        (("2017年11月22日 中华人民共和国国务院令第692号",), None, "2017-11-22"),
        (("2017年11月22日 国务院令第692号公布",), None, "2017-11-22"),
        (("（2017年11月22日国务院令第692号）",), None, "2017-11-22"),
        (("2017年11月22日 临水省人民政府令（第12号）",), None, "2017-11-22"),
        (
            ("中华人民共和国节水法", "2017年11月22日 国务院令第692号公布"),
            *(None, "2017-11-22"),
        ),
        (
            ("中华人民共和国", "节水法", "2017年11月22日 国务院令第692号公布"),
            *(None, "2017-11-22"),
        ),
        (
            (
                "2018年7月30日 最高人民法院审判委员会第1745次会议",
                "2018年10月19日 最高人民检察院第十三届检察委员会第七次会议通过",
            ),
            *("2018-10-19", None),
        ),
    ],
)
def test_days_of_a_head(head, signed, promulgated):
    dates = law(*head).dates
    assert (day(dates.signed), day(dates.promulgated)) == (signed, promulgated)


def test_a_long_chain_of_amendments_below_the_title_printed_twice():
    decided = (
        "第六届全国人民代表大会常务委员会第十二次会议《关于修改〈中华人民共和国节水法〉的决定》"
    )
    chain = [f"{year}年12月10日 {decided}修正" for year in range(1986, 2020, 3)]
    reading = law(
        *("中华人民共和国", "节水法", f"1979年7月1日 {CONGRESS}第二次会议通过"),
        *("1979年7月4日 公布", "1980年1月1日 施行", *chain),
    )
    assert day(reading.dates.signed) == "1979-07-01"
    assert day(reading.dates.promulgated) == "2019-12-10"
    assert day(reading.effective) == "1980-01-01"
    assert reading.title == "中华人民共和国节水法"


@pytest.mark.parametrize(
    "below",
    [
        ("临水县节水规定", "临政规〔2031〕4号"),
        ("临水县 节水规定", "临政规〔2031〕4号"),
        ("2031年4月18日 临水县人民政府第12次常务会议通过", "临水县节水规定", "临政规〔2031〕4号"),
    ],
)
def test_a_number_below_the_repeated_title(below):
    reading = law(*below, title="临水县节水规定")
    assert (reading.title, reading.numbers) == ("临水县节水规定", ("临政规〔2031〕4号",))
