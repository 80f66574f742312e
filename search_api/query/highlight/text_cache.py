"""Texts of documents for their passages, read many at a time; those read lately are kept."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Sequence
from functools import cached_property

from sqlalchemy import TEXT, bindparam, cast, select
from sqlalchemy.orm import Session

from corpus.model.provision_units import ProvisionUnit, address_at, split_units
from corpus.store.document_tables import DocumentRow, PartRow, RevisionRow

#: characters kept, over all texts: some 40 MB. All of 3,400 laws are just as many
MAX_CACHED_CHARACTERS = 20_000_000

# Made once: to put a statement together takes longer than to run it
_SELECT_CURRENT = select(DocumentRow.id, DocumentRow.revision_id).where(
    DocumentRow.id.in_(bindparam("ids", expanding=True))
)
_SELECT_REVISIONS = select(
    RevisionRow.id,
    RevisionRow.document_id,
    RevisionRow.text,
    RevisionRow.simplified,
    cast(RevisionRow.outline, TEXT),  # as it is stored, not decoded
).where(RevisionRow.id.in_(bindparam("ids", expanding=True)))


_SELECT_PARTS = (
    select(PartRow.document_id, PartRow.start, PartRow.end)
    .where(PartRow.document_id.in_(bindparam("ids", expanding=True)))
    .order_by(PartRow.document_id, PartRow.position)
)


class CurrentText:
    """The present text of a document. `simplified` None: as the text. `attached`: where attached
    documents stand in it.
    """

    def __init__(
        self,
        revision: int,
        text: str,
        simplified: str | None,
        outline: str,
        attached: tuple[tuple[int, int], ...],
    ) -> None:
        self.revision = revision
        self.text = text
        self.simplified = simplified
        self.attached = attached
        self._outline = outline

    @cached_property
    def units(self) -> Sequence[ProvisionUnit]:
        """Its provisions, taken apart when somebody asks: a long law has a thousand."""
        return split_units(self.text, json.loads(self._outline))

    def address(self, offset: int) -> str:
        """Of the provision that holds a character."""
        return address_at(self.text, json.loads(self._outline), offset)


class TextCache:
    """Safe in threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, CurrentText] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def load(self, session: Session, ids: Sequence[str]) -> dict[str, CurrentText]:
        """By document; those without a text are left out."""
        rows = session.connection().execute(_SELECT_CURRENT, {"ids": list(set(ids))})
        present = {row.id: row.revision_id for row in rows}
        wanted = [number for number in present.values() if number is not None]
        found = self._cached(wanted)
        if missing := [number for number in wanted if number not in found]:
            fresh = _read_revisions(session, missing)
            self._cache(fresh)
            found |= fresh
        return {
            identifier: found[number] for identifier, number in present.items() if number in found
        }

    def _cached(self, wanted: Sequence[int]) -> dict[int, CurrentText]:
        with self._lock:
            found = {number: self._kept[number] for number in wanted if number in self._kept}
            for number in found:
                self._kept.move_to_end(number)
        return found

    def _cache(self, fresh: dict[int, CurrentText]) -> None:
        with self._lock:
            for number, text in fresh.items():
                if number not in self._kept:
                    self._kept[number] = text
                    self._size += len(text.text)
            while self._size > MAX_CACHED_CHARACTERS:
                _, gone = self._kept.popitem(last=False)
                self._size -= len(gone.text)


def _read_revisions(session: Session, revisions: Sequence[int]) -> dict[int, CurrentText]:
    connection = session.connection()
    rows = connection.execute(_SELECT_REVISIONS, {"ids": revisions}).all()
    attached: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for part in connection.execute(_SELECT_PARTS, {"ids": [row.document_id for row in rows]}):
        attached[part.document_id].append((part.start, part.end))
    return {
        row[0]: CurrentText(row[0], row[2], row[3], row[4], tuple(attached[row.document_id]))
        for row in rows
    }
