import json

import pytest

from tests.search_api.annotating import (
    MEDIA_TYPE,
    QUOTE,
    annotation,
    kept,
    position,
    post,
    quote,
)


def test_a_note_on_a_sentence_comes_back_at_the_same_characters(writer, plan):
    text = writer.get(f"/v1/documents/{plan}/text").json()["text"]
    start = text.index(QUOTE)
    answer = post(writer, annotation(plan, quote()))
    assert answer.status_code == 201
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.headers["etag"] == '"1"'
    told = writer.get(answer.headers["location"])
    assert told.json() == answer.json()
    assert told.json()["target"]["selector"] == [quote(), position(start, start + len(QUOTE))]


def test_everything_sent_comes_back_as_it_was_sent(writer, plan):
    text = writer.get(f"/v1/documents/{plan}/text").json()["text"]
    start = text.index(QUOTE)
    sent = annotation(
        plan,
        quote(prefix="（二）", suffix="。"),
        position(start, start + len(QUOTE)),
        body=[
            {"type": "TextualBody", "value": "巡護\u0000𠮷\r\n", "language": "zh-Hant"},
            {"type": "Choice", "items": [{"id": "http://example.org/1", "x:weight": 1.5}]},
        ],
        creator={"id": "mailto:fawu@example.org", "type": "Person", "name": "张三"},
        created="2020-10-01T08:00:00+08:00",
        canonical="urn:uuid:1",
        **{"x:priority": [1, None, {"deep": True}]},
    )
    note = kept(writer, sent)
    assert note["target"].pop("state")["cached"].endswith(f"/v1/documents/{plan}/text?revision=1")
    assert {name: note[name] for name in sent} == sent
    assert set(note) - set(sent) == {"id", "modified"}


@pytest.mark.parametrize("host", ["", "http://127.0.0.1:8000", "https://law.example.org"])
def test_the_document_is_recognised_by_its_path_on_any_host(writer, plan, host):
    note = annotation(plan, quote())
    note["target"]["source"] = f"{host}/v1/documents/{plan}"
    assert kept(writer, note)["target"]["source"] == note["target"]["source"]
    listed = writer.get("/annotations/", params={"target": f"/v1/documents/{plan}"})
    assert listed.json()["total"] == 1


def test_a_whole_document_in_three_ways(writer, plan):
    address = f"/v1/documents/{plan}"
    for target in (address, {"id": address, "type": "Text"}, {"source": address}):
        note = kept(writer, annotation(plan, target=target))
        assert "selector" not in note["target"]


def test_the_id_a_client_gave_goes_on_as_via(writer, plan):
    note = kept(writer, annotation(plan, id="http://example.org/anno1"))
    assert note["via"] == "http://example.org/anno1"
    assert note["id"].startswith("http://127.0.0.1:8000/annotations/")


WRONG = [
    ([quote("有效期三年")], "selector.TextQuoteSelector", "引文不在原文里"),
    ([quote("堅持")], "selector.TextQuoteSelector", "2 处"),
    ([quote(prefix="（一）")], "selector.TextQuoteSelector", "不一致"),
    ([quote("")], "selector.TextQuoteSelector", "空的"),
    ([quote(), position(0, 8)], "selector.TextPositionSelector", "与引文不一致"),
    ([position(0, 99999)], "selector.TextPositionSelector", "超出原文"),
    ([position(5, 5)], "selector.TextPositionSelector", "没有包含任何字"),
    ([{**quote(), "refinedBy": position(0, 1)}], "selector.refinedBy", "refinedBy"),
    ([{"type": "CssSelector", "value": "p"}], "selector", "TextQuoteSelector"),
    ([quote(), quote()], "selector.1", "各至多一个"),
    ([{"type": "TextQuoteSelector"}], "selector.exact", "缺少 exact"),
    (["http://example.org/selector"], "selector", "TextQuoteSelector"),
]


@pytest.mark.parametrize(("selectors", "place", "words"), WRONG)
def test_a_selector_that_names_no_one_place(writer, plan, selectors, place, words):
    answer = post(writer, annotation(plan, *selectors))
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert error["loc"] == ["body", "target", *[_step(step) for step in place.split(".")]]
    assert words in error["msg"]
    assert writer.get("/annotations/").json()["total"] == 0


def _step(step):
    return int(step) if step.isdigit() else step


@pytest.mark.parametrize(
    "target",
    [
        "http://example.org/page1",
        "/v1/documents/nobody",
        "/v1/documents/",
        "http://[/v1/documents/x",
        {"source": "/v1/search"},
        {"source": {"id": "/v1/documents/nobody"}},
        ["/v1/documents/a", "/v1/documents/b"],
        {"type": "Composite", "items": ["/v1/documents/a"]},
    ],
)
def test_a_target_that_is_none_of_our_documents(writer, target):
    answer = post(writer, annotation("x", target=target))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["loc"][:2] == ["body", "target"]


BODIES = [
    (b"", 422),
    (b"{", 422),
    (b"[]", 422),
    (b'"x"', 422),
    (b"\xff\xfe", 422),
    (b'{"a": NaN}', 422),
    (b'{"a": 1e999}', 422),
    (b'{"a": ' + b"9" * 5000 + b"}", 422),
    (b'{"a": "\\ud800"}', 422),
    (b"[" * 100_000, 422),
    (b'{"body": ' * 5_000 + b"1" + b"}" * 5_000, 422),
    (b" " * 1_000_001, 413),
]


@pytest.mark.parametrize(("body", "status"), BODIES, ids=lambda value: str(value)[:20])
def test_what_is_no_json_or_too_much(writer, body, status):
    answer = writer.post("/annotations/", content=body, headers={"Content-Type": MEDIA_TYPE})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_other_media_types_which_any_web_page_may_send_are_refused(writer, plan, media_type):
    note = json.dumps(annotation(plan, quote()))
    answer = writer.post("/annotations/", content=note, headers={"Content-Type": media_type})
    assert answer.status_code == 415
    assert "application/ld+json" in answer.headers["accept-post"]
    assert writer.post("/annotations/", json=annotation(plan, quote())).status_code == 201
