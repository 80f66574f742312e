import json
from urllib.parse import quote

import pytest

from search_api.library import open_library
from search_api.schemas import search_models
from tests.search_api.notices import serving, take_in
from tests.stores import settings_at


def look_up(client, number, **asked):
    return client.get(f"/v1/numbers/{quote(number, safe='')}", params=asked)


@pytest.mark.parametrize(
    "number",
    [
        "穗府〔2015〕926号",
        "穗府[2015]926號",
        "穗府（2015）926号",
        "穗府 【2015】 926 号",
        "（穗府〔2015〕926号）",
        "广州市人民政府穗府〔2015〕926号",
    ],
)
def test_one_number_in_any_spelling(client, number):
    answer = look_up(client, number)
    assert answer.status_code == 200
    told = answer.json()
    search_models.NumberAnswerModel.model_validate_json(json.dumps(told), strict=True)
    assert (told["state"], told["canonical"]) == ("found", "穗府〔2015〕926号")
    assert told["query"] == number
    assert [document["numbers"] for document in told["documents"]] == [["穗府〔2015〕926号"]]


def test_the_number_is_the_rest_of_the_path_slashes_included(client):
    answer = client.get("/v1/numbers/穗府/x")
    assert answer.json()["query"] == "穗府/x"


def test_a_number_nobody_issued_names_its_neighbours(client):
    answer = look_up(client, "穗府〔2015〕927号")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    search_models.NumberProblemModel.model_validate_json(json.dumps(told), strict=True)
    assert (told["state"], told["documents"]) == ("not_found", [])
    assert told["nearest"][0]["numbers"] == ["穗府〔2015〕926号"]
    assert "穗府〔2015〕927号" in told["reason"] == told["detail"]


@pytest.mark.parametrize("query", ["不是文号", "926", "《关于节水的通知》", "号" * 600])
def test_no_number_at_all(client, query):
    answer = look_up(client, query)
    assert answer.status_code == 422
    told = answer.json()
    assert (told["state"], told["canonical"], told["status"]) == ("not_a_number", None, 422)


def test_an_order_number_used_again_is_ambiguous_alone(client):
    told = look_up(client, "广东省人民政府令第917号").json()
    assert (told["state"], len(told["documents"])) == ("ambiguous", 2)
    assert "年份或标题" in told["reason"]


@pytest.mark.parametrize(
    "query",
    [
        "广东省人民政府令第917号（2019年）",
        "2019年广东省人民政府令第917号",
        "广东省人民政府令2019年第917号",
        "广东省人民政府令（2019）第917号",
        "广东省人民政府令〔2019〕917号",
        "广东省人民政府令第917号(2019)",
        "广东省人民政府令第917号〔2019年〕",
        "广东省人民政府令第917号，2019年",
        "广东省人民政府令第917号（2019年公布）",
        "《广东省渡船管理办法》（广东省人民政府令第917号）",
        "《廣東省渡船管理辦法》廣東省人民政府令第917號",
    ],
)
def test_with_a_year_or_a_title_it_is_found(client, query):
    told = look_up(client, query).json()
    assert told["state"] == "found", told
    (document,) = told["documents"]
    assert "渡船" in document["title"]


def test_the_year_in_which_an_order_was_published_finds_it(home):
    text = "# 样例县停车规定\n\n2014年2月19日 样例县人民政府令第56号公布\n\n第一条 停车有序。"
    with open_library(settings_at(home)) as library:
        take_in(library, "停车.md", text)
    with serving(home) as client:
        years = ("2014年", "2014年2月19日公布", "2013年")
        told = [look_up(client, f"样例县人民政府令第56号（{year}）").json() for year in years]
    assert [each["state"] for each in told] == ["found", "found", "not_found"]


def test_a_year_of_none_of_them(client):
    assert look_up(client, "广东省人民政府令第917号（2017年）").status_code == 404


def test_a_number_whose_title_differs_is_no_match(client):
    told = look_up(client, "《关于河涌清淤的通知》（穗府〔2015〕926号）").json()
    assert told["state"] == "title_differs"
    assert len(told["documents"]) == 1
    assert "关于河涌清淤的通知" in told["reason"]


@pytest.mark.parametrize(
    "title",
    [
        "广州市河堤照明管理办法",
        "关于印发广州市河堤照明管理办法的通知",
        "广州市人民政府办公厅关于印发广州市河堤照明管理办法的通知",
    ],
)
def test_a_document_is_cited_by_its_title_or_by_what_it_issues(client, title):
    assert look_up(client, f"《{title}》（穗府办规〔2022〕907号）").json()["state"] == "found"


def test_the_status_is_that_of_the_day(client):
    told = look_up(client, "穗府办规〔2022〕907号", as_of="2027-04-01").json()
    assert told["documents"][0]["status"] == "失效"
    assert look_up(client, "穗府办规〔2022〕907号", as_of="x").status_code == 422
