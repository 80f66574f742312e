"""Documents of one number and issuer with other texts: flagged, and shown with what differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from corpus.documents.summaries import Summary, summaries
from corpus.model.identity import RANKS, SAME_NUMBER, SPUN_COPY
from corpus.model.text_similarity import Difference, differences, is_spun, likeness
from corpus.model.types import SourceKind
from corpus.store.tables import Document, DocumentNumber, Revision

#: more with one number is a fault of the numbers; which of them is spun from which tells nobody
_MOST_COMPARED = 5


@dataclass(frozen=True, slots=True)
class SameNumber:
    """Another document of the same number: how alike its text is, from 0 to 1, and where not."""

    document: Summary
    alike: float
    differences: tuple[Difference, ...]


def suspicions(session: Session, pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The flags of the documents of these pairs, which are written already. Where one text is the
    other spun, the one from the worse source is the copy, and the better one is left in peace."""
    flags: dict[str, set[str]] = defaultdict(set)
    compared: Counter[str] = Counter()
    for one, other in pairs:
        compared[one] += 1
        spun = compared[one] <= _MOST_COMPARED and _spun(session, one, other)
        for id_ in spun or (one, other):
            flags[id_].add(SPUN_COPY if spun else SAME_NUMBER)
    return flags


def _spun(session: Session, one: str, other: str) -> list[str]:
    """Which of two is spun from the other, both where their sources are equally good."""
    texts = {id_: text for id_ in (one, other) if (text := _text(session, id_)) is not None}
    if len(texts) < 2 or not is_spun(texts[one], texts[other]):  # noqa: PLR2004 - the pair
        return []
    rows = session.execute(
        select(Document.id, Document.source_kind).where(Document.id.in_((one, other)))
    )
    ranks = {id_: RANKS[cast("SourceKind", kind)] for id_, kind in rows}
    return sorted(id_ for id_, rank in ranks.items() if rank == max(ranks.values()))


def same_number(
    session: Session, id_: str, flags: Sequence[str], as_of: date
) -> tuple[SameNumber, ...]:
    """The other documents of the same number and issuer, the most alike first; looked for where
    something was found amiss when the document was taken in."""
    if not {SAME_NUMBER, SPUN_COPY} & set(flags) or (here := _text(session, id_)) is None:
        return ()
    found = [
        SameNumber(summary, round(likeness(here, there), 3), differences(here, there))
        for summary in summaries(session, _others(session, id_), as_of).values()
        if (there := _text(session, summary.id)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (-one.alike, one.document.id)))


def _others(session: Session, id_: str) -> Sequence[str]:
    mine, theirs = aliased(DocumentNumber), aliased(DocumentNumber)
    own, another = aliased(Document), aliased(Document)
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
        .limit(_MOST_COMPARED)
    ).all()


def _text(session: Session, id_: str) -> str | None:
    """The simplified text of the present revision."""
    row = session.execute(
        select(Revision.text, Revision.simplified)
        .join(Document, Document.revision_id == Revision.id)
        .where(Document.id == id_)
    ).one_or_none()
    return None if row is None else row.simplified or row.text
