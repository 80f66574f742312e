"""What the W3C test suite says of annotations, and what no input may do."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from tests.search_api.annotating import (
    MEDIA_TYPE,
    annotation,
    kept,
    position,
    quote,
)
from tests.search_api.notices import serving
from tests.stores import copied


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
    copied(stocked, home)
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
