import uuid

from sqlalchemy import select

from corpus.store.database import read_session
from corpus.store.people_tables import AnnotationVersionRow
from search_api.library import open_library
from tests.search_api.annotating import (
    MEDIA_TYPE,
    annotation,
    kept,
    path,
    quote,
)
from tests.stores import settings_at

FIRST = {"If-Match": '"1"'}


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


def test_nobody_writes_over_what_was_not_read(writer, plan):
    note = kept(writer, annotation(plan, quote()))
    for answer in (writer.put(path(note), json=note), writer.delete(path(note))):
        assert (answer.status_code, answer.headers["etag"]) == (428, '"1"')
    assert writer.get(path(note)).json() == note


def test_what_was_written_over_and_what_was_deleted_is_kept(writer, home, plan):
    note = kept(writer, annotation(plan, body={"type": "TextualBody", "value": "甲"}))
    changed = note | {"body": {"type": "TextualBody", "value": "乙"}}
    assert writer.put(path(note), json=changed, headers=FIRST).status_code == 200
    assert writer.delete(path(note), headers={"If-Match": '"2"'}).status_code == 204
    with open_library(settings_at(home)) as library, read_session(library.database) as session:
        query = select(AnnotationVersionRow).order_by(AnnotationVersionRow.version)
        versions = list(session.scalars(query))
    assert [(row.version, row.content["body"]["value"]) for row in versions] == [
        (1, "甲"),
        (2, "乙"),
    ]


def test_a_bad_replacement_changes_nothing(writer, plan):
    note = kept(writer, annotation(plan, quote()))
    for bad in (annotation(plan, quote("不在原文里")), {"x": 1}):
        assert writer.put(path(note), json=bad, headers=FIRST).status_code == 422
    assert writer.get(path(note)).json() == note
    assert writer.get(path(note)).headers["etag"] == '"1"'


def test_what_it_is_elsewhere_stays(writer, plan):
    note = kept(writer, annotation(plan, canonical="urn:uuid:1", via="http://example.org/1"))
    kept_silent = {name: note[name] for name in note if name not in ("canonical", "via")}
    told = writer.put(path(note), json=kept_silent, headers=FIRST).json()
    assert (told["canonical"], told["via"]) == ("urn:uuid:1", "http://example.org/1")
    other = note | {"canonical": "urn:uuid:2"}
    assert writer.put(path(note), json=other, headers={"If-Match": '"2"'}).status_code == 409


def test_deleted_it_is_gone_for_good(writer, plan):
    note = kept(writer, annotation(plan, quote()))
    stale = writer.delete(path(note), headers={"If-Match": '"7"'})
    assert stale.status_code == 412
    gone = writer.delete(path(note), headers={"If-Match": '"1"'})
    assert (gone.status_code, gone.content) == (204, b"")
    for answer in (
        writer.get(path(note)),
        writer.put(path(note), json=note, headers=FIRST),
        writer.delete(path(note), headers=FIRST),
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
    monkeypatch.setattr("search_api.http.routes.annotations.PAGE_SIZE", 2)
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
