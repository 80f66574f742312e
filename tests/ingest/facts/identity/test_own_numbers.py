"""A document's own numbers: of its number line, whole or not at all; and those that it cites."""

import pytest

from tests.ingest.facts.reading import notice, read, targets


def numbers_under(line: str) -> tuple[str, ...]:
    return read(
        f"临水县样例局关于节水工作的通知\n{line}\n各乡镇人民政府：\n节水从每户做起，水表每季一抄。\n"
        "临水县样例局\n2024年5月12日\n"
    ).numbers


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("临交办法〔2024〕5号", ("临交办法〔2024〕5号",)),
        ("临市监通告〔2024〕9号", ("临市监通告〔2024〕9号",)),
        ("临公（治）字〔2024〕17号", ("临公(治)字〔2024〕17号",)),
        ("临府〔2003〕综017号", ("临府〔2003〕综17号",)),
        ("〔2003〕临财农7号", ("〔2003〕临财农7号",)),
        ("政务〔1997〕（029）号", ("政务〔1997〕29号",)),
        ("临水县公安局通告2024年第8号", ("临水县公安局通告2024年第8号",)),
        ("临水县人民政府第5号", ("临水县人民政府第5号",)),
        ("财政部、国家税务总局 财税〔2022〕3号", ("财税〔2022〕3号",)),
        ("2017年11月22日 临水县人民政府令第692号", ("临水县人民政府令第692号",)),
        ("将政办〔2024〕17号", ("将政办〔2024〕17号",)),
        ("关于节水的通知国发〔2009〕12号", ("国发〔2009〕12号",)),
        ("关于做好节水工作的通知　临政办发〔2009〕12号", ("临政办发〔2009〕12号",)),
        ("临水县样例局关于节水的通告（临样通〔2009〕12号）", ("临样通〔2009〕12号",)),
        ("关于节水的通知〔2009〕12号", ()),
        ("节水办法〔2024〕17号", ()),
        ("节水办法（临水）字〔2024〕17号", ()),
        ("临水县样例局决定〔2024〕17号", ()),
    ],
)
def test_a_number_line_gives_what_fills_it(line, numbers):
    assert numbers_under(line) == numbers


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("發文字號：院臺法字第1040000000號", ("院台法字第1040000000号",)),
        ("發文字號：院臺法字第1040000000號　　附件：如文", ("院台法字第1040000000号",)),
        ("發文字號：院臺法字第 1040000000 號 速別：普通件", ("院台法字第1040000000号",)),
    ],
)
def test_the_number_of_a_letter_ends_at_a_gap_or_a_label(line, numbers):
    text = f"樣例部 函\n{line}\n主旨：關於節水一案，請查照。\n說明：依據節水辦法辦理。\n"
    assert read(text).numbers == numbers


def test_whole_codes_are_cited_and_repealed():
    reading = notice(
        "根据《关于步道的通知》（临交办法〔2023〕44号）和《关于堤岸的通知》（临公（治）字〔2023〕44号）办理。",
        "《关于渡口的通知》（临水办法〔2021〕44号）同时废止。",
    )
    assert targets(reading, "repeals") == ["临水办法〔2021〕44号"]
    assert {"临交办法〔2023〕44号", "临公(治)字〔2023〕44号"} <= {
        relation.target.number for relation in reading.relations
    }


def test_an_announcement_prints_its_number_below_its_head():
    text = (
        "某市水务局通告\n通告2031年第14号\n\n关于节约用水的通告\n\n现将有关事项通告如下。\n\n"
        "某市水务局\n2031年5月20日\n"
    )
    assert read(text).numbers == ("通告2031年第14号",)


@pytest.mark.parametrize("verb", ["发布", "公布", "颁布"])
def test_an_organ_publishes_with_a_bare_number(verb):
    promulgated = f"2031年5月14日 某市人民政府第52号{verb}"
    text = f"# 某市桥梁管理规定\n\n{promulgated}\n\n第一条 养护桥梁。\n\n第二条 照办。\n"
    assert read(text, "a.md").numbers == ("某市人民政府第52号",)


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("某水规〔2022〕3－1号", "某水规〔2022〕3-1号"),
        ("某水规〔二〇二二〕3号", "某水规〔2022〕3号"),
    ],
)
def test_a_number_line_is_no_line_of_the_title(printed, canonical):
    text = (
        f"{printed}\n\n某市水务局关于节水的通知\n\n各区：\n\n照办。\n\n某市水务局\n2022年3月1日\n"
    )
    reading = read(text)
    assert (reading.numbers, reading.title) == ((canonical,), "某市水务局关于节水的通知")
