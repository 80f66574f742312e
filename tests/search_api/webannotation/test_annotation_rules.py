"""The model's tables row by row, and the samples of the W3C test suite."""

import json

import pytest

from search_api.webannotation.annotation_rules import CONTEXT, PROPERTY_RULES
from search_api.webannotation.validate_annotation import find_faults


def annotation(**members):
    return {"@context": CONTEXT, "type": "Annotation", "target": "/v1/documents/d1"} | members


def places(value):
    return [".".join(map(str, fault.loc)) for fault in find_faults(value)]


@pytest.mark.parametrize("rule", PROPERTY_RULES, ids=lambda rule: rule.name)
def test_each_property(rule):
    on = {"id": "http://example.org/1"}
    assert places(annotation(target={**on, "type": "Text", rule.name: rule.right})) in (
        [],
        [f"target.{rule.name}"] if rule.name == "purpose" else [],
    )
    assert f"target.{rule.name}" in places(annotation(target={**on, rule.name: rule.wrong}))


WRONG = [
    ([], ""),
    ("annotation", ""),
    ({"type": "Annotation", "target": "http://a.org"}, "@context"),
    (annotation(**{"@context": "fish"}), "@context"),
    (annotation(type="Squirrel"), "type"),
    ({"@context": CONTEXT, "type": "Annotation"}, "target"),
    (annotation(target=9), "target"),
    (annotation(target=[]), "target"),
    (annotation(target="no address"), "target"),
    (annotation(target={"type": "TextualBody", "value": "x"}), "target"),
    (annotation(target={"type": "SpecificResource"}), "target.source"),
    (annotation(target={"source": {"source": "/v1/documents/d1"}}), "target.source"),
    (annotation(target={"source": "/d", "selector": []}), "target.selector"),
    (annotation(target={"source": "/d", "selector": {"type": "X"}}), "target.selector.type"),
    (
        annotation(target={"source": "/d", "selector": {"type": "TextQuoteSelector"}}),
        "target.selector.exact",
    ),
    (
        annotation(
            target={
                "source": "/d",
                "selector": [{"type": "TextPositionSelector", "start": -1, "end": True}],
            }
        ),
        "target.selector.0.start",
    ),
    (
        annotation(target={"source": "/d", "selector": {"type": "SvgSelector"}}),
        "target.selector",
    ),
    (annotation(target={"source": "/d", "state": {"type": "TimeState"}}), "target.state"),
    (
        annotation(
            target={
                "source": "/d",
                "selector": {
                    "type": "CssSelector",
                    "value": "p",
                    "refinedBy": {"type": "XPathSelector"},
                },
            }
        ),
        "target.selector.refinedBy.value",
    ),
    (annotation(body="no address"), "body"),
    (annotation(body={"type": "TextualBody"}), "body.value"),
    (annotation(body={"type": "TextualBody", "value": ["a", "b"]}), "body.value"),
    (annotation(body={"value": "x", "items": []}), "body.type"),
    (annotation(body={"format": "text/html"}), "body.id"),
    (annotation(body={"type": "Choice", "items": "x"}), "body.items"),
    (annotation(body={"type": ["Choice", "List"], "items": ["http://a.org"]}), "body.type"),
    (annotation(body={"items": ["http://a.org/1"]}), "body.type"),
    (annotation(body={"type": "Choice", "items": [3]}), "body.items.0"),
    (annotation(body="http://a.org", bodyValue="x"), "bodyValue"),
    (annotation(bodyValue=["x"]), "bodyValue"),
]


@pytest.mark.parametrize(("value", "place"), WRONG, ids=lambda value: json.dumps(value)[-40:])
def test_what_is_wrong_is_named(value, place):
    assert place in places(value)


def test_every_correct_sample_is_an_annotation(shared):
    folder = shared / "conformance" / "w3c-web-annotation" / "samples" / "correct"
    samples = sorted(folder.glob("anno*.json"))
    assert len(samples) == 41
    for sample in samples:
        assert places(json.loads(sample.read_text("utf-8"))) == [], sample.name
