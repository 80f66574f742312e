"""批注: in a query: SQL says which documents have such annotations, before an engine is asked."""

from __future__ import annotations

from corpus.index.query_tree import And, AnnotationHolds, Not, OneOfDocuments, Or, QueryNode
from corpus.people.annotations import find_annotated_documents
from corpus.store.database import Session


def resolve_note_filters(session: Session, node: QueryNode) -> QueryNode:
    """The same with the documents in the place of what their annotations hold."""
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
