"""What a query asks of a document's facts: numbers, names, dates, status."""

from datetime import date

import pytest

from corpus.index.entry.build import Citation, Days, Mention
from corpus.index.query import (
    Among,
    And,
    Binding,
    Dated,
    Everything,
    Keyword,
    Named,
    Not,
    NumberIs,
    NumberLike,
    Or,
    Request,
    StatusIs,
)
from corpus.model.types import Status
from corpus.model.validity import Period
from tests.corpus.index.making import TODAY, article, record
from tests.engines import index_of


def asks(snapshot, node, unit="document"):
    result = snapshot.search(Request(node, date(2020, 6, 1), unit=unit, limit=100))
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
                mentions=(Mention("种发|2019|3|号", "种发〔2019〕3号", 12),),
                citations=(
                    Citation("种发〔2019〕3号", "种发|2019|3|号", None, 12),
                    Citation(None, None, "種子法", 7),
                ),
                level="规范性文件/市级/政府",
                region="广东省/广州市",
                issuers=("廣州市人民政府", "广州市农业局"),
                addressees=("各区人民政府",),
                days=Days(effective=date(2020, 3, 1), ends=date(2025, 2, 28)),
                periods=(Period(date(2020, 3, 1), None, Status.IN_FORCE, "listed"),),
            ),
            record(
                "b",
                "正文",
                numbers=("种发|2019|3|号",),
                canonical=("种发〔2019〕3号",),
                level="规范性文件/省级/部门",
                region="广东省",
                issuers=("广东省农业厅",),
                days=Days(signed=date(2019, 5, 6)),
                periods=(Period(date(2019, 5, 6), date(2020, 1, 1), Status.IN_FORCE, "listed"),
                         Period(date(2020, 1, 2), None, Status.REPEALED, "repealed")),
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
        (Named("issuer", "*农业*"), ["a", "b"]),
        (Named("issuer", "广州市人民政府"), ["a"]),
        (Named("issuer", "人民政府"), []),
        (Named("addressee", "各区*"), ["a"]),
        (Named("cited", "*种子法*"), ["a"]),
        (Named("cited", "种发(2019)*"), ["a"]),
        (Named("level", "市级"), ["a"]),
        (Named("level", "规范性文件"), ["a", "b"]),
        (Named("level", "法律"), ["c"]),
        (Named("region", "广州*"), ["a"]),
        (Named("region", "广东省"), ["a", "b"]),
        (Named("region", "广东省/广*"), ["a"]),
        (Dated("effective", date(2020, 3, 1), date(2020, 3, 1)), ["a"]),
        (Dated("effective", date(2020, 3, 2), None), []),
        (Dated("signed", None, date(2019, 5, 6)), ["b"]),
        (Dated("ends", None, None), ["a"]),
        (StatusIs((Status.IN_FORCE, Status.REPEALED)), ["a", "b"]),
        (StatusIs((Status.REPEALED,)), ["b"]),
        (Binding("广东省/广州市/天河区"), ["a", "b", "c"]),
        (Binding("广东省"), ["b", "c"]),
        (Binding("湖南省/长沙市"), ["c"]),
        (Binding(""), ["c"]),
        (Among(("a", "c", "x")), ["a", "c"]),
        (Among(()), []),
        (Not(Named("region", "广东省")), ["c"]),
        (And((Everything(), Not(NumberIs("种发|2019|3|号", "own")))), ["a", "c"]),
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
        (Named("cited", "种子法"), ["a第一条"]),
        (NumberIs("种发|2020|7|号", "own"), ["a第一条", "a第二条"]),
        (Named("issuer", "*农业局"), ["a第一条", "a第二条"]),
        (Dated("signed", date(2019, 1, 1), None), ["b段1"]),
    ],
)
def test_a_provision_cites_what_stands_in_it_and_has_the_facts_of_its_document(
    notices_of_two_organs, node, expected
):
    assert asks(notices_of_two_organs, node, "provision") == expected


def test_a_number_of_ones_own_counts_before_one_that_is_cited(notices_of_two_organs):
    for node in (NumberIs("种发|2019|3|号"), NumberLike("种发〔2019〕*")):
        result = notices_of_two_organs.search(Request(node, TODAY))
        assert [hit.document for hit in result.hits] == ["b", "a"]


def test_reasons_add_up_to_the_score(notices_of_two_organs):
    node = Or((NumberIs("种发|2019|3|号"), And((Keyword("种子法"), Not(Keyword("正文"))))))
    for hit in notices_of_two_organs.search(Request(node, TODAY, explain=True)).hits:
        assert sum(reason.score for reason in hit.reasons) == pytest.approx(hit.score)
        assert len(hit.reasons) >= 1
