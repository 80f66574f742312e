import json
import shutil
import uuid

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from search_api.webannotation.rules import CONTEXT
from tests.search_api.notices import serving

MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
QUOTE = "堅持公開巡護記錄"


@pytest.fixture
def plan(writer) -> str:
    (hit,) = writer.get("/v1/search?q=巡护规划").json()["hits"]
    return hit["id"]


def annotation(document, *selectors, **members):
    target = {"source": f"/v1/documents/{document}"}
    if selectors:
        target["selector"] = list(selectors) if len(selectors) > 1 else selectors[0]
    return {
        "@context": CONTEXT,
        "type": "Annotation",
        "motivation": "commenting",
        "body": {"type": "TextualBody", "value": "到期前須評估", "purpose": "commenting"},
        "target": target,
    } | members


def quote(exact=QUOTE, **around):
    return {"type": "TextQuoteSelector", "exact": exact, **around}


def position(start, end):
    return {"type": "TextPositionSelector", "start": start, "end": end}


def post(client, note, **headers):
    return client.post(
        "/annotations/", content=json.dumps(note), headers={"Content-Type": MEDIA_TYPE, **headers}
    )


def kept(client, note):
    answer = post(client, note)
    assert answer.status_code == 201, answer.text
    return answer.json()


def path(note):
    return note["id"].removeprefix("http://127.0.0.1:8000")


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


def test_replaced_under_its_tag(writer, plan):
    note = kept(writer, annotation(plan, quote()))
    changed = note | {"body": {"type": "TextualBody", "value": "已核"}}
    answer = writer.put(path(note), json=changed, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    told = answer.json()
    assert told["body"]["value"] == "已核"
    assert (told["created"], told["target"]) == (note["created"], note["target"])
    assert "via" not in told
    late = writer.put(path(note), json=changed, headers={"If-Match": '"1"'})
    assert (late.status_code, late.headers["etag"]) == (412, '"2"')
    assert writer.get(path(note)).json() == told


def test_a_bad_replacement_changes_nothing(writer, plan):
    note = kept(writer, annotation(plan, quote()))
    for bad in (annotation(plan, quote("不在原文里")), {"x": 1}):
        assert writer.put(path(note), json=bad).status_code == 422
    assert writer.get(path(note)).json() == note
    assert writer.get(path(note)).headers["etag"] == '"1"'


def test_what_it_is_elsewhere_stays(writer, plan):
    note = kept(writer, annotation(plan, canonical="urn:uuid:1", via="http://example.org/1"))
    kept_silent = {name: note[name] for name in note if name not in ("canonical", "via")}
    told = writer.put(path(note), json=kept_silent).json()
    assert (told["canonical"], told["via"]) == ("urn:uuid:1", "http://example.org/1")
    assert writer.put(path(note), json=note | {"canonical": "urn:uuid:2"}).status_code == 409


def test_deleted_it_is_gone_for_good(writer, plan):
    note = kept(writer, annotation(plan, quote()))
    stale = writer.delete(path(note), headers={"If-Match": '"7"'})
    assert stale.status_code == 412
    gone = writer.delete(path(note), headers={"If-Match": '"1"'})
    assert (gone.status_code, gone.content) == (204, b"")
    for answer in (
        writer.get(path(note)),
        writer.put(path(note), json=note),
        writer.delete(path(note)),
    ):
        assert (answer.status_code, answer.json()["status"]) == (410, 410)
    assert writer.get("/annotations/").json()["total"] == 0


def test_one_that_never_was(writer):
    assert writer.get(f"/annotations/{uuid.uuid4()}").status_code == 404
    assert writer.delete("/annotations/x").status_code == 404


def test_the_headers_of_the_protocol(writer, plan):
    container = writer.get("/annotations/")
    assert container.headers["content-type"] == MEDIA_TYPE
    assert "BasicContainer" in container.headers["link"]
    assert "annotation-protocol" in container.headers["link"]
    assert container.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert container.headers["accept-post"] == MEDIA_TYPE
    assert {"Accept", "Prefer"} <= set(container.headers["vary"].split(", "))
    assert container.headers["etag"]
    assert container.headers["content-location"] == "http://127.0.0.1:8000/annotations/"
    note = kept(writer, annotation(plan, quote()))
    one = writer.get(path(note))
    assert one.headers["link"] == '<http://www.w3.org/ns/ldp#Resource>; rel="type"'
    assert one.headers["allow"] == "GET, HEAD, OPTIONS, PUT, DELETE"
    assert one.headers["vary"].startswith("Accept")
    assert writer.options("/annotations/").headers["allow"] == container.headers["allow"]
    assert writer.options(path(note)).headers["allow"] == one.headers["allow"]
    assert writer.get("/annotations/").headers["etag"] != container.headers["etag"]


def test_the_list_in_pages(writer, plan, monkeypatch):
    monkeypatch.setattr("search_api.routes.annotations.PAGE_SIZE", 2)
    ids = [kept(writer, annotation(plan, quote()))["id"] for _ in range(5)]
    asked = {"target": f"/v1/documents/{plan}"}
    collection = writer.get("/annotations/", params=asked).json()
    assert "AnnotationCollection" in collection["type"]
    assert collection["total"] == 5
    page, seen = collection["first"], []
    while page:
        assert page["type"] == "AnnotationPage"
        assert page["startIndex"] == len(seen)
        assert page["partOf"]["id"] == collection["id"]
        seen += [note["id"] for note in page["items"]]
        page = writer.get(page["next"]).json() if "next" in page else None
    assert seen == ids
    last = writer.get(collection["last"]).json()
    assert [note["id"] for note in last["items"]] == ids[4:]
    assert writer.get(last["prev"]).json()["startIndex"] == 2
    assert writer.get("/annotations/?page=3").status_code == 404
    assert writer.get("/annotations/?page=-1").status_code == 422


def test_what_a_client_prefers_of_the_list(writer, plan):
    note = kept(writer, annotation(plan, quote()))

    def prefer(what):
        wanted = f'return=representation;include="http://www.w3.org/ns/{what}"'
        return writer.get("/annotations/", headers={"Prefer": wanted}).json()

    assert prefer("oa#PreferContainedIRIs")["first"]["items"] == [note["id"]]
    assert prefer("oa#PreferContainedDescriptions")["first"]["items"] == [note]
    minimal = prefer("ldp#PreferMinimalContainer")
    assert isinstance(minimal["first"], str)
    assert writer.get(minimal["first"]).json()["items"] == [note]


def test_their_text_is_searched(writer, plan):
    note = kept(writer, annotation(plan, quote()))
    tagged = annotation(plan, body={"type": "Choice", "items": [{"value": "巡護經費"}]})
    tagged["body"]["items"][0]["type"] = "TextualBody"
    other = kept(writer, tagged)

    def ids(q):
        found = writer.get("/annotations/", params={"q": q}).json()
        return [one["id"] for one in found["first"]["items"]] if found["total"] else []

    assert ids("评估") == ids("到期前須") == [note["id"]]
    assert ids("巡护经费") == [other["id"]]
    assert ids(" ") == [note["id"], other["id"]]
    assert ids("没有") == []


def test_a_bad_target_of_a_list(writer):
    answer = writer.get("/annotations/?target=x")
    assert answer.json()["errors"][0]["loc"] == ["query", "target"]


# what the W3C test suite says


def must(shared, names):
    """Validators of the assertions that a list of the suite names, by file."""
    folder = shared / "conformance" / "w3c-web-annotation"
    definitions = [
        (file.name, Resource(json.loads(file.read_text("utf-8")), DRAFT4))
        for file in (folder / "definitions").glob("*.json")
    ]
    registry = Registry().with_resources(definitions)
    listed = json.loads((folder / names).read_text("utf-8"))["assertions"]
    return {
        name: jsonschema.Draft4Validator(
            json.loads((folder / name).read_text("utf-8")), registry=registry
        )
        for name in listed
    }


def failures(validators, value):
    return [name for name, validator in validators.items() if not validator.is_valid(value)]


def test_what_is_put_out_passes_every_must(writer, plan, shared):
    musts = must(shared, "annotations/annotationMusts.test")
    address = f"/v1/documents/{plan}"
    notes = [
        kept(writer, sent)
        for sent in (
            annotation(plan, quote()),
            annotation(plan, position(3, 9)),
            annotation(plan, target=address),
            annotation(plan, target={"source": address}),
            annotation(plan, target={"id": address}),
        )
    ]
    for note in notes:
        assert failures(musts, note) == []
    collection = writer.get("/annotations/").json()
    assert failures(must(shared, "collections/collectionMusts.test"), collection) == []
    pages = must(shared, "collections/pages/pageMusts.test")
    assert failures(pages, collection) == []
    assert failures(pages, writer.get("/annotations/?page=0").json()) == []


def test_every_incorrect_sample_is_refused_and_its_fault_named(writer, shared):
    folder = shared / "conformance" / "w3c-web-annotation" / "samples" / "incorrect"
    samples = sorted(folder.iterdir())
    assert len(samples) == 39
    for sample in samples:
        data = sample.read_bytes()
        answer = writer.post("/annotations/", content=data, headers={"Content-Type": MEDIA_TYPE})
        assert 400 <= answer.status_code < 500, sample.name
        problem = answer.json()
        assert problem["detail"], sample.name
        assert problem["errors"], sample.name


def test_every_correct_sample_is_kept_once_it_stands_on_a_document(writer, plan, shared):
    folder = shared / "conformance" / "w3c-web-annotation" / "samples" / "correct"
    musts = must(shared, "annotations/annotationMusts.test")
    for sample in sorted(folder.glob("anno*.json")):
        sent = json.loads(sample.read_text("utf-8"))
        sent["target"] = {"source": f"/v1/documents/{plan}", "selector": quote()}
        note = kept(writer, sent)
        given = {name: value for name, value in sent.items() if name not in ("id", "target")}
        given.pop("modified", None)
        given.pop("via", None)
        assert {name: note[name] for name in given} == given, sample.name
        assert failures(musts, note) == [], sample.name


# whatever is sent


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("id", "type", "source", "selector", "exact", "start", "end", "value", "items")
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.fixture(scope="module")
def open_server(stocked, tmp_path_factory):
    home = tmp_path_factory.mktemp("any") / "home"
    shutil.copytree(stocked, home, symlinks=True)
    with serving(home) as client:
        yield client


@given(
    st.dictionaries(
        st.sampled_from(
            ("@context", "type", "body", "target", "bodyValue", "created", "via", "id")
        ),
        _JSON,
    )
)
@settings(deadline=None, max_examples=200)
def test_nothing_that_is_sent_breaks_the_service(open_server, sent):
    (hit,) = open_server.get("/v1/search?q=巡护规划").json()["hits"]
    complete = annotation(hit["id"], quote()) | sent
    for note in (sent, complete):
        answer = open_server.post("/annotations/", json=note)
        assert answer.status_code in (201, 422)
        assert answer.status_code == 201 or answer.json()["errors"]
