"""Comparing what the product says of a sample notice with what its expectation states.

An expectation is one JSON object (tests/evaluation/notices/README.md). A string that holds `|`
names several answers of which each is right; a key that is missing is not compared.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from httpx2 import Response

Get = Callable[..., Response]

#: the fact under which a key of an expectation is counted
FACT_OF_KEY = {
    "numbers": "numbers",
    "index_number": "numbers",
    "registration_number": "numbers",
    "title": "title",
    "issuers": "issuers",
    "addressees": "addressees",
    "kind": "kind",
    "signed": "dates",
    "promulgated": "dates",
    "published": "dates",
    "printed": "dates",
    "effective": "effective",
    "ends": "ends",
    "parts": "parts",
}


@dataclass(frozen=True)
class Comparison:
    """One fact of one notice: what was wanted and what came."""

    fact: str
    right: bool
    note: str


#: the fact under which a key that holds several questions is counted
FACT_OF_QUESTIONS = {
    "relations": "relations",
    "status": "status",
    "flags": "flags",
    "clean": "flags",
    "found": "look-up",
    "provisions": "provisions",
    "first": "citations",
}

#: the fact under which a key that is one question is counted
FACT_OF_QUESTION = {
    "numbers_any": "numbers",
    "articles": "provisions",
    "has": "text",
    "absent": "noise",
}


def unanswered(wanted: dict[str, Any]) -> Iterator[Comparison]:
    """All that an expectation states, as wrong: there is no document that could be asked."""
    for key, value in wanted.items():
        fact = FACT_OF_KEY.get(key) or FACT_OF_QUESTION.get(key)
        if fact:
            yield Comparison(fact, False, f"{key}: no document")
        for question in value if key in FACT_OF_QUESTIONS else ():
            yield Comparison(FACT_OF_QUESTIONS[key], False, f"{key} {question}: no document")


def squeeze(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


def same(wanted: object, got: object) -> bool:
    """Whether an answer is one of those that are right; white space does not count.

    >>> same("部分失效|现行有效", "现行有效"), same(None, None), same(["甲"], ["甲", "乙"])
    (True, True, False)
    """
    if isinstance(wanted, str):
        return isinstance(got, str) and squeeze(got) in map(squeeze, wanted.split("|"))
    return wanted == got


def compare(get: Get, document_id: str, wanted: dict[str, Any], as_of: str) -> Iterator[Comparison]:
    """Each stated fact of a document beside what the interface answers on `as_of`."""
    document = get(f"/v1/documents/{document_id}", params={"as_of": as_of}).json()
    for key, fact in FACT_OF_KEY.items():
        if key in wanted:
            got = _answer(document, key)
            yield Comparison(fact, same(wanted[key], got), f"{key}: {wanted[key]!r}, came {got!r}")
    if "numbers_any" in wanted:
        ok = bool(set(wanted["numbers_any"]) & set(document["numbers"]))
        yield Comparison("numbers", ok, f"{wanted['numbers_any']}, came {document['numbers']}")
    yield from _relations(document, wanted)
    yield from _flags(document, wanted)
    yield from _articles(document, wanted)
    for day, status in wanted.get("status", {}).items():
        then = get(f"/v1/documents/{document_id}", params={"as_of": day}).json()
        note = f"{day} {status}, came {then['status']}"
        yield Comparison("status", same(status, then["status"]), note)
        if status == "草案":
            in_force = then["in_force"] is False
            yield Comparison("in force", in_force, f"{day} a draft, came {then['in_force']}")
    yield from _text(get, document_id, wanted)
    yield from _addresses(get, document_id, wanted)


def _answer(document: dict[str, Any], key: str) -> object:
    if key == "parts":
        return [part["title"] for part in document["parts"]]
    return document["dates"][key] if key in document["dates"] else document[key]


def _relations(document: dict[str, Any], wanted: dict[str, Any]) -> Iterator[Comparison]:
    for kinds, targets in wanted.get("relations", {}).items():
        of_kind = [r["target"] for r in document["relations"] if r["kind"] in kinds.split("|")]
        got = sorted({target["number"] or target["title"] for target in of_kind})
        note = f"{kinds} {sorted(targets)}, came {got}"
        yield Comparison("relations", got == sorted(targets), note)


def _flags(document: dict[str, Any], wanted: dict[str, Any]) -> Iterator[Comparison]:
    for flag in wanted.get("flags", ()):
        yield Comparison("flags", flag in document["flags"], f"{flag} is not raised")
    for flag in wanted.get("clean", ()):
        yield Comparison("flags", flag not in document["flags"], f"{flag} is raised")


def _count(nodes: list[dict[str, Any]]) -> int:
    return sum(node["address"].endswith("条") + _count(node["children"]) for node in nodes)


def _articles(document: dict[str, Any], wanted: dict[str, Any]) -> Iterator[Comparison]:
    if "articles" in wanted:
        got = _count(document["outline"])
        yield Comparison("provisions", got == wanted["articles"], f"{got} articles")


def _text(get: Get, document_id: str, wanted: dict[str, Any]) -> Iterator[Comparison]:
    text = get(f"/v1/documents/{document_id}/text").json()["text"]
    squeezed = squeeze(text)
    lost = [piece for piece in wanted.get("has", ()) if squeeze(piece) not in squeezed]
    lines = [line.strip() for line in text.splitlines()]
    lost += [line for line in wanted.get("lines", ()) if line not in lines]
    if "has" in wanted:
        yield Comparison("text", not lost, f"lost {lost}")
    if "absent" in wanted:
        kept = [noise for noise in wanted["absent"] if noise in text]
        yield Comparison("noise", not kept, f"not cut {kept}")


def _addresses(get: Get, document_id: str, wanted: dict[str, Any]) -> Iterator[Comparison]:
    for number in wanted.get("found", ()):
        answer = get(f"/v1/numbers/{number}").json()
        ids = [each["id"] for each in answer.get("documents", ())]
        note = f"{number}: {answer.get('state')}"
        yield Comparison("look-up", (answer.get("state"), ids) == ("found", [document_id]), note)
    for address, piece in wanted.get("provisions", {}).items():
        answer = get(f"/v1/documents/{document_id}/provisions/{address}")
        got = squeeze(answer.json()["text"]) if answer.status_code == 200 else None
        ok = got is None if piece is None else got is not None and squeeze(piece) in got
        yield Comparison("provisions", ok, f"{address} {piece!r}, came {got!r}")
    for query, piece in wanted.get("first", {}).items():
        hits = get("/v1/search", params={"q": query, "limit": 1}).json()["hits"]
        got = "".join(_opened(get, hit) for hit in hits if hit["id"] == document_id)
        yield Comparison("citations", squeeze(piece) in got, f"{query} {piece!r}, came {got!r}")


def _opened(get: Get, hit: dict[str, Any]) -> str:
    """What a hit shows: its passages, and the provision that it opens."""
    shown = "".join(passage["text"] for passage in hit["passages"])
    if hit["provision"]:
        provision = get(f"/v1/documents/{hit['id']}/provisions/{hit['provision']}")
        shown += provision.json()["text"]
    return squeeze(shown)
