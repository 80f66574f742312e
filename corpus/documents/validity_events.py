"""What validity is computed from, as SQL holds it: a document's own words, and others' acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.documents.list_omissions import find_omissions
from corpus.model.domain_types import Certainty, Evidence, Fact
from corpus.model.json_columns import read_claims
from corpus.model.validity_assessment import VALIDITY_ACTS, OwnValidity, ValidityEvent
from corpus.store.document_tables import DocumentRow, RelationRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import QueryRow

#: what `read_own_validity` reads
OWN_VALIDITY_COLUMNS = (
    DocumentRow.effective,
    DocumentRow.effective_certainty,
    DocumentRow.signed,
    DocumentRow.published,
    DocumentRow.promulgated,
    DocumentRow.own_validity,
)


def read_own_validity(row: QueryRow) -> OwnValidity:
    """A document's own words, of a row with OWN_VALIDITY_COLUMNS."""
    claims = read_claims(row.own_validity)
    return OwnValidity(
        effective=row.effective,
        effective_certainty=row.effective_certainty,
        signed=row.signed,
        published=row.published,
        promulgated=row.promulgated,
        ends=claims.ends,
        marked=claims.marked,
        parts=claims.parts,
    )


def load_events(session: Session, ids: Sequence[str]) -> dict[str, list[ValidityEvent]]:
    """What others did to these documents, by their id; those without events are left out."""
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
            )
            .join(DocumentRow, DocumentRow.id == RelationRow.document_id)
            .where(RelationRow.target_id.in_(chunk), RelationRow.kind.in_(VALIDITY_ACTS))
        )
        for row in rows:
            day, certainty = _event_day(row)
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
                )
            )
    for id_, lists in find_omissions(session, ids).items():
        events[id_] += (one.event for one in lists)
    return events


def load_ends_fact(session: Session, event: ValidityEvent, target: str, last: date) -> Fact | None:
    """The sentence by which another document set this one's last day."""
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
    # its offsets are those of another text, so they stay away; the rule names that document
    evidence = Evidence("text", quotes[0])
    rule = f"{event.kind}/{event.source}"
    return Fact("ends", last.isoformat(), event.certainty, rule, evidence)


def _event_day(row: QueryRow) -> tuple[date | None, Certainty]:
    """From when a decision acts; or when an extension was decided, for it comes in time or not."""
    decided: date | None = row.signed or row.published or row.promulgated
    if row.kind in ("extends", "confirms"):
        return decided or row.effective, "stated"
    if row.effect:
        return row.effect, "stated"
    stated = row.effective is not None and row.effective_certainty == "stated"
    return row.effective or decided, "stated" if stated else "derived"
