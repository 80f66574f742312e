import json

import pytest

from search_api.schemas import search_models


def expiring(client, **asked):
    answer = client.get("/v1/expiring", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_ends_soon_with_its_evidence(client):
    told = expiring(client, as_of="2020-10-01", within="120d")
    search_models.ExpiringModel.model_validate_json(json.dumps(told), strict=True)
    assert (told["as_of"], told["until"], told["next"]) == ("2020-10-01", "2021-01-29", None)
    (item,) = told["items"]
    assert (item["ends"], item["days_left"], item["ends_reason"]) == (
        "2020-12-31",
        91,
        "plan_period",
    )
    assert "2015—2020年" in item["evidence"]["quote"]


@pytest.mark.parametrize(
    ("as_of", "within", "listed"),
    [
        ("2020-12-31", "1d", 1),  # the last day
        ("2021-01-01", "1d", 0),  # over
        ("2020-12-01", "30d", 1),  # until is included
        ("2020-12-01", "29d", 0),
        ("2020-06-30", "6m", 0),  # calendar months: until 30 December
        ("2020-07-01", "6m", 1),
    ],
)
def test_both_ends_are_included(client, as_of, within, listed):
    assert len(expiring(client, as_of=as_of, within=within)["items"]) == listed


def test_pages_and_filters(client):
    asked = {"as_of": "2020-10-01", "within": "120m"}
    first = expiring(client, **asked, limit=1)
    second = expiring(client, **asked, limit=1, cursor=first["next"])
    assert [item["ends"] for item in first["items"] + second["items"]] == [
        "2020-12-31",
        "2021-06-30",
    ]
    assert second["next"] is None
    assert [item["form"] for item in expiring(client, **asked, form="规划")["items"]] == ["规划"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({"within": "soon"}, "within"),
        ({"within": "0d"}, "within"),
        ({"within": "999999d"}, "within"),
        ({"as_of": "2020-02-30"}, "as_of"),
        ({"cursor": "x"}, "cursor"),
        ({"cursor": "é"}, "cursor"),
        ({"cursor": "W1tdXQ=="}, "cursor"),
        ({"limit": "0"}, "limit"),
    ],
)
def test_a_bad_parameter_is_named(client, asked, name):
    answer = client.get("/v1/expiring", params=asked)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"] == ["query", name]


def test_the_calendars_last_day_is_no_error(client):
    assert expiring(client, as_of="9999-12-31", within="120m")["until"] == "9999-12-31"
