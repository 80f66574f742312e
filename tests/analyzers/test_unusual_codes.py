"""Forms of numbers whose codes look like titles or notes: papers and classes inside codes, classes
and whole codes behind the year, 通告, and organs' names without 令."""

import pytest

from analyzers import issuer_words
from analyzers.document_numbers import find_numbers, parse_number
from analyzers.issuer_codes import classed_code, is_class, issuer_code

#: whole texts that are numbers in their canonical spelling, and found as such in a sentence
CANONICAL = [
    "临交办法〔2024〕5号",
    "临市监通告〔2024〕9号",
    "穗公意见〔2024〕3号",
    "粤府决定〔2019〕2号",
    "国环规定〔2019〕2号",
    "沪环保批复〔2012〕3号",
    "甘政通报〔2012〕3号",
    "临政通知〔2024〕1号",
    "深府办法〔2003〕12号",
    "财办法〔2003〕12号",
    "京民社批复〔2003〕12号",
    "水利批复〔2011〕3号",
    "建办法函〔2019〕3号",
    "建办法规〔2019〕3号",
    "临纪通报〔2024〕7号",
    "环审批复〔2010〕7号",
    "临教复函〔2021〕2号",
    "临办法援〔2024〕5号",
    "临政办法制〔2024〕5号",
    "国办法规〔2024〕5号",
    "临政通告字〔2024〕5号",
    "闽发改方案〔2020〕5号",
    "沪府规定〔2024〕9号",
    "临公(治)字〔2024〕17号",
    "公(交)发〔2019〕3号",
    "穗国房(物)字〔2003〕12号",
    "京地税(征)〔2003〕12号",
    "劳社厅(函)〔2003〕12号",
    "沪房地资(物)〔2002〕12号",
    "苏财(社)〔2010〕5号",
    "深规土(规)〔2012〕5号",
    "闽政(文)〔2005〕20号",
    "国卫(医)发〔2012〕5号",
    "浙财(会)字〔1999〕5号",
    "教基(一)〔2020〕5号",
    "粤公(交)字〔2003〕12号",
    "临公(治安)字〔2024〕17号",
    "银监(复)〔2004〕17号",
    "晋教(基)〔2004〕17号",
    "渝公(消)函〔2004〕7号",
    "黑公(治)字〔2004〕7号",
    "鄂工商(注)〔2004〕7号",
    "法(研)发〔1987〕32号",
    "厦府〔1993〕综241号",
    "临府〔2003〕综17号",
    "闽政〔2005〕文20号",
    "京政办〔1995〕文23号",
    "国发〔1993〕字12号",
    "粤府〔1991〕函12号",
    "穗府〔1993〕办12号",
    "甘府〔1993〕农12号",
    "〔1993〕财农税7号",
    "〔2003〕临财农7号",
    "〔1998〕国办发12号",
    "〔1986〕财税字12号",
    "〔1986〕财行12号",
    "〔1987〕财预字12号",
    "〔1993〕财工7号",
    "〔1993〕国土籍7号",
    "临水县公安局通告2024年第8号",
    "通告1993年第8号",
    "临公通告2024年第8号",
    "临水县公安局通告第8号",
]

#: whole texts and what they are
SPELLINGS = [
    ("广州市交通运输局穗交办法〔2024〕5号", "穗交办法〔2024〕5号"),
    ("临水县公安局通告〔2024〕9号", "临水县公安局通告〔2024〕9号"),
    ("临公（治）字〔2024〕17号", "临公(治)字〔2024〕17号"),
    ("临公【治】字[2024]第017号", "临公(治)字〔2024〕17号"),
    ("广州市公安局穗公(治)字〔2003〕12号", "穗公(治)字〔2003〕12号"),
    ("厦府[1993]综241号", "厦府〔1993〕综241号"),
    ("厦府（1993）综第0241号", "厦府〔1993〕综241号"),
    ("厦府办〔2003〕综合12号", "厦府办〔2003〕综合12号"),
    ("甘财〔1996〕农字5号", "甘财〔1996〕农字5号"),
    ("[1993]财农税7号", "〔1993〕财农税7号"),
    ("(1995)财农税第7号", "〔1995〕财农税7号"),
    ("财税〔1994〕字第032号", "财税〔1994〕字第032号"),
    ("临水县公安局2024年第8号通告", "临水县公安局通告2024年第8号"),
    ("临水县公安局通告（2024年第8号）", "临水县公安局通告2024年第8号"),
    ("国家税务总局公告（2016年第34号）", "国家税务总局公告2016年第34号"),
    ("通告第8号", "通告第8号"),
    ("临水县人民政府第5号", "临水县人民政府第5号"),
    ("临水县人大常委会第12号", "临水县人大常委会第12号"),
    ("临水县人大常委会决定第12号", "临水县人大常委会决定第12号"),
    ("政务〔1997〕(029)号", "政务〔1997〕29号"),
    ("公通字〔2003〕（12）号", "公通字〔2003〕12号"),
    ("穗府〔2015〕第［026］号", "穗府〔2015〕26号"),
    ("考臺秘議字第0031號", "考台秘议字第0031号"),
    ("院授主孝一字第0980006920A號", "院授主孝一字第0980006920A号"),
]

#: whole texts that are no numbers, or cannot be told from titles, courts' cases and places
UNDECIDED = [
    "渡船管理办法〔2024〕5号",
    "该通知〔2024〕5号",
    "县政府决定〔2024〕5号",
    "临水县公安局决定〔2024〕5号",
    "关于节水的通知国发〔2009〕12号",
    "特此通知〔2024〕5号",
    "办法〔2024〕9号",
    "广州市公安局（治）字〔2024〕4号",
    "节水办法（试行）字〔2024〕4号",
    "节水办法（临水）〔2024〕4号",
    "（试行）穗府〔2015〕26号",
    "（2019）京民初12号",
    "（2019）粤行终12号",
    "（2019）最高法民终12号",
    "（2015）穗中法民终字第123号",
    "〔2003〕人民路7号",
    "最高人民法院（2019）民终12号",
    "（2019）沪执7号",
    "〔2019〕刑7号",
    "某路第5号",
    "国务院公报第5号",
]

#: a text, and the canonical numbers in it
RUNNING = [
    ("根据临政办发〔2024〕5号", ["临政办发〔2024〕5号"]),
    ("根据临交办法〔2024〕5号，制定", ["临交办法〔2024〕5号"]),
    ("废止临交办法〔2024〕5号", ["临交办法〔2024〕5号"]),
    ("我局临交办法〔2024〕5号", ["临交办法〔2024〕5号"]),
    ("工作的通知临交办法〔2024〕5号", ["临交办法〔2024〕5号"]),
    ("现将《节水办法》（临政〔2024〕5号）印发", ["临政〔2024〕5号"]),
    (
        "《通知》（临交办法〔2023〕44号）和《通知》（临公（治）字〔2023〕44号），",
        ["临交办法〔2023〕44号", "临公(治)字〔2023〕44号"],
    ),
    ("，临水通告〔2024〕9号同时废止", ["临水通告〔2024〕9号"]),
    (
        "临府规定〔2020〕3号、临府规定〔2020〕4号和临府意见〔2020〕4号",
        ["临府规定〔2020〕3号", "临府规定〔2020〕4号", "临府意见〔2020〕4号"],
    ),
    ("某市节水管理办法〔2024〕5号", []),
    ("某市节水管理办法\n〔2024〕5号", ["〔2024〕第5号"]),
    ("节水办法\n〔2024〕5号", ["〔2024〕第5号"]),
    ("经研究决定〔2024〕9号", []),
    ("已由临水县公安局通告〔2024〕9号", []),
    ("管理办法（试行）穗府〔2015〕26号", ["穗府〔2015〕26号"]),
    ("广州市规划局（国土局）穗规〔2015〕6号", ["穗规〔2015〕6号"]),
    ("依据厦府〔1993〕综241号和〔1993〕财农税7号", ["厦府〔1993〕综241号", "〔1993〕财农税7号"]),
    ("附件（2019）图3号，（2019）民终12号，（2019）京民初12号", []),
    ("[2019]人民路7号，[1]国发〔2020〕5号", ["国发〔2020〕5号"]),
    ("根据《禁渔通告》（临水县公安局通告2024年第8号）", ["临水县公安局通告2024年第8号"]),
    ("关于节水的通告第8号", []),
    ("临水县人民政府第5号文件", []),
    ("行政院院授主孝一字第 0980006920A 號令訂定", ["院授主孝一字第0980006920A号"]),
]


@pytest.mark.parametrize("number", CANONICAL)
def test_a_canonical_number_reads_as_itself_and_is_found_whole(number):
    parsed = parse_number(number)
    assert parsed is not None
    assert parsed.canonical == number
    for text in (number, f"根据{number}", f"《通知》（{number}）执行", f"。\n{number}\n"):
        assert [found.number.canonical for found in find_numbers(text)] == [number]


@pytest.mark.parametrize(("printed", "canonical"), SPELLINGS)
def test_every_spelling_reads_as_its_canonical_number(printed, canonical):
    number = parse_number(printed)
    assert number is not None
    assert number.canonical == canonical
    assert parse_number(canonical) == number


@pytest.mark.parametrize("text", UNDECIDED)
def test_where_it_cannot_be_decided_there_is_no_number(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(("text", "canonical"), RUNNING)
def test_numbers_in_running_text(text, canonical):
    found = find_numbers(text)
    assert [mention.number.canonical for mention in found] == canonical
    for mention in found:
        assert parse_number(mention.printed) == mention.number


@pytest.mark.parametrize("stem", [rule.example for rule in issuer_words.TITLE_STEMS])
def test_a_paper_behind_a_titles_words_is_no_code(stem):
    assert issuer_code(f"{stem}办法", whole=True) is None


@pytest.mark.parametrize("tail", [rule.example for rule in issuer_words.CODE_TAILS])
def test_a_tail_belongs_to_a_code_with_a_class(tail):
    assert classed_code(f"临公〔治〕{tail}") == f"临公(治){tail}"


@pytest.mark.parametrize("note", [rule.example for rule in issuer_words.NOTES])
def test_a_note_in_brackets_is_no_class(note):
    assert classed_code(f"临公〔{note}〕") == ""


@pytest.mark.parametrize("middle", [rule.example for rule in issuer_words.NO_CLASSES])
def test_words_of_courts_and_places_are_no_class(middle):
    assert not is_class(middle)
