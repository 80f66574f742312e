"""Resolves 批注: in a query: SQL finds the annotated documents before the engine runs."""

from __future__ import annotations

from corpus.index.query_tree import And, AnnotationHolds, Not, OneOfDocuments, Or, QueryNode
from corpus.people.annotations import find_annotated_documents
from corpus.store.database import Session


def resolve_note_filters(session: Session, node: QueryNode) -> QueryNode:
    """The query with each condition on annotations replaced by the documents that meet it."""
    match node:
        case AnnotationHolds(text):
            return OneOfDocuments(tuple(find_annotated_documents(session, text)))
        case And(items):
            return And(tuple(resolve_note_filters(session, item) for item in items))
        case Or(items):
            return Or(tuple(resolve_note_filters(session, item) for item in items))
        case Not(item):
            return Not(resolve_note_filters(session, item))
        case _:
            return node
