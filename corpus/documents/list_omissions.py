"""The documents that a positive list leaves out, and which thereby lose their force.

A positive list (正面清单) names all documents that stay in force and repeals the rest:
凡未列入继续有效目录的一律废止. Its effect is computed when it is needed and not stored for each
document. So the result does not depend on the order in which the decision, the listed documents and
the others are saved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus.model.domain_types import Evidence
from corpus.model.json_columns import read_evidence
from corpus.model.validity_inputs import ValidityEvent
from corpus.store.document_tables import (
    DocumentNumberRow,
    DocumentRow,
    DocumentTitleRow,
    PositiveListRow,
    RelationRow,
)
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import QueryRow

#: the day on which a document was made: signed, else published, else in force
_MADE_DATE = func.coalesce(DocumentRow.signed, DocumentRow.published, DocumentRow.effective)
#: words in the title key of decisions that clean up: these are never in the scope of a list
_CLEANING_WORDS = ("废止", "失效", "清理", "继续有效", "延长")


@dataclass(frozen=True, slots=True)
class ListOmission:
    """The event by which a list ends a document that it leaves out, and the sentence for it."""

    event: ValidityEvent
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _DecidedList:
    """A positive list of the decision `source`.

    `issuers` are the keys of the issuers in its scope, alone and together. `numbers` and `titles`
    are the keys of all documents that the decision names."""

    source: str
    event: ValidityEvent
    issuers: frozenset[str]
    until: date | None
    evidence: Evidence
    numbers: frozenset[str]
    titles: frozenset[str]


def find_omissions(session: Session, ids: Sequence[str]) -> dict[str, list[ListOmission]]:
    """For each document the lists that leave it out.

    Documents that no list leaves out have no key."""
    omissions: dict[str, list[ListOmission]] = defaultdict(list)
    lists = list(_load_lists(session))
    if not lists:
        return omissions
    for chunk in parameter_batches(ids):
        numbers = _load_keys(session, DocumentNumberRow, chunk)
        titles = _load_keys(session, DocumentTitleRow, chunk)
        for row in session.execute(
            select(
                DocumentRow.id,
                DocumentRow.issuer_key,
                DocumentRow.title_key,
                DocumentRow.level,
                DocumentRow.normative,
                _MADE_DATE.label("made"),
            ).where(DocumentRow.id.in_(chunk))
        ):
            for one in lists:
                named = numbers[row.id] & one.numbers or titles[row.id] & one.titles
                if not named and _is_in_scope(row, one):
                    omissions[row.id].append(ListOmission(one.event, one.evidence))
    return omissions


def ids_in_scope(session: Session, sources: Collection[str]) -> set[str]:
    """The ids of the documents whose issuers are in the scope of the lists of these decisions."""
    found: set[str] = set()
    for one in _load_lists(session, sources):
        query = select(DocumentRow.id).where(DocumentRow.issuer_key.in_(one.issuers))
        found.update(session.scalars(query))
    return found


def _is_in_scope(row: QueryRow, decided_list: _DecidedList) -> bool:
    """Whether a document is in the scope of a list: a normative one of its organs, made in time."""
    if (
        row.id == decided_list.source
        or row.issuer_key not in decided_list.issuers
        or row.made is None
    ):
        return False
    if row.normative is False or not (row.level or "").startswith("规范性文件"):
        return False
    if any(word in row.title_key for word in _CLEANING_WORDS):
        return False
    return decided_list.until is not None and row.made <= decided_list.until


def _load_keys(
    session: Session, model: type[DocumentNumberRow | DocumentTitleRow], ids: Sequence[str]
) -> dict[str, set[str]]:
    keys_by_id: dict[str, set[str]] = defaultdict(set)
    for id_, key in session.execute(
        select(model.document_id, model.key).where(model.document_id.in_(ids))
    ):
        keys_by_id[id_].add(key)
    return keys_by_id


def _load_lists(session: Session, sources: Collection[str] | None = None) -> Iterator[_DecidedList]:
    query = (
        select(
            PositiveListRow.document_id,
            PositiveListRow.kind,
            PositiveListRow.organs,
            PositiveListRow.until,
            PositiveListRow.effect,
            PositiveListRow.evidence,
            DocumentRow.effective,
            DocumentRow.signed,
            DocumentRow.published,
            DocumentRow.promulgated,
        )
        .join(DocumentRow, DocumentRow.id == PositiveListRow.document_id)
        .order_by(PositiveListRow.id)
    )
    if sources is not None:
        query = query.where(PositiveListRow.document_id.in_(sorted(sources)))
    for row in session.execute(query).all():
        if (named_keys := _load_named_keys(session, row.document_id)) is None:
            continue
        decided: date | None = row.signed or row.published or row.promulgated
        before = decided - timedelta(days=1) if decided else None
        day = row.effect or row.effective or decided
        yield _DecidedList(
            source=row.document_id,
            event=ValidityEvent(row.kind, row.document_id, day, "derived"),
            issuers=frozenset(_joint_issuer_keys(row.organs)),
            until=row.until or before,
            evidence=read_evidence(row.evidence),
            numbers=named_keys[0],
            titles=named_keys[1],
        )


def _joint_issuer_keys(organs: Sequence[str]) -> Iterator[str]:
    """The issuer keys of all that these organs issue, each alone and any of them together."""
    for count in range(1, len(organs) + 1):
        for group in combinations(sorted(organs), count):
            yield "/".join(group)


def _load_named_keys(session: Session, source: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The number keys and title keys that a decision names, or None where it confirms nothing.

    Without a confirmed document the list itself is not known, and so it leaves nobody out."""
    rows = session.execute(
        select(
            RelationRow.kind,
            RelationRow.target_number_key,
            RelationRow.target_title_key,
            RelationRow.target_inner_key,
        ).where(RelationRow.document_id == source)
    ).all()
    if not any(row.kind in ("confirms", "extends") for row in rows):
        return None
    acts = [row for row in rows if row.kind not in ("cites", "based_on")]
    numbers = {row.target_number_key for row in acts if row.target_number_key}
    titles = {key for row in acts for key in (row.target_title_key, row.target_inner_key) if key}
    return frozenset(numbers), frozenset(titles)
