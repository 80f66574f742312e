"""/d/{number}: an address that people write into files and letters."""

import json
from urllib.parse import quote

import pytest

from search_api.schemas import search_models

PEOPLE = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PROGRAMS = {"Accept": "application/json"}


def go(client, number, accept):
    return client.get(f"/d/{quote(number, safe='')}", headers=accept, follow_redirects=False)


@pytest.mark.parametrize("accept", [PEOPLE, PROGRAMS, {}])
@pytest.mark.parametrize("number", ["穗府〔2015〕926号", "穗府[2015]926號", "穗府(2015)926号"])
def test_a_number_leads_to_the_page_of_its_document(client, found, number, accept):
    answer = go(client, number, accept)
    assert answer.status_code == 302
    assert answer.headers["location"] == f"/documents/{found('巡护规划')['id']}"
    assert client.get(answer.headers["location"], headers=PEOPLE).status_code == 200


def test_several_candidates_for_programs(client):
    answer = go(client, "广东省人民政府令第917号", PROGRAMS)
    assert (answer.status_code, answer.headers["vary"]) == (300, "Accept")
    told = answer.json()
    search_models.NumberAnswerModel.model_validate_json(json.dumps(told), strict=True)
    assert (told["state"], len(told["documents"])) == ("ambiguous", 2)


def test_several_candidates_for_people(client):
    answer = go(client, "广东省人民政府令第917号", PEOPLE)
    assert (answer.status_code, answer.headers["content-type"]) == (
        300,
        "text/html; charset=utf-8",
    )
    for id_ in (
        each["id"] for each in go(client, "广东省人民政府令第917号", PROGRAMS).json()["documents"]
    ):
        assert f'href="/documents/{id_}"' in answer.text
    assert "现行有效</span>：未见废止、失效依据，数据截至" in answer.text


@pytest.mark.parametrize("number", ["穗府〔2015〕927号", "不是文号", "<b>", "a/b", "号" * 600])
def test_what_nobody_issued_is_not_found(client, number):
    told = go(client, number, PROGRAMS)
    assert (told.status_code, told.headers["content-type"]) == (404, "application/problem+json")
    search_models.NumberProblemModel.model_validate_json(told.text, strict=True)
    page = go(client, number, PEOPLE)
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "<b>" not in page.text


def test_the_nearest_are_offered_to_people(client, found):
    page = go(client, "穗府〔2015〕927号", PEOPLE)
    assert f'href="/documents/{found("巡护规划")["id"]}"' in page.text


def test_without_a_number_there_is_nothing(client):
    assert client.get("/d", headers=PEOPLE).status_code == 404
    assert client.get("/d/", headers=PEOPLE).status_code == 404


def test_where_it_leads_is_asked_again_on_the_next_day(client):
    answer = go(client, "穗府〔2015〕926号", {"If-None-Match": "*"})
    assert (answer.status_code, "max-age=" in answer.headers["cache-control"]) == (302, True)
