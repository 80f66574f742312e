"""One JSON object a line: keys by their names or as declared, texts put together, histories."""

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model.domain_types import Status
from ingest.fields.column_names import use_of_column
from ingest.page_types import UnreadableError
from ingest.records.amendment_history import act_of_item
from ingest.records.read_record import read_record
from ingest.records.record_fields import (
    BadFieldsError,
    infer_fields,
    parse_field_declaration,
)


def read(**record):
    fields = infer_fields(record)
    assert fields is not None
    return read_record(json.dumps(record).encode(), "a.jsonl!1", fields)


#: use → the names of keys that data sets, spreadsheets and crawlers give it
NAMES = {
    "title": """title 标题 標題 题名 文件名称 法规名称 法規名稱 法律名称 名称 名稱 name doctitle
        发文标题 公文标题 文件标题 doc_title lawTitle document-title""",
    "text": """text content 正文 全文 内容 內容 法规内容 法規內容 条文内容 條文內容 法规正文
        body fulltext articles 条文 條文 正文内容 提取文本 识别文本 original_text full_text raw_text
        content_html 文件全文 公文正文 bodyText""",
    "number": """number docno documentnumber 发文字号 發文字號 文号 文號 公文字号 字號 wenhao
        doc_number documentNo 文件编号 file_number""",
    "issuers": """issuers issuer 发文机关 發文機關 制定机关 制定機關 发布机关 发布机构 发文单位
        颁布单位 organ department office issuing_agency issuingAuthority 发布部门 publish_org""",
    "signed": "signed written 成文日期 发文日期 签发日期 通过日期 印发日期 issue_date signing_date",
    "published": """published 发布日期 发布时间 發布日期 pubdate publish_date publishTime 公布日期
        release_date date""",
    "effective": """effective validfrom 施行日期 实施日期 生效日期 施行時間 effectivedate 实施时间
        effective_date implementation_date""",
    "ends": "ends 失效日期 废止日期 有效期至 expires expiry expiry_date valid_to expiration_date",
    "term": "term 有效期 有效期限 validity_period",
    "status": "status 时效性 時效性 效力状态 有效性 时效 廢止註記 废止标记 文件状态 timeliness",
    "history": "history 沿革內容 沿革内容 沿革 修订历史",
    "preamble": "preamble 前言 序言",
    "article": "article 条号 條號 articleno",
    "division": "division 編章節 编章节",
    "registration": "registration 统一编号 登记号",
    "index": "index indexnumber 索引号",
    "subject": "subject 主题分类 主题",
    "url": "url link 网址 網址 法规网址 法規網址 链接 sourceurl source_url 原文链接",
    "attachments": "attachments 附件 附件列表",
}


@pytest.mark.parametrize(
    ("use", "name"), [(use, name) for use, names in NAMES.items() for name in names.split()]
)
def test_every_name_of_a_key(use, name):
    assert use_of_column(name.upper()) == use


@pytest.mark.parametrize(
    "name",
    [
        "天气",
        "category",
        "tags",
        "author",
        "phone_number",
        "text_length",
        "update_time",
        "crawl_date",
        "联系电话",
        "效力级别",
        "摘要",
        "浏览次数",
        "文件哈希",
        "提取方式",
    ],
)
def test_names_that_say_nothing_of_a_document(name):
    assert use_of_column(name) is None


@pytest.mark.parametrize(
    ("declaration", "reason"),
    [
        ("title", "应写成 用途=字段名"),
        ("title=", "应写成 用途=字段名"),
        ("titel=甲", "不认识用途“titel”"),
        ("title=甲,title=乙", "写了两次"),
        ("text=甲", "至少要写明 title"),
    ],
)
def test_declarations_that_say_nothing(declaration, reason):
    with pytest.raises(BadFieldsError, match=reason):
        parse_field_declaration(declaration)


def test_articles_in_a_list():
    reading = read(
        法規名稱="某市書亭管理辦法",
        法規內容=[
            {"編章節": "第 一 章 總則"},
            {"條號": "第 1 條", "條文內容": "為管理書亭，制定本辦法。"},
            {"條號": "第 2 條", "條文內容": "書亭應備下列物品：\r\n一、書。\r\n二、燈。"},
        ],
    )
    assert reading.text.split("\n") == [
        "某市書亭管理辦法",
        "第一章 總則",
        "第1條 為管理書亭，制定本辦法。",
        "第2條 書亭應備下列物品：",
        "一、書。",
        "二、燈。",
    ]
    assert [each.address for each in reading.outline[0].children] == ["第1条", "第2条"]


def test_lines_broken_at_a_fixed_width_are_joined():
    broken = (
        "書亭之設置，應依都市計畫及建築管理相關法令之規定辦理，並應於設置前報請主管機關核\r\n准。"
    )
    assert "報請主管機關核准。" in read(標題="甲", 正文=f"第一條 {broken}").text


def test_one_article_a_line():
    reading = read(name="某市书亭条例第三条", content="书亭应当明码标价。", article="第三条")
    assert reading.text == "某市书亭条例第三条\n第三条 书亭应当明码标价。"
    assert reading.outline[0].address == "第三条"


HISTORY = (
    "1.中華民國八十六年三月四日內政部（86）台內社字第 8674421 號令訂定發布全文\r\n"
    "  12 條；並自發布日施行\r\n"
    "2.中華民國九十一年五月六日內政部台內社字第 0910071234 號令修正發布第 3、5\r\n"
    "   條條文\r\n"
)
ABOLISHED = "3.中華民國一百零二年七月八日內政部台內社字第 1020212345 號令發布廢止"


def test_a_history():
    reading = read(法規名稱="書亭管理規則", 沿革內容=HISTORY, 法規內容="第一條 書亭應明碼標價。")
    assert reading.dates.promulgated == date(2002, 5, 6)
    assert reading.effective == date(1997, 3, 4)
    assert reading.issuers == ("內政部",)
    assert reading.numbers == ("〔86〕台内社字第8674421号",)
    assert (reading.level, reading.region, reading.marked) == ("其他", "台湾省", None)
    (told,) = [fact for fact in reading.facts if fact.name == "promulgated"]
    assert reading.text[told.evidence.start : told.evidence.end] == told.evidence.quote
    assert told.evidence.quote.startswith("中華民國九十一年五月六日")


def test_a_history_that_ends():
    reading = read(
        法規名稱="書亭管理規則", 沿革內容=HISTORY + ABOLISHED, 法規內容="第一條 書亭應明碼標價。"
    )
    assert reading.marked is Status.REPEALED
    assert (reading.ends.value, reading.ends.reason) == (date(2013, 7, 9), "repealed")
    assert reading.dates.promulgated == date(2002, 5, 6)


def test_the_mark_of_a_register():
    reading = read(法規名稱="書亭管理規則", 廢止註記="廢", 法規內容="第一條 書亭應明碼標價。")
    assert reading.marked is Status.REPEALED
    (told,) = [fact for fact in reading.facts if fact.name == "marked"]
    assert (told.evidence.where, told.evidence.quote) == ("page", "廢止註記：廢")


@pytest.mark.parametrize(
    "words",
    [
        "行政院公告第十三条所列属「农委会」之权责事项，改由「农业部」管辖",
        "金融监督管理委员会公告，于一百十年十月一日起不再援用作为裁罚等处分之依据",
        "报告",
    ],
)
def test_what_was_not_done_to_the_document(words):
    assert act_of_item(words) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(title=JSON, text=JSON, history=JSON, number=JSON, status=JSON)
def test_any_values_give_a_reading_or_a_reason(title, text, history, number, status):
    record = {"title": title, "text": text, "沿革": history, "文号": number, "废止标记": status}
    fields = (
        ("title", "title"),
        ("text", "text"),
        ("history", "沿革"),
        ("number", "文号"),
        ("status", "废止标记"),
    )
    try:
        reading = read_record(json.dumps(record).encode(), "a.jsonl!1", fields)
    except UnreadableError:
        return
    for fact in reading.facts:
        if fact.evidence is not None and fact.evidence.start is not None:
            assert reading.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote


@given(st.binary(max_size=200))
def test_any_bytes_give_a_reading_or_a_reason(data):
    with suppress(UnreadableError):
        assert read_record(data, "a.jsonl!1", (("title", "title"), ("text", "text"))).title


def test_the_start_that_a_history_states_stands_before_one_that_is_computed():
    reading = read(
        法規名稱="樣例基金收支辦法",
        沿革內容="1.中華民國九十八年十一月二十六日行政院院授主孝一字第 0980006920A\r\n"
        "  號令訂定發布全文 2 條；並自九十九年一月一日施行",
        法規內容=[{"條號": "第 1 條", "條文內容": "本辦法自發布日施行。"}],
    )
    assert (reading.effective, reading.effective_certainty) == (date(2010, 1, 1), "stated")
    assert reading.numbers == ("院授主孝一字第0980006920A号",)


def test_an_order_that_sets_the_start_of_the_law_behind_a_standard_gives_that_day():
    reading = read(
        法規名稱="樣例費用徵收標準",
        沿革內容="1.中華民國一百零五年一月二十五日樣例院樣台字第 1050002717 號令訂定發布全文 2 條；"
        "並自樣例法施行之日施行\r\n  中華民國一百零五年三月七日樣例院樣台字第 1050006359 號令"
        "發布「樣例法」定自一百零五年五月二日施行",
        法規內容=[{"條號": "第 1 條", "條文內容": "本標準依樣例法規定訂定之。"}],
    )
    assert reading.effective == date(2016, 5, 2)


NOTICE = (
    "各区县水务局：",
    "请做好取水口整治，本通知自2031年6月1日起施行。",
    "甲市水务局",
    "2031年5月20日",
)
TITLE = "甲市水务局关于取水口整治的通知"


@pytest.mark.parametrize(
    "body",
    [
        "\n".join(NOTICE),
        "\r\n　　".join(NOTICE),
        "　　".join(NOTICE),
        "\\n".join(NOTICE),
        "".join(f"<p>{line}</p>" for line in NOTICE),
        "<div>" + "<br/>".join(NOTICE) + "</div><script>x()</script>",
        "&nbsp;\n".join(NOTICE),
        "\n".join((TITLE[:9], TITLE[9:], *NOTICE)),
    ],
    ids=["lines", "indented", "one line", "escaped", "markup", "breaks", "entities", "own title"],
)
def test_the_text_however_it_was_kept(body):
    lines = [line.strip() for line in read(标题=TITLE, 正文=body).text.split("\n")]
    assert lines[-4:] == list(NOTICE)
    assert "".join(lines[:-4]) == TITLE


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("甲市水务局", ("甲市水务局",)),
        ("['甲市水务局', '甲市财政局']", ("甲市水务局", "甲市财政局")),
        ("甲市水务局;甲市财政局", ("甲市水务局", "甲市财政局")),
        ("8", ()),
        ("81202;812;8", ()),
        ("['6', '603']", ()),
        ("XM07", ()),
    ],
)
def test_codes_are_no_organs(value, names):
    reading = read(title="节水办法", content="第一条 节水。", issuers=value)
    assert reading.issuers == names
    if not names:
        assert reading.level is None


def test_keys_that_differ_from_record_to_record():
    fields = infer_fields(["标题", "文件标题", "正文", "提取文本", "文号", "文件编号"])
    other = {"文件标题": TITLE, "提取文本": "\n".join(NOTICE), "文件编号": "甲水〔2031〕7号"}
    reading = read_record(json.dumps(other).encode(), "a.jsonl!2", fields)
    assert (reading.title, reading.numbers) == (TITLE, ("甲水〔2031〕7号",))
