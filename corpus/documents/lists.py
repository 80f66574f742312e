"""Lists of documents out of SQL: by number, by their end, and what was set aside."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, or_, select, tuple_
from sqlalchemy.orm import Session

from analyzers.script import to_simplified
from corpus.documents.summaries import on_day
from corpus.inputs.sources import shown
from corpus.model.json_columns import read_fact
from corpus.model.types import Fact, Status
from corpus.store.tables import Document, DocumentNumber, Intake, StatusPeriod

#: a document that ends is told of in these states; one that is void already is not
_ENDING = (Status.IN_FORCE, Status.PARTLY_VOID, Status.TO_VERIFY, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Expiring:
    """A document, its last day in force, and the fact that says so."""

    id: str
    ends: date
    evidence: Fact | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that was set aside; its bytes are kept under `sha256` (None: it had none)."""

    path: str
    reason: str
    sha256: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is."""

    documents: int
    set_aside: int


def by_number(session: Session, key: str) -> list[str]:
    """The documents that carry a number (`Number.key`), in a fixed order."""
    query = select(DocumentNumber.document_id).where(DocumentNumber.key == key)
    return sorted(set(session.scalars(query)))


def nearest_numbers(session: Session, key: str, limit: int) -> list[str]:
    """The documents whose numbers look most like this one, the nearest first: of the same code,
    or of the same year and serial under another code."""
    code, _, rest = key.partition("|")
    alike = or_(
        DocumentNumber.key.startswith(f"{code}|", autoescape=True),
        DocumentNumber.key.endswith(f"|{rest}", autoescape=True),
    )
    rows = session.execute(
        select(DocumentNumber.key, DocumentNumber.document_id).where(
            alike, DocumentNumber.key != key
        )
    )
    near = sorted((_distance(key, row.key), row.document_id) for row in rows)
    return list(dict.fromkeys(id_ for _, id_ in near))[:limit]


def _distance(one: str, other: str) -> int:
    """How far two number keys (code|year|serial|号) are apart: a serial counts 1, a year 100, quite
    another code 1,000.

    >>> [_distance("甲府|2015|26|号", key) for key in ("甲府|2015|28|号", "甲府|2014|26|号")]
    [2, 100]
    """
    (code, *counts), (other_code, *other_counts) = one.split("|"), other.split("|")
    likeness = difflib.SequenceMatcher(None, code, other_code).ratio()
    far = round((1 - likeness) * 1000)
    for weight, a, b in zip((100, 1), counts, other_counts, strict=False):
        if a.isdecimal() and b.isdecimal():
            far += weight * abs(int(a) - int(b))
    return far


def expiring(
    session: Session,
    as_of: date,
    until: date,
    *,
    filters: Mapping[str, Sequence[str]] | None = None,
    after: tuple[date, str] | None = None,
    limit: int = 100,
) -> list[Expiring]:
    """Documents in force on `as_of` (or of which nobody can tell) that end from then to `until`,
    both included, soonest first.

    `filters` are those of search: name → values, any of them. `after`: end and id of the last one
    of the page before.
    """
    query = (
        select(
            Document.id,
            Document.ends,
            Document.ends_evidence,
            Document.level,
            Document.kind,
            Document.form,
            Document.region,
            Document.issuers,
            Document.subjects,
            Document.year,
            StatusPeriod.status,
        )
        .join(StatusPeriod, on_day(Document.id, as_of))
        .where(
            Document.ends >= as_of,
            Document.ends <= until,
            StatusPeriod.status.in_(_ENDING),
        )
        .order_by(Document.ends, Document.id)
    )
    if after is not None:
        query = query.where(tuple_(Document.ends, Document.id) > after)
    wanted = {name: tuple(values) for name, values in (filters or {}).items() if values}
    found: list[Expiring] = []
    for row in session.execute(query):
        if len(found) == limit:
            break
        if all(_matches(row, name, values) for name, values in wanted.items()):
            evidence = row.ends_evidence and read_fact(row.ends_evidence)
            found.append(Expiring(row.id, row.ends, evidence))
    return found


def rejected(session: Session) -> list[Rejected]:
    """What was set aside and is still so, the latest first."""
    rows = session.execute(
        select(Intake.path, Intake.reason, Intake.source_sha256, Intake.at)
        .where(Intake.outcome == "set_aside")
        .order_by(Intake.at.desc(), Intake.id.desc())
    )
    return [
        Rejected(shown(row.path), shown(row.reason or ""), row.source_sha256, row.at)
        for row in rows
    ]


def totals(session: Session) -> Totals:
    """Counts for doctor and readyz."""
    counts = [
        select(func.count()).select_from(Document),
        select(func.count()).select_from(Intake).where(Intake.outcome == "set_aside"),
    ]
    documents, set_aside = (session.scalar(count) or 0 for count in counts)
    return Totals(documents, set_aside)


def _matches(row: Row[*tuple[Any, ...]], name: str, wanted: tuple[str, ...]) -> bool:
    return any(
        value == one or value.startswith(f"{one}/")
        for value in _values(row, name)
        for one in wanted
    )


def _values(row: Row[*tuple[Any, ...]], name: str) -> Iterator[str]:
    """What a filter compares: simplified, paths as they are."""
    if name in ("issuer", "subject"):
        values: list[str] = row.issuers if name == "issuer" else row.subjects
        yield from map(to_simplified, values)
    elif (value := getattr(row, name)) is not None:
        yield str(value)
