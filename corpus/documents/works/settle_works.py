"""Works and the targets of relations, settled together: each depends on the other.

Which text a decision repeals depends on which texts are one law, and a text that repeals an earlier
one begins another law."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.orm import Session

from corpus.documents.resolve_relations import load_citable_keys, resolve_relations
from corpus.documents.works.assemble_works import assemble_works

#: a text that repeals its forerunners makes two rounds; more would be a circle
_MOST_ROUNDS = 4


def settle_works(session: Session, keys: Collection[str], ids: Collection[str]) -> set[str]:
    """The ids of the documents whose validity has to be computed again.

    Computes the works of these keys, and resolves again what cites a text whose place changed,
    until nothing changes. `ids` are as in `assemble_works`."""
    touched: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        moved = assemble_works(session, keys, ids)
        touched |= moved
        if not moved:
            break
        touched |= resolve_relations(session, [], load_citable_keys(session, moved))
    return touched
