"""The facts of one document that the filters and fields of a search are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.store.document_tables import DocumentRow


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """The facts of a document that do not depend on the day; its status does, and is left out.

    `numbers` are canonical; `ends` is the last day in force."""

    id: str
    title: str
    numbers: tuple[str, ...]
    issuers: tuple[str, ...]
    subjects: tuple[str, ...]
    level: str | None
    kind: str | None
    form: str | None
    region: str | None
    year: int | None
    effective: date | None
    signed: date | None
    promulgated: date | None
    published: date | None
    ends: date | None


def load_search_facts(session: Session, id_: str) -> SearchFacts:
    """The facts of a document. Raises NoResultFound where there is no document of that id."""
    row = session.execute(
        select(
            DocumentRow.id,
            DocumentRow.title,
            DocumentRow.numbers,
            DocumentRow.issuers,
            DocumentRow.subjects,
            DocumentRow.level,
            DocumentRow.kind,
            DocumentRow.form,
            DocumentRow.region,
            DocumentRow.year,
            DocumentRow.effective,
            DocumentRow.signed,
            DocumentRow.promulgated,
            DocumentRow.published,
            DocumentRow.ends,
        ).where(DocumentRow.id == id_)
    ).one()
    id_, title, numbers, issuers, subjects, *others = row
    return SearchFacts(id_, title, tuple(numbers), tuple(issuers), tuple(subjects), *others)
