"""对照 by HTTP: what the answer holds, and the file with tracked changes."""

import io
import json
import zipfile

import pytest

from search_api.schemas.comparison_models import ComparisonModel


@pytest.fixture(scope="module")
def two(client):
    """The ids of two documents."""
    return [hit["id"] for hit in client.get("/v1/search?limit=2").json()["hits"]]


def text_of(client, identifier):
    return client.get(f"/v1/documents/{identifier}/text").json()["text"]


def test_the_edits_give_the_new_text(client, two):
    answer = client.get("/v1/compare", params={"from": two[0], "to": two[1]})
    ComparisonModel.model_validate_json(json.dumps(answer.json()), strict=True)
    old, new = (text_of(client, each) for each in two)
    edits = [edit for one in answer.json()["provisions"] for edit in one["edits"]]
    pieces = {"equal": (old, "from"), "insert": (new, "to")}
    built = [pieces[e["op"]][0][slice(*e[pieces[e["op"]][1]])] for e in edits if e["op"] in pieces]
    assert "".join(built) == new


def test_a_text_beside_itself_is_the_same(client, two):
    provisions = client.get("/v1/compare", params={"from": two[0], "to": two[0]}).json()
    assert {one["change"] for one in provisions["provisions"]} == {"same"}


def test_the_file_tracks_what_went_and_what_came(client, two):
    asked = {"from": two[0], "to": two[1], "format": "docx"}
    answer = client.get("/v1/compare", params=asked)
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        document = package.read("word/document.xml").decode()
    assert "<w:ins " in document
    assert "<w:delText" in document


def test_a_document_that_is_not_there_is_named(client, two):
    answer = client.get("/v1/compare", params={"from": two[0], "to": "nowhere"})
    assert (answer.status_code, "nowhere" in answer.json()["detail"]) == (404, True)
