"""Loads what validity is computed from: a document's own dates, and the acts of other documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from corpus.documents.list_omissions import find_omissions
from corpus.model.domain_types import Certainty, Evidence, Fact
from corpus.model.json_columns import read_claims
from corpus.model.shanghai_time import shanghai_date
from corpus.model.validity_inputs import ONE_DAY, VALIDITY_ACTS, OwnValidity, ValidityEvent
from corpus.model.works import is_successor
from corpus.store.document_tables import DocumentRow, RelationRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import QueryRow

#: the columns that `read_own_validity` needs
OWN_VALIDITY_COLUMNS = (
    DocumentRow.effective,
    DocumentRow.effective_certainty,
    DocumentRow.signed,
    DocumentRow.published,
    DocumentRow.promulgated,
    DocumentRow.own_validity,
    DocumentRow.created,
    DocumentRow.text_from,
    DocumentRow.text_until,
    DocumentRow.previous_text,
)
_TARGET = aliased(DocumentRow)


def read_own_validity(row: QueryRow) -> OwnValidity:
    """A document's own dates and claims, from a row that has the OWN_VALIDITY_COLUMNS."""
    claims = read_claims(row.own_validity)
    return OwnValidity(
        effective=row.effective,
        effective_certainty=row.effective_certainty,
        signed=row.signed,
        published=row.published,
        promulgated=row.promulgated,
        ends=claims.ends,
        marked=claims.marked,
        marked_since=claims.marked_since,
        read=shanghai_date(row.created),
        parts=claims.parts,
        binds_from=row.text_from if row.previous_text else None,
        superseded=row.text_until + ONE_DAY if row.text_until else None,
        entered=claims.entered,
    )


def load_events(session: Session, ids: Sequence[str]) -> dict[str, list[ValidityEvent]]:
    """For each document what other documents did to it; documents without events have no key.

    An event is a relation that changes validity, or a positive list that leaves the document out.
    """
    events: dict[str, list[ValidityEvent]] = defaultdict(list)
    for chunk in parameter_batches(ids):
        rows = session.execute(
            select(
                RelationRow.id,
                RelationRow.kind,
                RelationRow.document_id,
                RelationRow.target_id,
                RelationRow.target_part,
                RelationRow.target_provision,
                RelationRow.effect,
                RelationRow.until,
                RelationRow.years,
                RelationRow.months,
                RelationRow.condition,
                DocumentRow.effective,
                DocumentRow.effective_certainty,
                DocumentRow.signed,
                DocumentRow.published,
                DocumentRow.promulgated,
                DocumentRow.work_key,
                _TARGET.work_key.label("target_key"),
            )
            .join(DocumentRow, DocumentRow.id == RelationRow.document_id)
            .join(_TARGET, _TARGET.id == RelationRow.target_id)
            .where(RelationRow.target_id.in_(chunk), RelationRow.kind.in_(VALIDITY_ACTS))
        )
        for row in rows:
            day, certainty = event_day(row)
            events[row.target_id].append(
                ValidityEvent(
                    kind=row.kind,
                    source=row.document_id,
                    day=day,
                    certainty=certainty,
                    until=row.until,
                    years=row.years,
                    months=row.months,
                    condition=row.condition,
                    part=row.target_part,
                    provision=row.target_provision,
                    successor=row.kind == "replaces" or is_successor(row.work_key, row.target_key),
                )
            )
    for id_, lists in find_omissions(session, ids).items():
        events[id_] += (one.event for one in lists)
    return events


def load_ends_fact(session: Session, event: ValidityEvent, target: str, last: date) -> Fact | None:
    """The fact `ends` by which another document set the last day of `target`, or None.

    Its evidence is the sentence in that other document, without offsets; its rule names that
    document. None means that no such sentence is stored."""
    row = session.execute(
        select(RelationRow.evidence)
        .where(
            RelationRow.document_id == event.source,
            RelationRow.target_id == target,
            RelationRow.kind == event.kind,
        )
        .order_by(RelationRow.id)
    ).first()
    quotes = [row.evidence["quote"]] if row is not None else []
    lists = [] if quotes else find_omissions(session, [target]).get(target, [])
    quotes += [one.evidence.quote for one in lists if one.event == event]
    if not quotes:
        return None
    # the offsets of the sentence count in the other document's text, so the evidence has none
    evidence = Evidence("text", quotes[0])
    rule = f"{event.kind}/{event.source}"
    return Fact("ends", last.isoformat(), event.certainty, rule, evidence)


def event_day(row: QueryRow) -> tuple[date | None, Certainty]:
    """The day from which a decision acts, and how certain that is.

    For an extension or a confirmation it is the day on which it was decided: only one that was
    decided before the end counts."""
    decided: date | None = row.signed or row.published or row.promulgated
    if row.kind in ("extends", "confirms"):
        return decided or row.effective, "stated"
    if row.effect:
        return row.effect, "stated"
    stated = row.effective is not None and row.effective_certainty == "stated"
    return row.effective or decided, "stated" if stated else "derived"
