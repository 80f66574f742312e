"""What people enter through the API: its history, and how it is undone."""

import json

import pytest

from search_api.schemas import entry_models


def enter(client, id_, field, value, why="核对过原件"):
    sent = {"field": field, "value": value, "why": why}
    return client.post(f"/v1/documents/{id_}/entries", json=sent)


def history(client, id_):
    told = client.get(f"/v1/documents/{id_}/entries").json()
    entry_models.EntriesModel.model_validate_json(json.dumps(told), strict=True)
    return told["items"]


def document(client, id_):
    return client.get(f"/v1/documents/{id_}").json()


def test_an_entry_says_who_when_and_why_and_counts_at_once(writer, plan):
    answer = enter(writer, plan, "ends", "2031-12-31")
    told = answer.json()
    assert answer.status_code == 201
    assert (told["field"], told["value"], told["why"]) == ("ends", "2031-12-31", "核对过原件")
    assert told["by"]
    assert told["at"]
    assert isinstance(told["id"], str)
    assert history(writer, plan) == [told]
    shown = document(writer, plan)
    assert (shown["ends"], shown["ends_certainty"]) == ("2031-12-31", "entered")


def test_an_undone_entry_gives_back_what_was_before(writer, plan):
    before = document(writer, plan)
    one = enter(writer, plan, "issuers", ["甲局", "乙局"]).json()
    assert document(writer, plan)["issuers"] == ["甲局", "乙局"]
    undone = writer.post(f"/v1/entries/{one['id']}/undo", json={"why": "填错了"})
    assert (undone.status_code, undone.json()["undoes"]) == (201, one["id"])
    assert document(writer, plan) == before
    first, second = history(writer, plan)
    assert (first["undone_by"], first["in_effect"]) == (second["id"], False)
    again = writer.post(f"/v1/entries/{one['id']}/undo", json={"why": ""})
    assert again.status_code == 409
    writer.post(f"/v1/entries/{second['id']}/undo", json={"why": "没有填错"})
    assert document(writer, plan)["issuers"] == ["甲局", "乙局"]


@pytest.mark.parametrize(
    ("field", "value", "member"),
    [("ends", "明天", "value"), ("end", "2031-12-31", "field"), ("kind", [], "value")],
)
def test_what_is_wrong_is_told(writer, plan, field, value, member):
    answer = enter(writer, plan, field, value)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"] == ["body", member]
    assert history(writer, plan) == []


def test_what_is_not_there_is_not_found(writer):
    assert enter(writer, "nothing", "kind", "函").status_code == 404
    assert writer.get("/v1/documents/nothing/entries").status_code == 404
    assert writer.post("/v1/entries/99/undo", json={"why": ""}).status_code == 404
