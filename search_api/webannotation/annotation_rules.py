"""The Web Annotation Data Model as tables: what each property holds, on each kind of resource.

https://www.w3.org/TR/annotation-model/"""

from __future__ import annotations

from dataclasses import dataclass

from search_api.webannotation.value_checks import (
    ValueCheck,
    check_count,
    check_direction,
    check_iri,
    check_iri_or_object,
    check_language,
    check_media_type,
    check_moment,
    check_string,
    exactly_one,
    one_or_more,
)

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


@dataclass(frozen=True, slots=True)
class PropertyRule:
    """A property and the check of its value, with an example of a right and of a wrong value."""

    name: str
    check: ValueCheck
    right: object
    wrong: object


#: the properties of annotations, bodies, targets and sources (3.2, 3.3)
PROPERTY_RULES = (
    PropertyRule(
        "id", exactly_one(check_iri), "http://example.org/1", ["http://a.org/1", "http://a.org/2"]
    ),
    PropertyRule("type", one_or_more(check_string), "Dataset", 7),
    PropertyRule("created", exactly_one(check_moment), "2015-01-28T12:00:00Z", "yesterday"),
    PropertyRule("modified", exactly_one(check_moment), "2015-01-28T12:00:00+08:00", "2015-01-28"),
    PropertyRule(
        "generated", exactly_one(check_moment), "2015-01-28T12:00:00.5Z", "2015-13-28T12:00:00Z"
    ),
    PropertyRule(
        "creator", one_or_more(check_iri_or_object), {"type": "Person", "name": "张三"}, 6
    ),
    PropertyRule("generator", one_or_more(check_iri_or_object), "http://example.org/client", 42),
    PropertyRule(
        "audience",
        one_or_more(check_iri_or_object),
        {"id": "http://example.org/lawyers"},
        "everybody",
    ),
    PropertyRule("motivation", one_or_more(check_string), "commenting", {"id": "commenting"}),
    PropertyRule("purpose", one_or_more(check_string), ["tagging", "describing"], []),
    PropertyRule(
        "rights",
        one_or_more(check_iri),
        "https://creativecommons.org/publicdomain/zero/1.0/",
        "CC 0",
    ),
    PropertyRule(
        "canonical",
        exactly_one(check_iri),
        "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df",
        "no address",
    ),
    PropertyRule("via", one_or_more(check_iri), "http://example.org/anno1", "no address"),
    PropertyRule("format", one_or_more(check_media_type), "text/html", 6),
    PropertyRule("language", one_or_more(check_language), ["zh-Hans", "en"], 3),
    PropertyRule("processingLanguage", exactly_one(check_language), "zh", ["en", "de"]),
    PropertyRule("textDirection", exactly_one(check_direction), "ltr", "squirrel"),
    PropertyRule("accessibility", one_or_more(check_string), "captions", 1),
    PropertyRule("bodyValue", check_string, "待核", ["待核"]),
    PropertyRule(
        "stylesheet", check_iri_or_object, {"type": "CssStylesheet", "value": ".red {}"}, 1
    ),
    PropertyRule("styleClass", one_or_more(check_string), "red", {}),
    PropertyRule("renderedVia", one_or_more(check_iri_or_object), "http://example.org/tool", 1),
    PropertyRule("scope", one_or_more(check_iri), "http://example.org/page", "no address"),
)


@dataclass(frozen=True, slots=True)
class ResourceKind:
    """A kind of body or target.

    A resource is of the kind if it has one of `types`, or else if it has the property `mark`. It
    must have the properties `needs`, and none of `forbids`."""

    name: str
    types: tuple[str, ...]
    mark: str
    needs: tuple[str, ...]
    forbids: tuple[str, ...]


#: the first kind that fits is used; a resource of no kind is elsewhere and named by its id
RESOURCE_KINDS = (
    # such as {"source": "http://example.org/page1", "selector": …}
    ResourceKind(
        "SpecificResource", ("SpecificResource",), "source", ("source",), ("value", "items")
    ),
    # such as {"type": "Choice", "items": ["http://example.org/1", "http://example.org/2"]}
    ResourceKind(
        "列表",
        ("Choice", "Composite", "List", "Independents"),
        "items",
        ("type", "items"),
        ("value", "purpose"),
    ),
    # such as {"type": "TextualBody", "value": "待核"}
    ResourceKind("TextualBody", ("TextualBody",), "value", ("value",), ("items",)),
)
#: such as {"id": "http://example.org/page1", "format": "text/html"}
EXTERNAL_RESOURCE = ResourceKind("外部资源", (), "id", ("id",), ("purpose",))


@dataclass(frozen=True, slots=True)
class SelectorKind:
    """A selector or state by its type.

    `needs`: the properties that it must have; `optional`: those that it may have; `one_of`: those
    of which it must have exactly one."""

    type: str
    needs: tuple[tuple[str, ValueCheck], ...]
    optional: tuple[tuple[str, ValueCheck], ...] = ()
    one_of: tuple[str, ...] = ()


#: the selectors (4.2)
SELECTORS = (
    SelectorKind("FragmentSelector", (("value", check_string),), (("conformsTo", check_iri),)),
    SelectorKind("CssSelector", (("value", check_string),)),
    SelectorKind("XPathSelector", (("value", check_string),)),
    SelectorKind(
        "TextQuoteSelector",
        (("exact", check_string),),
        (("prefix", check_string), ("suffix", check_string)),
    ),
    SelectorKind("TextPositionSelector", (("start", check_count), ("end", check_count))),
    SelectorKind("DataPositionSelector", (("start", check_count), ("end", check_count))),
    SelectorKind(
        "SvgSelector",
        (),
        (("value", check_string), ("id", exactly_one(check_iri))),
        ("value", "id"),
    ),
    SelectorKind(
        "RangeSelector",
        (("startSelector", check_iri_or_object), ("endSelector", check_iri_or_object)),
    ),
)
#: the states (4.3)
STATES = (
    SelectorKind(
        "TimeState",
        (),
        (
            ("sourceDate", one_or_more(check_moment)),
            ("sourceDateStart", check_moment),
            ("sourceDateEnd", check_moment),
            ("cached", check_iri),
        ),
        ("sourceDate", "sourceDateStart"),
    ),
    SelectorKind("HttpRequestState", (("value", check_string),)),
)
