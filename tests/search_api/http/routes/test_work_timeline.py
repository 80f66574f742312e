"""A law through time, over HTTP."""

import json

import pytest

from search_api.schemas.work_models import WorkModel


@pytest.fixture(scope="module")
def rules(found):
    return found("河堤照明")["id"]


def test_a_work_is_what_the_documentation_says(client, rules):
    work = client.get(f"/v1/works/{rules}").json()
    WorkModel.model_validate_json(json.dumps(work), strict=True)
    assert work["id"] == rules
    assert [text["id"] for text in work["texts"]] == [rules]
    told = [(event["day"], event["kind"]) for event in work["events"]]
    assert ("2022-04-01", "effective") in told
    assert ("2027-04-01", "expired") in told
    assert told == sorted(told, key=lambda event: event[0])


def test_the_evidence_of_what_the_text_states_stands_in_it(client, rules):
    text = client.get(f"/v1/documents/{rules}/text").json()["text"]
    events = client.get(f"/v1/works/{rules}").json()["events"]
    placed = [e["evidence"] for e in events if e["by"] is None and e["evidence"]]
    placed = [evidence for evidence in placed if evidence["where"] == "text"]
    assert placed
    assert all(text[each["start"] : each["end"]] == each["quote"] for each in placed)


def test_the_text_of_a_day_is_there_only_while_it_binds(client, rules):
    asked = f"/v1/documents/{rules}/text?as_of="
    assert client.get(f"{asked}2022-04-01").json()["id"] == rules
    assert client.get(f"{asked}2022-03-31").status_code == 404
    assert client.get(f"{asked}2027-04-01").status_code == 404


def test_an_unknown_work_is_not_found(client):
    answer = client.get("/v1/works/none")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
