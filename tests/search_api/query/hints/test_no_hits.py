"""What an answer without hits says, and what one with hits says when it is asked why."""

from datetime import date
from typing import get_args

import pytest

from corpus.index.query_tree import ReasonKind
from search_api.query.parse.search_filters import PlaceFilter
from search_api.vocabulary.query_phrases import REASON_PHRASES
from tests.corpus.index.storing import save
from tests.search_api.query.test_search_service import House


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("house"))
    for name, text, issuer, day in (
        ("a", "种子经营许可。", "甲市农业局", date(2020, 1, 2)),
        ("b", "种子检验规程。", "甲市农业局", date(2021, 3, 4)),
        ("c", "水利工程。", "乙市水务局", date(2022, 5, 6)),
    ):
        region = "广东省/广州市" if name == "c" else None
        save(house.database, name, text, issuers=[issuer], sort_date=day, region=region)
    house.index()
    yield house
    house.database.dispose()


def test_it_says_what_was_looked_through(house):
    searched = house.ask("鼋鼍").searched
    assert (searched.documents, searched.issuers_total) == (3, 2)
    assert [(each.value, each.count) for each in searched.issuers] == [
        ("甲市农业局", 2),
        ("乙市水务局", 1),
    ]
    assert searched.latest == date(2022, 5, 6)


def test_filters_narrow_what_was_looked_through(house):
    result = house.ask("种子", filters={"issuer": ("乙市水务局",)})
    assert (result.searched.documents, result.searched.issuers_total) == (1, 1)
    assert result.unfiltered == 2
    result = house.ask("种子", places=PlaceFilter(within=("广东省",)))
    assert (result.searched.documents, result.unfiltered) == (1, 2)
    assert house.ask("鼋鼍").unfiltered is None


def test_it_says_what_would_be_found_without_one_keyword(house):
    result = house.ask("种子 许可 水利")
    assert [(each.keyword, each.total) for each in result.without] == [("水利", 1)]
    result = house.ask("种子 经营 -许可")
    assert [(each.keyword, each.total) for each in result.without] == [
        ("经营", 1),
        ("不含“许可”", 1),
    ]
    result = house.ask("种子 同句(经营 检验)")
    assert [(each.keyword, each.total) for each in result.without] == [
        ("同一句里（同时含有“经营”、“检验”）", 2)
    ]
    assert house.ask("鼋鼍").without == ()


def test_by_provision_it_counts_provisions_and_looks_through_documents(house):
    result = house.ask("种子 水利", unit="provision")
    assert result.searched.documents == 3
    assert {each.keyword: each.total for each in result.without} == {"种子": 1, "水利": 2}


def test_an_answer_with_hits_says_none_of_it(house):
    result = house.ask("种子")
    assert (result.searched, result.without, result.unfiltered) == (None, (), None)


def test_why_a_hit_is_there(house):
    (hit,) = house.ask("种子 许可 机关:农业局", explain=True).hits
    assert [why.what for why in hit.reasons if "连续" in why.what] == [
        "正文里连续出现“许可”",
        "正文里连续出现“种子”",
    ]
    assert hit.reasons[-1].what == "发文机关含有“农业局”"
    assert hit.reasons[-1].score == 0
    assert sum(why.score for why in hit.reasons) == pytest.approx(hit.score, abs=0.001)
    assert house.ask("种子").hits[0].reasons is None


@pytest.mark.parametrize("kind", get_args(ReasonKind))
def test_every_reason_has_its_words(kind):
    form, example = REASON_PHRASES[kind]
    said = {
        "own_number": "穗府〔2015〕26号",
        "cited_number": "穗府〔2015〕26号",
        "cited_provision": "《种子法》第三条",
    }.get(kind, "26")
    if "“" in example:
        said = example[example.index("“") : example.index("”") + 1]
    assert form.format(said) == example


def test_a_question_says_why_too(house):
    (hit, *_) = house.ask("种子经营要许可吗", mode="any", unit="provision", explain=True).hits
    assert sum(why.score for why in hit.reasons) == pytest.approx(hit.score, abs=0.01)
