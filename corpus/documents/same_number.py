"""Documents that share number and issuer but not the text: their flags, and how the texts differ.

Some mirrors reword (洗稿) what they copy: they replace words (设置 becomes 安放) and keep the
number. Such a text is called a spun copy."""

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

#: the most documents that are compared with one of their number: where more share it, the numbers
#: themselves are wrong, and comparing the texts shows nothing
_MAX_COMPARED = 5


@dataclass(frozen=True, slots=True)
class SameNumberDocument:
    """Another document of the same number, and how its text differs.

    `alike` is the similarity of the texts, from 0 to 1."""

    document: DocumentSummary
    alike: float
    differences: tuple[Difference, ...]


def find_suspicions(session: Session, pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The flags of the documents of these pairs, by id; the documents are stored already.

    Where one text of a pair is a spun copy, only the document from the worse source is flagged as
    the copy; the other gets no flag. Otherwise both are flagged with SAME_NUMBER."""
    flags: dict[str, set[str]] = defaultdict(set)
    compared: Counter[str] = Counter()
    for one, other in pairs:
        compared[one] += 1
        spun = compared[one] <= _MAX_COMPARED and _spun_ids(session, one, other)
        for id_ in spun or (one, other):
            flags[id_].add(SPUN_COPY if spun else SAME_NUMBER)
    return flags


def _spun_ids(session: Session, one_id: str, other_id: str) -> list[str]:
    """Which of two documents is the spun copy; empty where the texts differ otherwise.

    Where their sources rank equally, it is both. Texts that were promulgated on two days are two
    versions, which an amendment explains: each states the number of the first one."""
    texts = {
        id_: text for id_ in (one_id, other_id) if (text := _load_text(session, id_)) is not None
    }
    if len(texts) < 2 or not is_reworded(texts[one_id], texts[other_id]):  # noqa: PLR2004 - the pair
        return []
    rows = session.execute(
        select(DocumentRow.id, DocumentRow.source_kind, DocumentRow.promulgated).where(
            DocumentRow.id.in_((one_id, other_id))
        )
    ).all()
    if len({day for _, _, day in rows if day is not None}) > 1:
        return []
    ranks = {id_: SOURCE_RANKS[cast("SourceKind", kind)] for id_, kind, _ in rows}
    return sorted(id_ for id_, rank in ranks.items() if rank == max(ranks.values()))


def load_same_number(
    session: Session, id_: str, flags: Sequence[str], as_of: date
) -> tuple[SameNumberDocument, ...]:
    """The other documents of the same number and issuer, the most alike first.

    Empty unless `flags` says that the number was suspect when the document was saved."""
    if not {SAME_NUMBER, SPUN_COPY} & set(flags) or (here := _load_text(session, id_)) is None:
        return ()
    documents = [
        SameNumberDocument(
            summary, round(similarity_ratio(here, there), 3), find_differences(here, there)
        )
        for summary in load_summaries(session, _other_ids(session, id_), as_of).values()
        if (there := _load_text(session, summary.id)) is not None
    ]
    return tuple(sorted(documents, key=lambda one: (-one.alike, one.document.id)))


def _other_ids(session: Session, id_: str) -> Sequence[str]:
    own_number, other_number = aliased(DocumentNumberRow), aliased(DocumentNumberRow)
    own_document, other_document = aliased(DocumentRow), aliased(DocumentRow)
    return session.scalars(
        select(other_number.document_id)
        .join(own_number, own_number.key == other_number.key)
        .join(own_document, own_document.id == own_number.document_id)
        .join(other_document, other_document.id == other_number.document_id)
        .where(
            own_number.document_id == id_,
            other_number.document_id != id_,
            own_document.issuer_key == other_document.issuer_key,
            own_number.year.is_not_distinct_from(other_number.year),
        )
        .distinct()
        .order_by(other_number.document_id)
        .limit(_MAX_COMPARED)
    ).all()


def _load_text(session: Session, id_: str) -> str | None:
    """The simplified text of the current revision, or None where the document has no text."""
    row = session.execute(
        select(RevisionRow.text, RevisionRow.simplified)
        .join(DocumentRow, DocumentRow.revision_id == RevisionRow.id)
        .where(DocumentRow.id == id_)
    ).one_or_none()
    return None if row is None else row.simplified or row.text
