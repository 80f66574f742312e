import json
from urllib.parse import quote

import pytest

from corpus.index.update.drain_queue import drain_index_queue
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


LAW = """# 样例县停车条例

2002年1月26日 样例县人民政府令第34号公布

2011年3月2日 样例县人民政府令第59号修订

2023年3月13日 《样例县人民政府关于修改〈样例县停车条例〉的决定》修正

<!-- INFO END -->

第一条 停车有序。
"""


@pytest.mark.parametrize(
    ("number", "state"),
    [
        ("样例县人民政府令第34号（2002年）", "found"),
        ("样例县人民政府令第34号（2002年1月26日公布）", "found"),
        ("样例县人民政府令2002年第34号", "found"),
        ("样例县人民政府令第59号（2011年）", "found"),
        ("样例县人民政府令第59号（2002年）", "not_found"),
        ("样例县人民政府令第34号（2011年）", "not_found"),
    ],
)
def test_an_order_is_found_by_the_year_in_which_it_was_issued(home, number, state):
    with open_library(settings_at(home)) as library:
        take_in(library, "停车条例.md", LAW)
        drain_index_queue(library.database, library.engine, library.home)
    with serving(home) as client:
        assert look_up(client, number).json()["state"] == state
        if "（" in number:
            found = client.get("/v1/search", params={"q": number}).json()
            assert found["total"] == 1


@pytest.mark.parametrize(
    "number",
    [
        "样例县人民政府令第34号",
        "样例县人民政府令第34号（2002年）",
        "《样例县停车条例》（样例县人民政府令第34号）",
    ],
)
def test_several_texts_of_one_law_are_found_the_newest_first(home, number):
    with open_library(settings_at(home)) as library:
        take_in(
            library,
            "停车条例(2011).md",
            "\n".join(line for line in LAW.splitlines() if not line.startswith("2023年")),
        )
        take_in(library, "停车条例(2023).md", LAW.replace("有序", "入位"))
    with serving(home) as client:
        told = look_up(client, number).json()
        texts = [
            client.get(f"/v1/documents/{each['id']}/text").json()["text"]
            for each in told["documents"]
        ]
    assert told["state"] == "found"
    assert ["停车入位" in text for text in texts] == [True, False]


REGISTERED = """<html><body><table><tr><td>发文字号：</td><td>样府办规〔2017〕11号</td></tr>
<tr><td>索 引 号：</td><td>000014349/2017-00219</td></tr>
<tr><td>统一编号：</td><td>HFGS—2017—9</td></tr></table>
<div><h1>样例县人民政府办公室关于印发样例县报刊亭管理办法的通知</h1><p>样府办规〔2017〕11号</p>
<p>各乡镇人民政府：</p><p>现将《样例县报刊亭管理办法》印发给你们，请遵照执行。</p>
<p>样例县人民政府办公室</p><p>2017年5月2日</p></div></body></html>"""


def test_registers_numbers_find_their_document(home):
    with open_library(settings_at(home)) as library:
        take_in(library, "报刊亭.html", REGISTERED)
        take_in(library, "停车条例.md", LAW)
        drain_index_queue(library.database, library.engine, library.home)
    with serving(home) as client:
        for number in (
            "000014349/2017-00219",
            "索引号：000014349/2017—00219",
            "HFGS—2017—9",
            "hfgs-2017-9",
            "统一编号 HFGS－2017－9",
        ):
            told = look_up(client, number).json()
            assert (told["state"], len(told["documents"])) == ("found", 1), number
            search_models.NumberAnswerModel.model_validate_json(json.dumps(told), strict=True)
        for q in ("000014349/2017-00219", "HFGS-2017-9"):
            for mode in ("all", "number"):
                result = client.get("/v1/search", params={"q": q, "mode": mode}).json()
                assert result["total"] == 1, (q, mode)
                assert "索引号或统一编号" in result["read_as"]
        missing = look_up(client, "000014349/2017-00220")
        assert (missing.status_code, missing.json()["state"]) == (404, "not_found")
        assert look_up(client, "2017-05-02").status_code == 422


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
