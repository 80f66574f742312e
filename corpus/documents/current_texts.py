"""The current texts of documents, loaded many at a time for the passages of a page of hits."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from sqlalchemy import TEXT, bindparam, cast, select
from sqlalchemy.orm import Session

from analyzers.span import Span
from corpus.model.provision_units import ProvisionUnit, address_at, split_units
from corpus.store.document_tables import DocumentRow, PartRow, RevisionRow

# built once: building a statement takes longer than running it
_SELECT_CURRENT = select(DocumentRow.id, DocumentRow.revision_id).where(
    DocumentRow.id.in_(bindparam("ids", expanding=True)), DocumentRow.revision_id.is_not(None)
)
_SELECT_REVISIONS = select(
    RevisionRow.id,
    RevisionRow.document_id,
    RevisionRow.text,
    RevisionRow.simplified,
    cast(RevisionRow.outline, TEXT),  # the JSON as stored: few texts need it decoded
).where(RevisionRow.id.in_(bindparam("ids", expanding=True)))
_SELECT_PARTS = (
    select(PartRow.document_id, PartRow.start, PartRow.end)
    .where(PartRow.document_id.in_(bindparam("ids", expanding=True)))
    .order_by(PartRow.document_id, PartRow.position)
)


class CurrentText:
    """The current text of a document.

    `simplified` is None where it equals `text`. `attached` are the spans of attached documents."""

    def __init__(
        self,
        revision: int,
        text: str,
        simplified: str | None,
        outline: str,
        attached: tuple[Span, ...],
    ) -> None:
        self.revision = revision
        self.text = text
        self.simplified = simplified
        self.attached = attached
        self._outline = outline

    @cached_property
    def units(self) -> Sequence[ProvisionUnit]:
        """The provisions of the text; computed on first use, because a long law has a thousand."""
        return split_units(self.text, json.loads(self._outline))

    def address(self, offset: int) -> str:
        """The address of the provision that the character at `offset` belongs to."""
        return address_at(self.text, json.loads(self._outline), offset)


def current_revisions(session: Session, ids: Sequence[str]) -> dict[str, int]:
    """The id of the current revision of each document; documents without a text have no key."""
    rows = session.connection().execute(_SELECT_CURRENT, {"ids": list(set(ids))})
    return {row.id: row.revision_id for row in rows}


def load_current_texts(session: Session, revisions: Sequence[int]) -> dict[int, CurrentText]:
    """The texts of current revisions, by the id of the revision."""
    connection = session.connection()
    rows = connection.execute(_SELECT_REVISIONS, {"ids": revisions}).all()
    attached: dict[str, list[Span]] = defaultdict(list)
    for part in connection.execute(_SELECT_PARTS, {"ids": [row.document_id for row in rows]}):
        attached[part.document_id].append(Span(part.start, part.end))
    return {
        row[0]: CurrentText(row[0], row[2], row[3], row[4], tuple(attached[row.document_id]))
        for row in rows
    }
