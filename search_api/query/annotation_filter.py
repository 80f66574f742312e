"""批注: in a query: SQL says which documents have such annotations, before an engine is asked."""

from __future__ import annotations

from sqlalchemy.orm import Session

from corpus.index.query import Among, And, Node, Not, Noted, Or
from corpus.people.annotations import noted


def with_notes(session: Session, node: Node) -> Node:
    """The same with the documents in the place of what their annotations hold."""
    match node:
        case Noted(text):
            return Among(tuple(noted(session, text)))
        case And(items):
            return And(tuple(with_notes(session, item) for item in items))
        case Or(items):
            return Or(tuple(with_notes(session, item) for item in items))
        case Not(item):
            return Not(with_notes(session, item))
        case _:
            return node
