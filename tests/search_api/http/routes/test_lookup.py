"""Many documents looked up at once, by number or by title."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.store.database import read_session
from search_api.library import open_library
from search_api.lookup.document_lookup import look_up_items
from search_api.lookup.lookup_items import LookupItem
from search_api.schemas.lookup_models import LookupAnswerModel
from tests.search_api.notices import serving, take_in
from tests.stores import settings_at

PLAN = "穗府〔2015〕926号"
RULES = "穗府办规〔2022〕907号"
ORDER = "广东省人民政府令第917号"


def look_up(client, *items, **asked):
    answer = client.post("/v1/lookup", json={"items": items, **asked})
    assert answer.status_code == 200, answer.text
    LookupAnswerModel.model_validate_json(json.dumps(answer.json()), strict=True)
    return answer.json()["items"]


def test_the_answers_are_in_the_order_asked(client):
    asked = [RULES, "穗府〔2015〕927号", "不是文号", "穗府[2015]第926號", ORDER]
    told = look_up(client, *({"number": number} for number in asked))
    assert [each["query"] for each in told] == asked
    assert [each["state"] for each in told] == [
        "found",
        "not_found",
        "not_a_number",
        "found",
        "ambiguous",
    ]
    assert told[1]["nearest"][0]["numbers"] == [PLAN]


def test_an_answer_is_that_of_a_look_up_by_number(client):
    for number in (PLAN, ORDER, "穗府〔2015〕927号", "《甲》（穗府〔2015〕926号）", "甲"):
        (told,) = look_up(client, {"number": number})
        alone = client.get(f"/v1/numbers/{number}").json()
        assert told == {name: alone[name] for name in told}


@pytest.mark.parametrize(
    ("item", "state"),
    [
        ({"title": "广州市河堤照明管理办法"}, "found"),
        ({"title": "《廣州市河堤照明管理辦法》"}, "found"),
        ({"title": "关于印发广州市河堤照明管理办法的通知"}, "found"),
        ({"title": "广州市河堤照明管理办法", "number": RULES}, "found"),
        ({"title": "广州市河堤照明管理办法", "number": "不详"}, "found"),
        ({"title": "广州市河堤照明管理办法", "issuer": "广州市政府办公厅"}, "found"),
        ({"title": "广州市河堤照明管理办法", "date": "2022-03-01"}, "found"),
        ({"title": "广州市河堤照明管理办法", "date": "2022-03-08"}, "found"),
        ({"title": "广州市河堤照明管理办法", "date": "2021-03-08"}, "not_found"),
        ({"title": "广州市河堤照明管理办法", "issuer": "深圳市人民政府"}, "not_found"),
        ({"title": "广州市河堤照明管理规定"}, "not_found"),
        ({"title": "广州市河堤照明管理规定", "number": RULES}, "title_differs"),
        ({"number": ORDER, "title": "广东省渡船管理办法"}, "found"),
        ({"number": ORDER, "date": "2019-03-20"}, "found"),
        ({"number": ORDER, "issuer": "广东省人民政府"}, "ambiguous"),
        ({"number": ORDER, "issuer": "广东省人民政府", "date": "2018-03-20"}, "found"),
        ({"number": ORDER + "（2017年）"}, "not_found"),
        ({"number": "", "title": " "}, "not_a_number"),
        ({"issuer": "广东省人民政府", "date": "2018-03-20"}, "not_a_number"),
        ({}, "not_a_number"),
    ],
)
def test_a_document_is_meant_by_all_that_an_item_says(client, item, state):
    (told,) = look_up(client, item)
    assert told["state"] == state, told
    assert len(told["documents"]) == {"found": 1, "title_differs": 1, "ambiguous": 2}.get(state, 0)
    assert told["reason"] or state == "found"


def test_documents_that_fail_in_one_thing_are_the_nearest(client):
    differing = [
        {"number": PLAN, "issuer": "深圳市人民政府"},
        {"number": PLAN, "date": "2001-01-01"},
        {"number": "穗府〔2001〕1号", "title": "广州市河涌巡护规划（2015—2020年）"},
    ]
    for told in look_up(client, *differing):
        assert told["nearest"][0]["numbers"] == [PLAN], told


def test_the_day_of_the_status_is_the_items_own_or_that_of_all(client):
    item = {"number": "穗水规字〔2019〕935号"}
    told = look_up(client, item, {**item, "as_of": "2020-01-01"}, as_of="2022-01-01")
    assert [each["documents"][0]["status"] for each in told] == ["失效", "现行有效"]


def test_a_thousand_items_and_no_more(client):
    assert len(look_up(client, *[{"number": PLAN}] * 1_000)) == 1_000
    answer = client.post("/v1/lookup", json={"items": [{"number": PLAN}] * 1_001})
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert client.post("/v1/lookup", content=b" " * (9 * 2**20)).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b'{"items": {}}',
        b'{"items": [7]}',
        b'{"items": [{"numer": "1"}]}',
        b'{"items": [{"number": "\\ud800"}]}',
        b'{"items": [{"date": "2021-02-30"}]}',
        b'{"items": [{"date": 20210230}]}',
        b'{"items": [], "as_of": "today"}',
    ],
)
def test_a_body_that_cannot_be_read_is_told_where(client, body):
    answer = client.post("/v1/lookup", content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"


def test_many_candidates_are_counted_and_a_hundred_are_listed(home):
    with open_library(settings_at(home)) as library:
        for day in range(1, 29):
            for month in range(1, 5):
                text = (
                    f"关于放假的通知\n\n各单位：\n\n{month}月{day}日放假。\n\n甲镇第{month}{day}所"
                )
                take_in(library, f"放假{month}-{day}.txt", text)
    with serving(home) as client:
        (told,) = look_up(client, {"title": "关于放假的通知"})
    assert told["state"] == "ambiguous"
    assert (len(told["documents"]), "112" in told["reason"]) == (100, True)


NUMBERS = [
    *(PLAN, RULES, ORDER, f"{ORDER}（2019年）", "广东省人民政府令2018年第917号"),
    *("穗府〔2015〕925号", "穗府办〔2015〕926号", "不详", "", "穗水规字〔2019〕936号"),
]
TITLES = ["广州市河堤照明管理办法", "广东省渡船管理办法", "关于节水的通知", ""]
ITEMS = st.builds(
    LookupItem,
    as_of=st.sampled_from([date(2020, 1, 1), date(2026, 1, 1)]),
    number=st.none() | st.sampled_from(NUMBERS),
    title=st.none() | st.sampled_from(TITLES),
    issuer=st.none() | st.sampled_from(["广东省人民政府", "广州市政府", "甲、乙"]),
    date=st.none() | st.sampled_from([date(2019, 3, 20), date(2022, 3, 8)]),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=st.lists(ITEMS, max_size=80))
def test_looking_up_many_gives_what_looking_up_each_one_gives(stocked, items):
    with open_library(settings_at(stocked)) as library, read_session(library.database) as session:
        together = look_up_items(session, items)
        assert together == [look_up_items(session, [item])[0] for item in items]
