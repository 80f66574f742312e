"""Documents of one number and issuer with other texts: flagged, and shown with what differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from corpus.documents.document_summaries import DocumentSummary, load_summaries
from corpus.model.document_identity import SAME_NUMBER, SOURCE_RANKS, SPUN_COPY
from corpus.model.domain_types import SourceKind
from corpus.model.text_similarity import Difference, find_differences, is_reworded, similarity_ratio
from corpus.store.document_tables import DocumentNumberRow, DocumentRow, RevisionRow

#: more with one number is a fault of the numbers; which of them is spun from which tells nobody
_MAX_COMPARED = 5


@dataclass(frozen=True, slots=True)
class SameNumberDocument:
    """Another document of the same number: how alike its text is, from 0 to 1, and where not."""

    document: DocumentSummary
    alike: float
    differences: tuple[Difference, ...]


def find_suspicions(session: Session, pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The flags of the documents of these pairs, which are written already. Where one text is the
    other spun, the one from the worse source is the copy, and the better one is left in peace."""
    flags: dict[str, set[str]] = defaultdict(set)
    compared: Counter[str] = Counter()
    for one, other in pairs:
        compared[one] += 1
        spun = compared[one] <= _MAX_COMPARED and _spun_ids(session, one, other)
        for id_ in spun or (one, other):
            flags[id_].add(SPUN_COPY if spun else SAME_NUMBER)
    return flags


def _spun_ids(session: Session, one_id: str, other_id: str) -> list[str]:
    """Which of two is spun from the other, both where their sources are equally good."""
    texts = {
        id_: text for id_ in (one_id, other_id) if (text := _load_text(session, id_)) is not None
    }
    if len(texts) < 2 or not is_reworded(texts[one_id], texts[other_id]):  # noqa: PLR2004 - the pair
        return []
    rows = session.execute(
        select(DocumentRow.id, DocumentRow.source_kind).where(
            DocumentRow.id.in_((one_id, other_id))
        )
    )
    ranks = {id_: SOURCE_RANKS[cast("SourceKind", kind)] for id_, kind in rows}
    return sorted(id_ for id_, rank in ranks.items() if rank == max(ranks.values()))


def load_same_number(
    session: Session, id_: str, flags: Sequence[str], as_of: date
) -> tuple[SameNumberDocument, ...]:
    """The other documents of the same number and issuer, the most alike first; looked for where
    something was found amiss when the document was taken in."""
    if not {SAME_NUMBER, SPUN_COPY} & set(flags) or (here := _load_text(session, id_)) is None:
        return ()
    found = [
        SameNumberDocument(
            summary, round(similarity_ratio(here, there), 3), find_differences(here, there)
        )
        for summary in load_summaries(session, _other_ids(session, id_), as_of).values()
        if (there := _load_text(session, summary.id)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.alike, one.document.id)))


def _other_ids(session: Session, id_: str) -> Sequence[str]:
    mine, theirs = aliased(DocumentNumberRow), aliased(DocumentNumberRow)
    own, another = aliased(DocumentRow), aliased(DocumentRow)
    return session.scalars(
        select(theirs.document_id)
        .join(mine, mine.key == theirs.key)
        .join(own, own.id == mine.document_id)
        .join(another, another.id == theirs.document_id)
        .where(
            mine.document_id == id_,
            theirs.document_id != id_,
            own.issuer_key == another.issuer_key,
            mine.year.is_not_distinct_from(theirs.year),
        )
        .distinct()
        .order_by(theirs.document_id)
        .limit(_MAX_COMPARED)
    ).all()


def _load_text(session: Session, id_: str) -> str | None:
    """The simplified text of the present revision."""
    row = session.execute(
        select(RevisionRow.text, RevisionRow.simplified)
        .join(DocumentRow, DocumentRow.revision_id == RevisionRow.id)
        .where(DocumentRow.id == id_)
    ).one_or_none()
    return None if row is None else row.simplified or row.text
