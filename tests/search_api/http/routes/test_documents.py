import json

import pytest

from search_api.schemas import document_models


@pytest.fixture(scope="module")
def plan(found):
    return found("巡护规划")["id"]


@pytest.fixture(scope="module")
def rules(found):
    return found("河堤照明")["id"]


def test_a_document_is_what_the_documentation_says(client, plan, rules):
    for identifier in (plan, rules):
        document = client.get(f"/v1/documents/{identifier}").json()
        document_models.DocumentModel.model_validate_json(json.dumps(document), strict=True)


def test_evidence_stands_where_it_says(client, plan):
    document = client.get(f"/v1/documents/{plan}").json()
    text = client.get(f"/v1/documents/{plan}/text").json()["text"]
    told = [fact["evidence"] for fact in document["facts"] if fact["evidence"]]
    told += [relation["evidence"] for relation in document["relations"]]
    placed = [evidence for evidence in told if evidence["where"] == "text"]
    assert placed
    for evidence in placed:
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_dates_hold_what_is_in_force_and_until_when(client, rules):
    dates = client.get(f"/v1/documents/{rules}").json()["dates"]
    assert dates == {
        "signed": "2022-03-01",
        "promulgated": None,
        "published": "2022-03-08",
        "printed": None,
        "effective": "2022-04-01",
        "ends": "2027-03-31",
    }


def test_the_status_is_that_of_the_day(client, rules):
    asked = f"/v1/documents/{rules}?as_of="
    assert client.get(f"{asked}2022-03-15").json()["status"] == "尚未生效"
    assert client.get(f"{asked}2027-04-01").json()["status"] == "失效"


def test_both_scripts_stand_at_the_same_offsets(client, plan):
    original = client.get(f"/v1/documents/{plan}/text").json()
    simplified = client.get(f"/v1/documents/{plan}/text?script=simplified").json()
    assert original["script"] == "original"
    assert (original["id"], original["revision"]) == (plan, 1)
    place = original["text"].index("堅持公開巡護記錄")
    assert simplified["text"][place : place + 8] == "坚持公开巡护记录"
    assert len(original["text"]) == len(simplified["text"])


@pytest.mark.parametrize(
    ("accept", "plain"),
    [
        ("text/plain", True),
        ("text/plain, application/json;q=0.5", True),
        ("application/json, text/plain;q=0.5", False),
        ("text/plain;q=x", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_text_alone_where_it_is_asked_for(client, plan, accept, plain):
    answer = client.get(f"/v1/documents/{plan}/text", headers={"Accept": accept})
    assert answer.headers["content-type"].startswith("text/plain") is plain
    assert "Accept" in answer.headers["vary"]
    assert "穗府〔2015〕926號" in (answer.text if plain else answer.json()["text"])


def test_what_was_cut_from_the_page_is_told(client, rules):
    cuts = client.get(f"/v1/documents/{rules}/cleaning").json()["cuts"]
    assert any("首页" in cut["text"] for cut in cuts)
    assert all(cut["rule"] and cut["text"] for cut in cuts)


def test_every_place_of_a_query_for_the_reading_view(client, plan):
    text = client.get(f"/v1/documents/{plan}/text").json()["text"]
    highlights = client.get(f"/v1/documents/{plan}/highlights?q=巡护").json()["highlights"]
    assert len(highlights) == text.count("巡護") > 3
    assert {text[start:end] for start, end in highlights} == {"巡護"}
    assert client.get(f"/v1/documents/{plan}/highlights").json() == {"highlights": []}


@pytest.mark.parametrize("below", ["", "/text", "/cleaning", "/highlights?q=x"])
def test_no_such_document(client, below):
    answer = client.get(f"/v1/documents/nobody{below}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "nobody" in answer.json()["detail"]


def test_no_such_revision(client, plan):
    answer = client.get(f"/v1/documents/{plan}/text?revision=2")
    assert (answer.status_code, "第 2 次修订" in answer.json()["detail"]) == (404, True)
    assert client.get(f"/v1/documents/{plan}/text?revision=0").status_code == 422
    assert client.get(f"/v1/documents/{plan}/text?revision=1").status_code == 200


def test_a_cited_provision_is_found_in_any_spelling(client, rules):
    text = client.get(f"/v1/documents/{rules}/text").json()["text"]
    answers = [
        client.get(f"/v1/documents/{rules}/provisions/{address}").json()
        for address in ("附件1/第二条", "第二条", "第2条第一款")
    ]
    assert [answer["address"] for answer in answers] == [
        "附件1/第二条",
        "附件1/第二条",
        "附件1/第二条第一款",
    ]
    for answer in answers:
        document_models.ProvisionTextModel.model_validate_json(json.dumps(answer), strict=True)
        assert text[answer["start"] : answer["end"]] == answer["text"]
        assert answer["text"].startswith("第二条")


def test_an_attachment_has_an_address_too(client, rules):
    (part,) = client.get(f"/v1/documents/{rules}").json()["parts"]
    place = client.get(f"/v1/documents/{rules}/provisions/{part['address']}").json()
    assert (place["start"], place["end"]) == (part["start"], part["end"])


def test_a_provision_that_is_not_there_is_told_with_the_nearest(client, rules):
    answer = client.get(f"/v1/documents/{rules}/provisions/第九十九条")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    problem = answer.json()
    assert problem["nearest"]
    assert "没有“第九十九条”，最接近的是" in problem["detail"]
    for near in problem["nearest"]:
        assert client.get(f"/v1/documents/{rules}/provisions/{near}").status_code == 200
    assert client.get("/v1/documents/nothing/provisions/第一条").status_code == 404


def test_what_a_text_says_of_its_own_provisions(client, rules, plan):
    text = client.get(f"/v1/documents/{rules}/text").json()["text"]
    answer = client.get(f"/v1/documents/{rules}/references").json()
    document_models.ReferencesModel.model_validate_json(json.dumps(answer), strict=True)
    (said,) = answer["references"]
    assert text[said["start"] : said["end"]] == "本办法第二条"
    place = client.get(f"/v1/documents/{rules}/provisions/{said['target']['address']}").json()
    assert place["text"].startswith("第二条")
    assert client.get(f"/v1/documents/{plan}/references").json() == {"references": []}
    assert client.get("/v1/documents/nothing/references").status_code == 404
