"""What became of an input, found by its path or its URL."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from corpus.store.document_tables import IntakeRow, LocationRow


@dataclass(frozen=True, slots=True)
class InputTrace:
    """What became of an input.

    `document_id`: the document that it was read as, None where it was set aside, for this `reason`.
    `is_copy`: that document has its text from elsewhere."""

    document_id: str | None
    is_copy: bool = False
    reason: str | None = None


def trace_input(session: Session, which: str) -> InputTrace | None:
    """What became of the input at a path (absolute or as it was passed in) or URL, None where none
    is known."""
    intake = session.execute(
        select(IntakeRow.document_id, IntakeRow.outcome, IntakeRow.reason)
        .where(or_(IntakeRow.path == which, IntakeRow.location == which))
        .limit(1)
    ).one_or_none()
    if intake is not None and intake.document_id is None:
        return InputTrace(None, reason=intake.reason)
    location = session.execute(
        select(LocationRow.document_id, LocationRow.copy)
        .where(or_(LocationRow.url == which, LocationRow.location == which))
        .limit(1)
    ).one_or_none()
    if location is not None:
        return InputTrace(location.document_id, location.copy)
    if intake is not None:
        return InputTrace(intake.document_id, intake.outcome == "copy")
    return None
