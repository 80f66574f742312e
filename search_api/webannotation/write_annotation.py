"""Writes annotations, collections and pages as JSON-LD.

An annotation comes out as it was sent, with its URL and its times; a target that names a span of
text has both selectors, and the revision that it was made on as a TimeState."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote, urlencode

from corpus.people.annotations import AnnotationList, StoredAnnotation
from search_api.schemas.encode_json import JsonObject
from search_api.webannotation.annotation_rules import CONTEXT
from search_api.webannotation.validate_annotation import JsonValue

MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'


def annotation_object(note: StoredAnnotation, base: str) -> JsonObject:
    """The JSON-LD object of an annotation. `base`: the server's URL without a slash at the end."""
    content = dict(note.content)
    return {
        "@context": content.pop("@context"),
        "id": f"{base}/annotations/{note.id}",
        **content,
        "target": _target_object(content["target"], note, base),
        "created": content.get("created", _format_moment(note.created)),
        "modified": _format_moment(note.modified),
    }


def _target_object(sent: JsonValue, note: StoredAnnotation, base: str) -> JsonValue:
    if not isinstance(sent, Mapping) or "source" not in sent:
        return sent
    target = dict(sent)
    if note.anchor is not None:
        target["selector"] = _both_selectors(sent["selector"], note)
    if "state" not in target:
        address = f"{base}/v1/documents/{quote(note.document, safe='')}/text"
        target["state"] = {
            "type": "TimeState",
            "sourceDate": _format_moment(note.revision_created),
            "cached": f"{address}?{urlencode({'revision': note.revision})}",
        }
    return target


def _both_selectors(sent: JsonValue, note: StoredAnnotation) -> list[JsonValue]:
    assert note.anchor is not None
    selectors = list(sent) if isinstance(sent, list) else [sent]
    types = {selector["type"] for selector in selectors}
    if "TextQuoteSelector" not in types:
        selectors.append({"type": "TextQuoteSelector", "exact": note.anchor.exact})
    if "TextPositionSelector" not in types:
        selectors.append(
            {
                "type": "TextPositionSelector",
                "start": note.anchor.start,
                "end": note.anchor.end,
            }
        )
    return selectors


def container_url(base: str, asked: Mapping[str, str]) -> str:
    """The URL of the list of annotations, all or those that the query `asked` selects."""
    query = urlencode(asked)
    return f"{base}/annotations/" + (f"?{query}" if query else "")


def page_url(base: str, asked: Mapping[str, str], number: int, *, iris: bool) -> str:
    """The URL of a page of that list, counted from 0."""
    return container_url(base, {**asked, **({"iris": "1"} if iris else {}), "page": str(number)})


def page_object(
    listing: AnnotationList,
    base: str,
    asked: Mapping[str, str],
    *,
    number: int,
    size: int,
    iris: bool,
) -> JsonObject:
    """An AnnotationPage, counted from 0; `iris`: with the IRIs of its annotations alone."""
    last = last_page_number(listing.total, size)
    page: JsonObject = {
        "@context": CONTEXT,
        "id": page_url(base, asked, number, iris=iris),
        "type": "AnnotationPage",
        "partOf": {
            "id": container_url(base, asked),
            "type": "AnnotationCollection",
            "total": listing.total,
        },
        "startIndex": number * size,
    }
    if number > 0:
        page["prev"] = page_url(base, asked, number - 1, iris=iris)
    if number < last:
        page["next"] = page_url(base, asked, number + 1, iris=iris)
    notes = listing.annotations
    page["items"] = (
        [f"{base}/annotations/{note.id}" for note in notes]
        if iris
        else [annotation_object(note, base) for note in notes]
    )
    return page


def collection_object(
    listing: AnnotationList,
    base: str,
    asked: Mapping[str, str],
    *,
    size: int,
    iris: bool,
    embed: bool,
) -> JsonObject:
    """An AnnotationCollection; `embed`: its first page is in it, else only that page's URL."""
    collection: JsonObject = {
        "@context": [CONTEXT, "http://www.w3.org/ns/ldp.jsonld"],
        "id": container_url(base, asked),
        "type": ["BasicContainer", "AnnotationCollection"],
        "label": "批注",
        "total": listing.total,
    }
    if listing.total:
        first = page_object(listing, base, asked, number=0, size=size, iris=iris)
        del first["@context"]
        collection["first"] = first if embed else first["id"]
        collection["last"] = page_url(base, asked, last_page_number(listing.total, size), iris=iris)
    return collection


def last_page_number(total: int, size: int) -> int:
    """The number of the last page, counted from 0.

    >>> last_page_number(0, 100), last_page_number(100, 100), last_page_number(101, 100)
    (0, 0, 1)
    """
    return max(total - 1, 0) // size


def _format_moment(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
