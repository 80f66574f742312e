"""Records for the tests of the index, with what a test does not care about left out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from corpus.index.entry.build import Days, Record, build
from corpus.index.query import And, Everything, Keyword, Node, Request
from corpus.model.json_columns import outline_json
from corpus.model.types import Provision

TODAY = date(2026, 3, 2)


def record(
    identifier: str,
    text: str = "",
    title: str = "",
    outline: Sequence[Provision] = (),
    **more: Any,
) -> Record:
    return Record(
        **{
            "id": identifier,
            "title": title,
            "text": text,
            "simplified": None,
            "outline": outline_json(outline),
            "revision": 1,
            "version": 1,
            "numbers": (),
            "canonical": (),
            "mentions": (),
            "citations": (),
            "level": None,
            "kind": None,
            "form": None,
            "region": None,
            "issuers": (),
            "addressees": (),
            "year": None,
            "subjects": (),
            "sort_date": None,
            "days": Days(),
            "parts": (),
            "periods": (),
            **more,
        }
    )


def entry(*args: Any, **more: Any):
    return build(record(*args, **more))


def article(address: str, start: int, end: int) -> Provision:
    return Provision(address, address, start, end)


def asked(*keywords: str, **more: Any) -> Request:
    items = tuple(Keyword(keyword) for keyword in keywords)
    query: Node = And(items) if len(items) > 1 else items[0] if items else Everything()
    return Request(query, TODAY, **more)


def ids(snapshot, request: Request) -> list[str]:
    return [hit.document for hit in snapshot.search(request).hits]
