"""How a query is read."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzers.document_numbers import parse_number
from corpus.index.query_tree import (
    AllDocuments,
    And,
    AnnotationHolds,
    AnyWord,
    DateBetween,
    Keyword,
    KeywordsNear,
    NameLike,
    Not,
    NumberIs,
    NumberLike,
    Or,
    StatusIs,
    WithinScope,
)
from corpus.model.domain_types import Status
from search_api.query.parse.query_fields import QUERY_FIELDS
from search_api.query.parse.query_parser import MATCH_NOTHING, MAX_DEPTH, MAX_WORDS, parse_query

A, B, C, D = (Keyword(text) for text in "甲乙丙丁")


def keywords(q: str) -> list[str]:
    node = parse_query(q).node
    return [item.text for item in (node.items if isinstance(node, And) else (node,))]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("规范性文件", ["规范性文件"]),
        ("  规范性文件\u3000有效期 ", ["规范性文件", "有效期"]),
        ("有效期 有效期", ["有效期"]),
        ('"有效期 五年"', ["有效期 五年"]),
        ("“有效期 五年” 试行", ["有效期 五年", "试行"]),
        ("管理办法(试行)", ["管理办法(试行)"]),
        ("管理办法（试行） （试行）", ["管理办法（试行）", "（试行）"]),
        ("“十三五”规划", ["“十三五”规划"]),
        ("“关于“十三五”的通知”", ["关于“十三五”的通知"]),
        ('"没有合上 的引号', ['"没有合上', "的引号"]),
        ("非法集资 或者 或然", ["非法集资", "或者", "或然"]),
        ("2015-2020 - PM2.5", ["2015-2020", "-", "PM2.5"]),
        ("同句（罚款 吊销） 同句", ["同句（罚款", "吊销）", "同句"]),
        ("类别:甲 时间：10:30", ["类别:甲", "时间：10:30"]),
        ("主题: 规划", ["主题:", "规划"]),
        ("施行日期:待定 状态:不明", ["施行日期:待定", "状态:不明"]),
        ("or not near/5 and", ["or", "not", "near/5", "and"]),
        ("规划* 3*5 *", ["规划*", "3*5", "*"]),
        ("a)", ["a)"]),
        ("，。", ["，。"]),
        ("NEAR/", ["NEAR/"]),
        ("(管理办法(试行))", ["管理办法(试行)"]),
    ],
)
def test_words_and_quotations(q, expected):
    assert keywords(q) == expected
    assert "按字面" not in parse_query(q).read_as


@pytest.mark.parametrize("q", ["", " \n\u3000", '""', "“ ”"])
def test_a_blank_query_is_every_document(q):
    parsed = parse_query(q)
    assert parsed.node == AllDocuments()
    assert parsed.read_as == "全部文件"


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("甲 或 乙", Or((A, B))),
        ("甲 OR 乙 OR 丙", Or((A, B, C))),
        ("甲 非 乙", And((A, Not(B)))),
        ("甲 NOT 乙", And((A, Not(B)))),
        ("甲 -乙", And((A, Not(B)))),
        ("-乙", Not(B)),
        ("非 非 甲", A),
        ("--甲", Not(Keyword("-甲"))),
        ("甲 乙 或 丙 丁", Or((And((A, B)), And((C, D))))),
        ("甲 (乙 或 丙) 丁", And((A, Or((B, C)), D))),
        ("甲 -(乙 丙)", And((A, Not(And((B, C)))))),
        ("非 甲 或 乙", Or((Not(A), B))),
        ("(甲 或 (乙))", Or((A, B))),
        ('("甲 乙" 或 “丙”)', Or((Keyword("甲 乙"), C))),
        ("罚款 NEAR/50 吊销", KeywordsNear(Keyword("罚款"), Keyword("吊销"), 50)),
        ("甲 NEAR/5 乙", KeywordsNear(A, B, 5)),
        ("丙 非 甲 NEAR/5 乙", And((C, Not(KeywordsNear(A, B, 5))))),
        ("甲 NEAR/5 乙 NEAR/0 丙", And((KeywordsNear(A, B, 5), KeywordsNear(B, C, 0)))),
        ("(甲 或 乙) NEAR/3 丙", Or((KeywordsNear(A, C, 3), KeywordsNear(B, C, 3)))),
        ("同句(甲 乙)", WithinScope("sentence", And((A, B)))),
        ("同段(甲 或 乙)", WithinScope("paragraph", Or((A, B)))),
        ("同条(甲 -乙) 丙", And((WithinScope("provision", And((A, Not(B)))), C))),
        ("-同篇(甲 乙)", Not(WithinScope("document", And((A, B))))),
        (
            "同段(甲 同句(乙 丙))",
            WithinScope("paragraph", And((A, WithinScope("sentence", And((B, C)))))),
        ),
        ("同句(甲 NEAR/3 乙)", WithinScope("sentence", KeywordsNear(A, B, 3))),
        ("同句(标题:甲 乙)", WithinScope("sentence", And((Keyword("标题:甲"), B)))),
        ("标题:甲 乙", And((Keyword("甲", "title"), B))),
        ("标题: 甲 乙", And((Keyword("甲", "title"), B))),
        ("甲 AND 乙", And((A, B))),
        ("甲 AND (乙 OR 丙) AND 非 丁", And((A, Or((B, C)), Not(D)))),
        ("甲 AND", And((A, Keyword("AND")))),
        ("标题：“甲 乙”", Keyword("甲 乙", "title")),
        ("-标题:甲", Not(Keyword("甲", "title"))),
        ("标题:(甲 或 乙)", Or((Keyword("甲", "title"), Keyword("乙", "title")))),
        ("标题:管理办法(试行)", Keyword("管理办法(试行)", "title")),
        ("正文:甲 附件:乙", And((Keyword("甲", "text"), Keyword("乙", "attached")))),
        ("机关:公安局", NameLike("issuer", "*公安局*")),
        ("机关:“国务院”", NameLike("issuer", "国务院")),
        ("机关:广州市*局", NameLike("issuer", "广州市*局")),
        ("主送:各区", NameLike("addressee", "*各区*")),
        ("引用:《种子法》", NameLike("cited", "*种子法*")),
        ("级别:市级", NameLike("level", "市级")),
        ("地区:廣州", NameLike("region", "广州*")),
        ("状态:有效", StatusIs((Status.IN_FORCE, Status.PARTLY_VOID))),
        ("状态:已废止", StatusIs((Status.REPEALED,))),
        ("批注:待核对", AnnotationHolds("待核对")),
        ("施行日期:2015..2018", DateBetween("effective", date(2015, 1, 1), date(2018, 12, 31))),
        ("成文日期:2015..", DateBetween("signed", date(2015, 1, 1), None)),
        ("公布日期:..2018-06", DateBetween("promulgated", None, date(2018, 6, 30))),
        ("发布日期:2020年2月", DateBetween("published", date(2020, 2, 1), date(2020, 2, 29))),
        ("届满日期:>=2020-01-02", DateBetween("ends", date(2020, 1, 2), None)),
        ("失效日期:>=2020-01-02", DateBetween("ends", date(2020, 1, 2), None)),
        ("网页日期:2020-01-02", DateBetween("published", date(2020, 1, 2), date(2020, 1, 2))),
        ("文号:穗府〔2015〕*", NumberLike("穗府〔2015〕*", "own")),
        ("文号:穗府", NumberLike("*穗府*", "own")),
        ("穗府〔2015〕*", NumberLike("穗府〔2015〕*")),
        ("穗府[2015]* 甲", And((NumberLike("穗府[2015]*"), A))),
        ("“穗府〔2015〕*”", Keyword("穗府〔2015〕*")),
    ],
)
def test_signs(q, expected):
    assert parse_query(q).node == expected


@pytest.mark.parametrize(
    "q",
    [
        "((", "(甲 乙", "甲 或", "或 甲", "甲 或 或 乙", "甲 非", "()", "甲 () 乙",
        "同句(甲 乙", "同句()", "NEAR/5", "甲 NEAR/5", "罚款 NEAR/51 吊销", "甲 NEAR/50 乙",
        "(甲甲 或 乙乙 或 丙丙 或 丁丁) NEAR/50 (己己 或 庚庚 或 辛辛)",
        "(甲 乙) NEAR/5 丙", "甲 NEAR/5 标题:乙", '标题:""', "施行日期:(2015 或 待定)", "(甲)乙 (",
        "(" * (MAX_DEPTH + 1) + "甲" + ")" * (MAX_DEPTH + 1),
        "( " * 1000, "非 " * 900, "(" * 2000,
    ],
)  # fmt: skip
def test_a_broken_query_is_searched_as_it_stands(q):
    parsed = parse_query(q)
    words = list(dict.fromkeys(word for word in q.split() if word != '""'))
    assert keywords(q) == words
    assert "按字面检索" in parsed.read_as


def test_a_pasted_text_is_one_keyword():
    text = " ".join(f"第{n}条" for n in range(MAX_WORDS + 1))
    assert parse_query(text).node == Keyword(text)


@pytest.mark.parametrize("q", ["穗府〔2015〕26号", "穗府[2015]26號", " 穗府 （2015） 26号 "])
def test_a_whole_number_is_read_as_one_too(q):
    node = parse_query(q).node
    assert isinstance(node, Or)
    assert node.items[0] == NumberIs(parse_number("穗府〔2015〕26号").key)
    assert "穗府〔2015〕26号" in parse_query(q).read_as


def test_of_the_field_a_number_is_the_documents_own_in_any_spelling():
    key = parse_number("穗府〔2015〕26号").key
    assert parse_query("文号:穗府[2015]26號").node == NumberIs(key, "own")
    assert parse_query("引用:穗府[2015]26號").node == NumberIs(key, "cited")


def test_in_quotation_marks_a_number_is_text():
    assert parse_query("“穗府〔2015〕26号”").node == Keyword("穗府〔2015〕26号")


def test_a_number_beside_words_is_text():
    assert keywords("穗府〔2015〕26号 规划") == ["穗府〔2015〕26号", "规划"]
    assert parse_query("-穗府〔2015〕26号").node == Not(Keyword("穗府〔2015〕26号"))


def test_mode_number_wants_a_number():
    assert parse_query("穗府[2015]26号", "number").node == NumberIs(
        parse_number("穗府〔2015〕26号").key
    )
    assert parse_query("穗府[2015]*", "number").node == NumberLike("穗府[2015]*")
    assert parse_query("关于通知", "number").node == MATCH_NOTHING
    assert "不是文号" in parse_query("关于通知", "number").read_as


def test_mode_any_takes_the_words_of_a_question():
    node = parse_query("欠薪怎麼辦？", "any").node
    assert isinstance(node, AnyWord)
    assert "欠薪" in node.words
    assert "？" not in node.words


def test_mode_any_without_words_is_literal():
    assert parse_query("？！", "any").node == Keyword("？！")


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("甲 乙", "同时含有“甲”、“乙”"),
        ("甲 乙 或 丙", "（同时含有“甲”、“乙”），或者含有“丙”"),
        ("甲 (乙 或 丙)", "含有“甲”，并且（含有“乙”或“丙”）"),
        ("甲 -乙", "含有“甲”，并且不含“乙”"),
        ("-(甲 乙)", "排除（同时含有“甲”、“乙”）"),
        ("同句(甲 乙)", "同一句里（同时含有“甲”、“乙”）"),
        ("甲 NEAR/5 乙", "“甲”与“乙”相距不超过 5 个字"),
        ("“十三五”规划", "含有「“十三五”规划」"),
        ("标题:甲 机关:“乙”", "标题含有“甲”，并且发文机关为“乙”"),
        ("施行日期:2015", "施行日期在 2015-01-01 至 2015-12-31"),
        ("文号:穗府〔2015〕*", "文号以“穗府〔2015〕”开头"),
        ("(甲", "含有“(甲”（括号没有合上，按字面检索）"),
    ],
)
def test_it_is_said_how_a_query_was_read(q, said):
    assert parse_query(q).read_as == said


def written(node) -> str:
    """A tree as a person would type it, every bracket put in."""
    match node:
        case Keyword(text, "any"):
            return text
        case Not(item):
            return f"非 {written(item)}"
        case KeywordsNear(first, second, distance):
            return f"({first.text} NEAR/{distance} {second.text})"
        case WithinScope("sentence", item):
            return f"同句({written(item)})"
        case And(items):
            return f"({' '.join(map(written, items))})"
        case Or(items):
            return f"({' 或 '.join(map(written, items))})"


names = st.sampled_from("甲乙丙丁").map(Keyword)


def several(kind, children):
    """Two or more different, none of the same kind, which would be one with it."""
    items = st.lists(children.filter(lambda n: not isinstance(n, kind)), min_size=2, max_size=3)
    return (
        items.map(lambda found: tuple(dict.fromkeys(found))).filter(lambda t: len(t) > 1).map(kind)
    )


trees = st.recursive(
    names | st.builds(KeywordsNear, names, names, st.integers(0, 5)),
    lambda each: (
        several(And, each)
        | several(Or, each)
        | st.builds(Not, each.filter(lambda n: not isinstance(n, Not)))
        | st.builds(WithinScope, st.just("sentence"), each)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(trees)
def test_a_tree_that_is_written_out_is_read_as_it_was(tree):
    parsed = parse_query(written(tree))
    assert parsed.node == tree
    assert "按字面" not in parsed.read_as


@settings(deadline=None)
@given(st.lists(st.lists(st.sampled_from("甲乙丙丁"), min_size=1, max_size=3, unique=True),
                min_size=1, max_size=3, unique_by=tuple))  # fmt: skip
def test_spaces_bind_closer_than_or(alternatives):
    plain = " 或 ".join(" ".join(words) for words in alternatives)
    bracketed = " 或 ".join(f"({' '.join(words)})" for words in alternatives)
    assert parse_query(plain) == parse_query(bracketed)


SIGNS = st.sampled_from(
    [
        *'甲乙()-"“”（）*:： ',
        *(" 或 ", " 非 ", " OR ", " NEAR/3 ", "同句(", "2015..2018", "穗府〔2015〕26号", "有效"),
        *(f"{name}:" for name in QUERY_FIELDS),
    ]
)


@settings(deadline=None, max_examples=300)  # the first word ever cut loads a dictionary
@given(
    st.text() | st.lists(SIGNS, max_size=12).map("".join), st.sampled_from(["all", "any", "number"])
)
@example("\udcff\0", "all")
def test_nothing_raises_and_something_is_said(q, mode):
    parsed = parse_query(q, mode)
    assert parsed.read_as
    parsed.read_as.encode()
    assert parse_query(q, mode) == parsed
    assert parse_query(f" {q} ", mode).node == parsed.node
