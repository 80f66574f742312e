"""The objects of the API as JSON: what HTTP answers and what `--json` prints.

`search_models.py` and `document_models.py` describe these objects for the documentation; a test
holds the two together."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from analyzers.span import Span
from corpus.documents.load_document import StoredDocument

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
JsonObject: TypeAlias = dict[str, Json]


def to_json(value: object) -> Json:
    """A value of the domain as JSON, with dates as YYYY-MM-DD.

    Dataclasses and named tuples become objects, but a span becomes an array of its two offsets.

    >>> to_json({"highlights": [Span(2, 4)]})
    {'highlights': [[2, 4]]}
    >>> from corpus.model.domain_types import Target
    >>> to_json((Target("穗府〔2015〕26号", None, "第三条"), date(2020, 1, 2)))
    [{'number': '穗府〔2015〕26号', 'title': None, 'provision': '第三条'}, '2020-01-02']
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if hasattr(value, "_asdict") and not isinstance(value, Span):  # a provision is a named tuple
        return to_json(value._asdict())
    if isinstance(value, (tuple, list)):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {str(name): to_json(item) for name, item in value.items()}
    if isinstance(value, date):  # a datetime is a date, too
        return value.isoformat()
    return to_json_object(value)


def to_json_object(value: object) -> JsonObject:
    """The JSON object of a dataclass, its fields by name."""
    return {name: to_json(getattr(value, name)) for name in _FIELD_NAMES[type(value)]}


def encode_json(value: object) -> bytes:
    """A value of the domain as JSON text in UTF-8.

    What `json` can encode by itself is not converted first: a page of results holds hundreds of
    objects.

    >>> encode_json({"days": (date(2020, 1, 2),)})
    b'{"days":["2020-01-02"]}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_encode_default)
    return text.encode("utf-8", "replace")


def _encode_default(value: object) -> object:
    """What `json` cannot encode, as a value that it can, but perhaps not all of its members."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return {name: getattr(value, name) for name in _FIELD_NAMES[type(value)]}


class _FieldNames(dict[type, tuple[str, ...]]):
    """A cache of the field names of each dataclass."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        self[kind] = tuple(field.name for field in dataclasses.fields(kind))
        return self[kind]


_FIELD_NAMES = _FieldNames()


def document_object(stored: StoredDocument) -> JsonObject:
    """The JSON object of a document (docs/contract.md, "Document")."""
    content = to_json_object(stored)
    dates = to_json_object(stored.dates)
    content["dates"] = {**dates, "effective": content["effective"], "ends": content["ends"]}
    return content
