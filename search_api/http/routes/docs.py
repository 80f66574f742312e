"""The route GET /docs: the OpenAPI document as a page to read, with nothing from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from fastapi import APIRouter, Request, Response

from search_api.http.html_templates import HTML_TEMPLATES

router = APIRouter(include_in_schema=False)

Schema: TypeAlias = Mapping[str, Any]  # Any: an OpenAPI document


@dataclass(frozen=True, slots=True)
class DocsMember:
    """A parameter or a member of an object. `kind`: its type in words; `link`: the schema in it."""

    name: str
    kind: str
    link: str | None
    required: bool
    description: str
    default: str | None


@dataclass(frozen=True, slots=True)
class DocsOperation:
    """An operation of the API as the page shows it."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[DocsMember, ...]
    form: tuple[DocsMember, ...]
    answers: tuple[DocsMember, ...]
    example: str | None
    example_of_body: str | None


@router.get("/docs")
def docs(request: Request) -> Response:
    document = request.app.openapi()
    by_tag: dict[str, list[DocsOperation]] = {tag["name"]: [] for tag in document["tags"]}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            by_tag[operation["tags"][0]].append(_describe_operation(method, path, operation))
    objects = {
        name: (schema.get("description", ""), list(_members(schema)))
        for name, schema in sorted(document["components"]["schemas"].items())
        if "properties" in schema
    }
    page = HTML_TEMPLATES.get_template("docs.html").render(
        info=document["info"],
        tags=[(tag, by_tag[tag["name"]]) for tag in document["tags"]],
        objects=objects,
    )
    return Response(page, media_type="text/html")


def _describe_operation(method: str, path: str, operation: Schema) -> DocsOperation:
    parameters = operation.get("parameters", [])
    examples = {
        parameter["name"]: _first_example(parameter["schema"]["examples"][0])
        for parameter in parameters
        if parameter["schema"].get("examples")
    }
    return DocsOperation(
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        parameters=tuple(
            DocsMember(
                parameter["name"],
                *_type_words(parameter["schema"]),
                parameter.get("required", False),
                parameter.get("description", ""),
                _default(parameter["schema"]),
            )
            for parameter in parameters
        ),
        form=tuple(_form_members(operation)),
        answers=tuple(_describe_answer(*entry) for entry in operation["responses"].items()),
        example=_example_url(path, examples) if method == "get" else None,
        example_of_body=_example_of_body(operation),
    )


def _describe_answer(status: str, answer: Schema) -> DocsMember:
    contents: Schema = answer.get("content", {})
    media_type = next(iter(contents), "")
    kind, link = _type_words(contents[media_type].get("schema", {}) if media_type else {})
    words = answer["description"]
    description = "" if words == "Successful Response" else words
    return DocsMember(
        status, kind or media_type, link, required=False, description=description, default=None
    )


def _form_members(operation: Schema) -> Iterator[DocsMember]:
    """The fields of the form that an operation takes."""
    content: Schema = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        yield from _members(content["multipart/form-data"]["schema"])


def _members(schema: Schema) -> Iterator[DocsMember]:
    for name, member in schema["properties"].items():
        yield DocsMember(
            name,
            *_type_words(member),
            name in schema.get("required", ()),
            member.get("description", ""),
            _default(member),
        )


def _type_words(schema: Schema) -> tuple[str, str | None]:
    """A type in words, and the name of the schema in it, or None.

    >>> _type_words({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})
    ('string(date) | null', None)
    >>> _type_words({"type": "array", "items": {"$ref": "#/components/schemas/Hit"}})
    ('[Hit]', 'Hit')
    """
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return name, name
    if "anyOf" in schema:
        kinds = [_type_words(one) for one in schema["anyOf"]]
        return " | ".join(kind for kind, _ in kinds), next(
            (link for _, link in kinds if link), None
        )
    if values := schema.get("enum", [schema["const"]] if "const" in schema else []):
        return " | ".join(map(str, values)), None
    if schema.get("type") == "array":
        kind, link = _type_words(schema.get("items", {}))
        return f"[{kind}]", link
    if schema.get("additionalProperties"):
        kind, link = _type_words(schema["additionalProperties"])
        return f"{{名称: {kind}}}", link
    form = f"({schema['format']})" if "format" in schema else ""
    return schema.get("type", "") + form, None


def _default(schema: Schema) -> str | None:
    value = schema.get("default")
    return None if value in (None, "", []) else json.dumps(value, ensure_ascii=False).strip('"')


def _first_example(example: str | list[str]) -> str:
    """The example of a parameter; of one that may be repeated, the first value."""
    return example if isinstance(example, str) else example[0]


def _example_url(path: str, examples: Mapping[str, str]) -> str | None:
    """A URL to try; None where its path needs an id that nobody knows beforehand."""
    address = path
    for name, value in examples.items():
        address = address.replace(f"{{{name}}}", value)
    if "{" in address:
        return None
    query = [f"{name}={value}" for name, value in examples.items() if f"{{{name}}}" not in path]
    return address + ("?" + "&".join(query) if query else "")


def _example_of_body(operation: Schema) -> str | None:
    content = operation.get("requestBody", {}).get("content", {})
    example = next((media["example"] for media in content.values() if "example" in media), None)
    return None if example is None else json.dumps(example, ensure_ascii=False, indent=2)
