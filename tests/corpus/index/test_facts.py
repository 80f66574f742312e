"""What a query asks of a document's facts: numbers, names, dates, status."""

from datetime import date

import pytest

from corpus.index.entry.build_entry import IndexedCitation, IndexedMention, SearchableDates
from corpus.index.query_tree import (
    AllDocuments,
    And,
    BindingIn,
    DateBetween,
    Keyword,
    NameLike,
    Not,
    NumberIs,
    NumberLike,
    OneOfDocuments,
    Or,
    SearchRequest,
    StatusIs,
)
from corpus.model.domain_types import Status
from corpus.model.validity_assessment import ValidityPeriod
from tests.corpus.index.making import TODAY, article, record
from tests.engines import index_of


def asks(snapshot, node, unit="document"):
    result = snapshot.search(SearchRequest(node, date(2020, 6, 1), unit=unit, limit=100))
    return sorted(f"{hit.document}{hit.address or ''}" for hit in result.hits)


@pytest.fixture(scope="module")
def notices_of_two_organs():
    text = "第一条 依据《種子法》和种发[2019]3号。\n第二条 另行规定。"
    outline = (article("第一条", 0, 23), article("第二条", 23, len(text)))
    return index_of(
        [
            record(
                "a",
                text,
                outline=outline,
                numbers=("种发|2020|7|号",),
                canonical=("种发〔2020〕7号",),
                mentions=(IndexedMention("种发|2019|3|号", "种发〔2019〕3号", 12),),
                citations=(
                    IndexedCitation("种发〔2019〕3号", "种发|2019|3|号", None, 12),
                    IndexedCitation(None, None, "種子法", 7),
                ),
                level="规范性文件/市级/政府",
                region="广东省/广州市",
                issuers=("廣州市人民政府", "广州市农业局"),
                addressees=("各区人民政府",),
                days=SearchableDates(effective=date(2020, 3, 1), ends=date(2025, 2, 28)),
                periods=(ValidityPeriod(date(2020, 3, 1), None, Status.IN_FORCE, "listed"),),
            ),
            record(
                "b",
                "正文",
                numbers=("种发|2019|3|号",),
                canonical=("种发〔2019〕3号",),
                level="规范性文件/省级/部门",
                region="广东省",
                issuers=("广东省农业厅",),
                days=SearchableDates(signed=date(2019, 5, 6)),
                periods=(
                    ValidityPeriod(date(2019, 5, 6), date(2020, 1, 1), Status.IN_FORCE, "listed"),
                    ValidityPeriod(date(2020, 1, 2), None, Status.REPEALED, "repealed"),
                ),
            ),
            record("c", "国家文件", level="法律"),
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (NumberIs("种发|2019|3|号"), ["a", "b"]),
        (NumberIs("种发|2019|3|号", "own"), ["b"]),
        (NumberIs("种发|2019|3|号", "cited"), ["a"]),
        (NumberLike("种发[2019]*"), ["a", "b"]),
        (NumberLike("種發〔*〕第7号"), ["a"]),
        (NumberLike("种发*", "own"), ["a", "b"]),
        (NumberLike("*〔2019〕*", "own"), ["b"]),
        (NameLike("issuer", "*农业*"), ["a", "b"]),
        (NameLike("issuer", "广州市人民政府"), ["a"]),
        (NameLike("issuer", "人民政府"), []),
        (NameLike("addressee", "各区*"), ["a"]),
        (NameLike("cited", "*种子法*"), ["a"]),
        (NameLike("cited", "种发(2019)*"), ["a"]),
        (NameLike("level", "市级"), ["a"]),
        (NameLike("level", "规范性文件"), ["a", "b"]),
        (NameLike("level", "法律"), ["c"]),
        (NameLike("region", "广州*"), ["a"]),
        (NameLike("region", "广东省"), ["a", "b"]),
        (NameLike("region", "广东省/广*"), ["a"]),
        (DateBetween("effective", date(2020, 3, 1), date(2020, 3, 1)), ["a"]),
        (DateBetween("effective", date(2020, 3, 2), None), []),
        (DateBetween("signed", None, date(2019, 5, 6)), ["b"]),
        (DateBetween("ends", None, None), ["a"]),
        (StatusIs((Status.IN_FORCE, Status.REPEALED)), ["a", "b"]),
        (StatusIs((Status.REPEALED,)), ["b"]),
        (BindingIn("广东省/广州市/天河区"), ["a", "b", "c"]),
        (BindingIn("广东省"), ["b", "c"]),
        (BindingIn("湖南省/长沙市"), ["c"]),
        (BindingIn(""), ["c"]),
        (OneOfDocuments(("a", "c", "x")), ["a", "c"]),
        (OneOfDocuments(()), []),
        (Not(NameLike("region", "广东省")), ["c"]),
        (And((AllDocuments(), Not(NumberIs("种发|2019|3|号", "own")))), ["a", "c"]),
    ],
)
def test_facts_of_a_document(notices_of_two_organs, node, expected):
    assert asks(notices_of_two_organs, node) == expected


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (NumberIs("种发|2019|3|号"), ["a第一条"]),
        (NumberLike("种发[2019]*"), ["a第一条"]),
        (NumberIs("种发|2019|3|号", "cited"), ["a第一条"]),
        (NameLike("cited", "种子法"), ["a第一条"]),
        (NumberIs("种发|2020|7|号", "own"), ["a第一条", "a第二条"]),
        (NameLike("issuer", "*农业局"), ["a第一条", "a第二条"]),
        (DateBetween("signed", date(2019, 1, 1), None), ["b段1"]),
    ],
)
def test_a_provision_cites_what_stands_in_it_and_has_the_facts_of_its_document(
    notices_of_two_organs, node, expected
):
    assert asks(notices_of_two_organs, node, "provision") == expected


def test_a_number_of_ones_own_counts_before_one_that_is_cited(notices_of_two_organs):
    for node in (NumberIs("种发|2019|3|号"), NumberLike("种发〔2019〕*")):
        result = notices_of_two_organs.search(SearchRequest(node, TODAY))
        assert [hit.document for hit in result.hits] == ["b", "a"]


def test_reasons_add_up_to_the_score(notices_of_two_organs):
    node = Or((NumberIs("种发|2019|3|号"), And((Keyword("种子法"), Not(Keyword("正文"))))))
    for hit in notices_of_two_organs.search(SearchRequest(node, TODAY, explain=True)).hits:
        assert sum(reason.score for reason in hit.reasons) == pytest.approx(hit.score)
        assert len(hit.reasons) >= 1
