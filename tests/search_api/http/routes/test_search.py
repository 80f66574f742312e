import json

import pytest

from search_api.schemas import search_models

ALL = 5


def search(client, **asked):
    answer = client.get("/v1/search", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize("q", ["规范性文件", "規範性文件", "規范性文件"])
def test_either_script_finds_and_marks_the_original(client, q):
    result = search(client, q=q)
    (hit,) = result["hits"]
    text = client.get(f"/v1/documents/{hit['id']}/text").json()["text"]
    (passage,) = hit["passages"]
    assert text[passage["start"] : passage["end"]] == passage["text"]
    assert [text[start:end] for start, end in passage["highlights"]] == ["規范性文件"]


def test_answers_are_what_the_documentation_says(client):
    for asked in ({}, {"q": "巡护", "facets": "true"}, {"q": "照明", "unit": "provision"}):
        result = search(client, **asked)
        search_models.SearchResultModel.model_validate_json(json.dumps(result), strict=True)
        assert result["hits"]


def test_without_a_query_every_document_is_listed(client):
    assert search(client)["total"] == search(client, q="  ")["total"] == ALL


def test_only_operators_are_no_error(client):
    assert search(client, q='"" “ ”')["read_as"]


def test_nothing_found_says_how_the_query_was_read(client):
    result = search(client, q="没有这些字的文件")
    assert (result["total"], result["hits"]) == (0, [])
    assert "没有这些字的文件" in result["read_as"]


@pytest.mark.parametrize("number", ["穗府〔2015〕926号", "穗府[2015]926號", "穗府（2015）926号"])
def test_a_number_in_any_spelling_finds_its_document_first(client, number):
    result = search(client, q=number)
    assert result["hits"][0]["numbers"] == ["穗府〔2015〕926号"]
    assert "文号 " in result["read_as"]


def test_filters_are_repeatable_and_match_what_lies_below(client):
    assert search(client, region="广东省")["total"] == ALL
    assert search(client, region="廣東省/廣州市")["total"] == 3
    assert search(client, form=["办法", "规划"])["total"] == 4
    assert search(client, form="规划", year="2015")["total"] == 1


def test_an_unknown_filter_value_finds_nothing_and_is_no_error(client):
    assert search(client, status="不知道")["total"] == 0


def test_blank_filters_ask_for_nothing(client):
    assert search(client, status="", region="")["total"] == ALL


def test_status_is_that_of_the_day(client):
    assert search(client, q="巡护规划", as_of="2016-01-01")["hits"][0]["in_force"] is True
    later = search(client, q="巡护规划", as_of="2021-01-01")["hits"][0]
    assert (later["status"], later["in_force"]) == ("期满待核", None)


def test_pages_go_on_with_the_cursor_and_leave_nothing_out(client):
    first = search(client, limit=3)
    second = search(client, limit=3, cursor=first["next"])
    ids = [hit["id"] for hit in first["hits"] + second["hits"]]
    assert (len(set(ids)), second["next"]) == (ALL, None)


BAD = [
    ({"limit": 0}, "limit", "不能小于 1"),
    ({"limit": 101}, "limit", "不能大于 100"),
    ({"limit": "many"}, "limit", "应为整数"),
    ({"as_of": "2020-13-01"}, "as_of", "日历上没有"),
    ({"as_of": "20200101"}, "as_of", "不是日期"),
    ({"as_of": "yesterday"}, "as_of", "不是日期"),
    ({"mode": "fuzzy"}, "mode", "只能是 all、any、number 之一"),
    ({"unit": "page"}, "unit", "只能是"),
    ({"sort": "size"}, "sort", "只能是"),
    ({"facets": "perhaps"}, "facets", "应为 true 或 false"),
    ({"cursor": "x"}, "cursor", "翻页位置无效"),
    ({"q": "字" * 2001}, "q", "太长"),
]


@pytest.mark.parametrize(("asked", "name", "words"), BAD, ids=lambda value: str(value)[:30])
def test_a_bad_parameter_is_named(client, asked, name, words):
    answer = client.get("/v1/search", params=asked)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["type"], problem["title"], problem["status"]) == (
        "about:blank",
        "参数不对",
        422,
    )
    (error,) = problem["errors"]
    assert error["loc"] == ["query", name]
    assert words in error["msg"]
    assert words in problem["detail"]


def test_all_bad_parameters_are_named_at_once(client):
    errors = client.get("/v1/search?limit=0&as_of=x").json()["errors"]
    assert {error["loc"][-1] for error in errors} == {"limit", "as_of"}


def test_a_cursor_of_another_process_is_gone(client):
    answer = client.get("/v1/search", params={"cursor": "a" * 20})
    assert (answer.status_code, answer.json()["title"]) == (410, "已经不在")


def test_places_and_reasons(client):
    asked = client.get("/v1/search", params={"q": "管理", "applies_to": "广东", "explain": "true"})
    result = search_models.SearchResultModel.model_validate(asked.json())
    assert result.total == 2
    for hit in result.hits:
        assert sum(why.score for why in hit.reasons) == pytest.approx(hit.score, abs=0.01)
    for parameter in ("applies_to", "within"):
        answer = client.get("/v1/search", params={parameter: "东海市"})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["loc"] == ["query", parameter]
        assert "东海市" in answer.json()["detail"]
    assert "朝阳区" in client.get("/v1/search?within=朝阳区").json()["detail"]


def test_an_answer_without_hits_says_what_was_looked_through(client):
    answer = client.get("/v1/search", params={"q": "巡护 没有这些字"}).json()
    assert answer["searched"]["documents"] == 5
    assert answer["without"] == [{"keyword": "没有这些字", "total": 1}]
