"""Records for the tests of the index, with what a test does not care about left out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from corpus.index.entry.build_entry import IndexRecord, SearchableDates, build_entry
from corpus.index.query_tree import AllDocuments, And, Keyword, QueryNode, SearchRequest
from corpus.model.domain_types import Provision
from corpus.model.json_columns import outline_json

TODAY = date(2026, 3, 2)


def record(
    identifier: str,
    text: str = "",
    title: str = "",
    outline: Sequence[Provision] = (),
    **more: Any,
) -> IndexRecord:
    return IndexRecord(
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
            "days": SearchableDates(),
            "parts": (),
            "periods": (),
            **more,
        }
    )


def entry(*args: Any, **more: Any):
    return build_entry(record(*args, **more))


def article(address: str, start: int, end: int) -> Provision:
    return Provision(address, address, start, end)


def asked(*keywords: str, **more: Any) -> SearchRequest:
    items = tuple(Keyword(keyword) for keyword in keywords)
    query: QueryNode = And(items) if len(items) > 1 else items[0] if items else AllDocuments()
    return SearchRequest(query, TODAY, **more)


def ids(snapshot, request: SearchRequest) -> list[str]:
    return [hit.document for hit in snapshot.search(request).hits]
