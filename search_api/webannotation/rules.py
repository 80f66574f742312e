"""The Web Annotation Data Model as tables: which property holds what, on which kind of thing.

https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from dataclasses import dataclass

from search_api.webannotation.checks import (
    Check,
    address,
    address_or_object,
    count,
    direction,
    language,
    many,
    media_type,
    moment,
    one,
    words,
)

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a property holds, with a right and a wrong value."""

    name: str
    check: Check
    right: object
    wrong: object


#: on annotations, bodies, targets and sources alike (3.2, 3.3)
PROPERTIES = (
    Rule("id", one(address), "http://example.org/1", ["http://a.org/1", "http://a.org/2"]),
    Rule("type", many(words), "Dataset", 7),
    Rule("created", one(moment), "2015-01-28T12:00:00Z", "yesterday"),
    Rule("modified", one(moment), "2015-01-28T12:00:00+08:00", "2015-01-28"),
    Rule("generated", one(moment), "2015-01-28T12:00:00.5Z", "2015-13-28T12:00:00Z"),
    Rule("creator", many(address_or_object), {"type": "Person", "name": "张三"}, 6),
    Rule("generator", many(address_or_object), "http://example.org/client", 42),
    Rule("audience", many(address_or_object), {"id": "http://example.org/lawyers"}, "everybody"),
    Rule("motivation", many(words), "commenting", {"id": "commenting"}),
    Rule("purpose", many(words), ["tagging", "describing"], []),
    Rule("rights", many(address), "https://creativecommons.org/publicdomain/zero/1.0/", "CC 0"),
    Rule("canonical", one(address), "urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df", "no address"),
    Rule("via", many(address), "http://example.org/anno1", "no address"),
    Rule("format", many(media_type), "text/html", 6),
    Rule("language", many(language), ["zh-Hans", "en"], 3),
    Rule("processingLanguage", one(language), "zh", ["en", "de"]),
    Rule("textDirection", one(direction), "ltr", "squirrel"),
    Rule("accessibility", many(words), "captions", 1),
    Rule("bodyValue", words, "待核", ["待核"]),
    Rule("stylesheet", address_or_object, {"type": "CssStylesheet", "value": ".red {}"}, 1),
    Rule("styleClass", many(words), "red", {}),
    Rule("renderedVia", many(address_or_object), "http://example.org/tool", 1),
    Rule("scope", many(address), "http://example.org/page", "no address"),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body or target: recognised by one of its types or a property of its own; what it
    must have and must not have."""

    name: str
    types: tuple[str, ...]
    mark: str
    needs: tuple[str, ...]
    bars: tuple[str, ...]


#: the first that fits; what fits none is a resource elsewhere, named by its id
KINDS = (
    # such as {"source": "http://example.org/page1", "selector": …}
    Kind("SpecificResource", ("SpecificResource",), "source", ("source",), ("value", "items")),
    # such as {"type": "Choice", "items": ["http://example.org/1", "http://example.org/2"]}
    Kind(
        "列表",
        ("Choice", "Composite", "List", "Independents"),
        "items",
        ("type", "items"),
        ("value", "purpose"),
    ),
    # such as {"type": "TextualBody", "value": "待核"}
    Kind("TextualBody", ("TextualBody",), "value", ("value",), ("items",)),
)
#: such as {"id": "http://example.org/page1", "format": "text/html"}
ELSEWHERE = Kind("外部资源", (), "id", ("id",), ("purpose",))


@dataclass(frozen=True, slots=True)
class SelectorKind:
    """A selector or state by its type: the properties it must have, those it may, and those of
    which it must have exactly one."""

    type: str
    needs: tuple[tuple[str, Check], ...]
    may: tuple[tuple[str, Check], ...] = ()
    one_of: tuple[str, ...] = ()


#: 4.2
SELECTORS = (
    SelectorKind("FragmentSelector", (("value", words),), (("conformsTo", address),)),
    SelectorKind("CssSelector", (("value", words),)),
    SelectorKind("XPathSelector", (("value", words),)),
    SelectorKind("TextQuoteSelector", (("exact", words),), (("prefix", words), ("suffix", words))),
    SelectorKind("TextPositionSelector", (("start", count), ("end", count))),
    SelectorKind("DataPositionSelector", (("start", count), ("end", count))),
    SelectorKind("SvgSelector", (), (("value", words), ("id", one(address))), ("value", "id")),
    SelectorKind(
        "RangeSelector",
        (("startSelector", address_or_object), ("endSelector", address_or_object)),
    ),
)
#: 4.3
STATES = (
    SelectorKind(
        "TimeState",
        (),
        (
            ("sourceDate", many(moment)),
            ("sourceDateStart", moment),
            ("sourceDateEnd", moment),
            ("cached", address),
        ),
        ("sourceDate", "sourceDateStart"),
    ),
    SelectorKind("HttpRequestState", (("value", words),)),
)
