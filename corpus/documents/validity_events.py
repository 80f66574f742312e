"""What validity is computed from, as SQL holds it: a document's own words, and others' acts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from corpus.documents.positive_lists import left_out
from corpus.model.json_columns import chunks, read_ends
from corpus.model.types import Certainty, Evidence, Fact, Status
from corpus.model.validity import Event, OwnPart, OwnValidity
from corpus.store.tables import Document, Relation

#: relations that act on the validity of their target
ACTS = ("repeals", "replaces", "declares_void", "extends", "confirms")

#: what `own_validity` reads
OWN_COLUMNS = (
    Document.effective,
    Document.effective_certainty,
    Document.signed,
    Document.published,
    Document.promulgated,
    Document.own_validity,
)


def own_validity(row: Row[*tuple[Any, ...]]) -> OwnValidity:
    """A document's own words, of a row with OWN_COLUMNS."""
    stated: Mapping[str, Any] = row.own_validity
    return OwnValidity(
        effective=row.effective,
        effective_certainty=row.effective_certainty,
        signed=row.signed,
        published=row.published,
        promulgated=row.promulgated,
        ends=read_ends(stated["ends"]),
        marked=stated["marked"] and Status(stated["marked"]),
        parts=tuple(OwnPart(address, read_ends(ends)) for address, ends in stated["parts"]),
    )


def events_on(session: Session, ids: Sequence[str]) -> dict[str, list[Event]]:
    """What others did to these documents, by their id; those without events are left out."""
    events: dict[str, list[Event]] = defaultdict(list)
    for some in chunks(ids):
        rows = session.execute(
            select(
                Relation.id,
                Relation.kind,
                Relation.document_id,
                Relation.target_id,
                Relation.target_part,
                Relation.target_provision,
                Relation.effect,
                Relation.until,
                Relation.years,
                Relation.months,
                Relation.condition,
                Document.effective,
                Document.effective_certainty,
                Document.signed,
                Document.published,
                Document.promulgated,
            )
            .join(Document, Document.id == Relation.document_id)
            .where(Relation.target_id.in_(some), Relation.kind.in_(ACTS))
        )
        for row in rows:
            day, certainty = _day(row)
            events[row.target_id].append(
                Event(
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
    for id_, lists in left_out(session, ids).items():
        events[id_] += (one.event for one in lists)
    return events


def evidence_of(session: Session, event: Event, target: str, last: date) -> Fact | None:
    """The sentence by which another document set this one's last day."""
    row = session.execute(
        select(Relation.evidence)
        .where(
            Relation.document_id == event.source,
            Relation.target_id == target,
            Relation.kind == event.kind,
        )
        .order_by(Relation.id)
    ).first()
    quotes = [row.evidence["quote"]] if row is not None else []
    lists = [] if quotes else left_out(session, [target]).get(target, [])
    quotes += [one.evidence.quote for one in lists if one.event == event]
    if not quotes:
        return None
    # its offsets are those of another text, so they stay away; the rule names that document
    evidence = Evidence("text", quotes[0])
    rule = f"{event.kind}/{event.source}"
    return Fact("ends", last.isoformat(), event.certainty, rule, evidence)


def _day(row: Row[*tuple[Any, ...]]) -> tuple[date | None, Certainty]:
    """From when a decision acts; or when an extension was decided, for it comes in time or not."""
    decided: date | None = row.signed or row.published or row.promulgated
    if row.kind in ("extends", "confirms"):
        return decided or row.effective, "stated"
    if row.effect:
        return row.effect, "stated"
    stated = row.effective is not None and row.effective_certainty == "stated"
    return row.effective or decided, "stated" if stated else "derived"
