"""Queries that list documents by number, by year and by last day, and the inputs set aside."""

from __future__ import annotations

import difflib
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, literal, or_, select, tuple_, union_all
from sqlalchemy.orm import Session

from analyzers.chinese_dates import find_dates
from analyzers.chinese_script import to_simplified
from analyzers.document_numbers import parse_number
from corpus.documents.document_summaries import period_on_day
from corpus.documents.search_facts import SearchFacts
from corpus.index.search_options import FACET_NAMES, FacetName
from corpus.inputs.input_store import from_storable_path
from corpus.model.domain_types import Fact, Status
from corpus.model.json_columns import read_fact
from corpus.store.document_tables import (
    DocumentNumberRow,
    DocumentRow,
    FactRow,
    IntakeRow,
    PartRow,
    RevisionRow,
    StatusPeriodRow,
)
from corpus.store.table_base import QueryRow, text_digest

#: the column of each facet; the status comes from the status period of the day
_FACET_COLUMNS: Mapping[FacetName, str] = {
    "status": "status",
    "level": "level",
    "kind": "kind",
    "form": "form",
    "region": "region",
    "issuer": "issuers",
    "year": "year",
    "subject": "subjects",
}
#: code points on either side of a number in which the day of its order may stand
_BESIDE_NUMBER = 80
_SMALL_LETTERS = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
#: the statuses in which a document's end is reported; one that is void already has ended
_EXPIRING_STATUSES = (Status.IN_FORCE, Status.PARTLY_VOID, Status.TO_VERIFY, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class ExpiringDocument:
    """A document, or one that is attached to it, its last day, and the fact that states it.

    `part`: the address of the attached document, empty for the whole; `part_title`: its title."""

    id: str
    ends: date
    evidence: Fact | None
    part: str = ""
    part_title: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The id of the document and the address of the part."""
        return self.id, self.part


@dataclass(frozen=True, slots=True)
class RejectedInput:
    """An input that was set aside, with the reason in Chinese.

    Its bytes are stored under `sha256`; None means that it had no bytes."""

    path: str
    reason: str
    sha256: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class CorpusTotals:
    """The number of documents, and of inputs that are set aside."""

    documents: int
    set_aside: int


def ids_by_number(session: Session, key: str) -> list[str]:
    """The ids of the documents that carry a number (`ParsedNumber.key`), sorted."""
    query = select(DocumentNumberRow.document_id).where(DocumentNumberRow.key == key)
    return sorted(set(session.scalars(query)))


def ids_by_register_number(session: Session, number: str) -> list[str]:
    """The ids of the documents with a 索引号 or 统一编号 (parse_register_number), sorted."""
    digests = [
        text_digest(number.replace("-", dash).translate(case))
        for dash in "-—–－"
        for case in ({}, _SMALL_LETTERS)
    ]
    query = select(DocumentRow.id).where(
        or_(DocumentRow.registration_sha256.in_(digests), DocumentRow.index_sha256.in_(digests))
    )
    return sorted(session.scalars(query))


def ids_of_year(session: Session, ids: Sequence[str], year: int, key: str) -> list[str]:
    """Those of the documents `ids` that are of the year, sorted.

    A document is of its own year, of the years of its signature and its promulgation, and of the
    year printed beside the number of this key: a law that was amended is still cited with the order
    that first published it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    query = select(DocumentRow.id).where(
        DocumentRow.id.in_(ids),
        or_(
            DocumentRow.year == year,
            DocumentRow.signed.between(first, last),
            DocumentRow.promulgated.between(first, last),
        ),
    )
    dated = set(session.scalars(query))
    others = [id_ for id_ in ids if id_ not in dated]
    return sorted(dated | {id_ for id_ in others if year in _printed_years(session, id_, key)})


def _printed_years(session: Session, id_: str, key: str) -> Iterator[int]:
    """The years of the days that a document's text prints in the lines of its number of a key."""
    numbers = select(FactRow.value, FactRow.evidence).where(
        FactRow.document_id == id_, FactRow.name == "number"
    )
    for canonical, evidence in session.execute(numbers).all():
        number = parse_number(canonical)
        start = evidence.get("start") if evidence else None
        if number is None or number.key != key or start is None:
            continue
        low = max(start - _BESIDE_NUMBER, 0)
        beside = session.scalar(
            select(func.substr(RevisionRow.text, low + 1, 2 * _BESIDE_NUMBER))
            .join(DocumentRow, DocumentRow.revision_id == RevisionRow.id)
            .where(DocumentRow.id == id_)
        )
        if beside:
            line_start = beside.rfind("\n", 0, start - low) + 1
            line = beside[line_start:].partition("\n")[0]
            yield from (day.value.year for day in find_dates(line) if day.value is not None)


def texts_of_one_title(session: Session, ids: Sequence[str]) -> list[str]:
    """The ids, the newest text first, where the documents are texts of one title from different
    days; else an empty list.

    The day of a text is that of its promulgation, else of its signature."""
    day = func.coalesce(DocumentRow.promulgated, DocumentRow.signed)
    rows = session.execute(
        select(DocumentRow.id, DocumentRow.title_key, day.label("day"))
        .where(DocumentRow.id.in_(ids))
        .order_by(day.desc(), DocumentRow.id)
    ).all()
    days = {row.day for row in rows if row.day is not None}
    if len({row.title_key for row in rows}) > 1 or len(days) < len(rows):
        return []
    return [row.id for row in rows]


def ids_by_nearest_number(session: Session, key: str, limit: int) -> list[str]:
    """The ids of at most `limit` documents whose numbers are most like `key`, the nearest first.

    Compared are the numbers of the same code (机关代字) and those with the same year and serial
    under another code; the number itself is left out."""
    code, _, rest = key.partition("|")
    alike = or_(
        DocumentNumberRow.key.startswith(f"{code}|", autoescape=True),
        DocumentNumberRow.key.endswith(f"|{rest}", autoescape=True),
    )
    rows = session.execute(
        select(DocumentNumberRow.key, DocumentNumberRow.document_id).where(
            alike, DocumentNumberRow.key != key
        )
    )
    near = sorted((_number_distance(key, row.key), row.document_id) for row in rows)
    return list(dict.fromkeys(id_ for _, id_ in near))[:limit]


def _number_distance(key: str, other_key: str) -> int:
    """How far two number keys (code|year|serial|号) are apart, 0 where they are equal.

    A step of the serial counts 1, a year 100, an entirely different code 1,000.

    >>> [_number_distance("甲府|2015|26|号", key) for key in ("甲府|2015|28|号", "甲府|2014|26|号")]
    [2, 100]
    """
    (code, *counts), (other_code, *other_counts) = key.split("|"), other_key.split("|")
    likeness = difflib.SequenceMatcher(None, code, other_code).ratio()
    far = round((1 - likeness) * 1000)
    for weight, a, b in zip((100, 1), counts, other_counts, strict=False):
        if a.isdecimal() and b.isdecimal():
            far += weight * abs(int(a) - int(b))
    return far


def find_expiring(
    session: Session,
    as_of: date,
    until: date,
    *,
    filters: Mapping[str, Sequence[str]] | None = None,
    after: tuple[date, str, str] | None = None,
    limit: int = 100,
) -> list[ExpiringDocument]:
    """Documents in force on `as_of` whose last day lies between `as_of` and `until`, soonest first.

    Documents attached to one that goes on are among them. Both days are included. A document
    whose status nobody can tell (未知, 期满待核) counts as in force. `filters` are the filters of a
    search: for each facet the values of which one has to match. `after` is the end, the id and the
    part's address of the last item of the page before."""
    facets = [getattr(DocumentRow, _FACET_COLUMNS[n]) for n in FACET_NAMES if n != "status"]
    whole = select(
        DocumentRow.id,
        DocumentRow.ends.label("last_day"),
        DocumentRow.ends_evidence.label("fact"),
        literal("").label("part"),
        literal("").label("part_title"),
    ).where(DocumentRow.ends >= as_of, DocumentRow.ends <= until)
    parts = select(
        PartRow.document_id,
        PartRow.last_day,
        PartRow.last_day_evidence,
        PartRow.address,
        PartRow.title,
    ).where(PartRow.last_day >= as_of, PartRow.last_day <= until)
    ending = union_all(whole, parts).subquery()
    query = (
        select(ending, *facets, StatusPeriodRow.status)
        .join(DocumentRow, DocumentRow.id == ending.c.id)
        .join(StatusPeriodRow, period_on_day(DocumentRow.id, as_of))
        .where(StatusPeriodRow.status.in_(_EXPIRING_STATUSES))
        .order_by(ending.c.last_day, ending.c.id, ending.c.part)
    )
    if after is not None:
        query = query.where(tuple_(ending.c.last_day, ending.c.id, ending.c.part) > after)
    given = filters or {}
    active_filters = {name: tuple(given[name]) for name in FACET_NAMES if given.get(name)}
    expiring: list[ExpiringDocument] = []
    for row in session.execute(query):
        if len(expiring) == limit:
            break
        if all(_matches_filter(row, name, values) for name, values in active_filters.items()):
            evidence = row.fact and read_fact(row.fact)
            expiring.append(
                ExpiringDocument(row.id, row.last_day, evidence, row.part, row.part_title)
            )
    return expiring


def load_rejected(session: Session) -> list[RejectedInput]:
    """The inputs that are set aside at present, the latest first."""
    rows = session.execute(
        select(IntakeRow.path, IntakeRow.reason, IntakeRow.source_sha256, IntakeRow.at)
        .where(IntakeRow.outcome == "set_aside")
        .order_by(IntakeRow.at.desc(), IntakeRow.id.desc())
    )
    return [
        RejectedInput(
            from_storable_path(row.path),
            from_storable_path(row.reason or ""),
            row.source_sha256,
            row.at,
        )
        for row in rows
    ]


def count_totals(session: Session) -> CorpusTotals:
    """The totals of the corpus, for `doctor` and for `/readyz`."""
    counts = [
        select(func.count()).select_from(DocumentRow),
        select(func.count()).select_from(IntakeRow).where(IntakeRow.outcome == "set_aside"),
    ]
    documents, set_aside = (session.scalar(count) or 0 for count in counts)
    return CorpusTotals(documents, set_aside)


def newest_version(session: Session) -> int | None:
    """The version of the document that changed last, or None where there is no document."""
    return session.scalar(select(func.max(DocumentRow.version)))


def facet_values(row: SearchFacts | QueryRow, name: FacetName) -> Sequence[str]:
    """The values that a document has in a facet, in the script in which SQL holds them."""
    value: str | int | Sequence[str] | None = getattr(row, _FACET_COLUMNS[name])
    if isinstance(value, list | tuple):
        return value
    return [] if value is None else [str(value)]


def _matches_filter(row: QueryRow, name: FacetName, wanted_values: tuple[str, ...]) -> bool:
    return any(
        value == one or value.startswith(f"{one}/")
        for value in map(to_simplified, facet_values(row, name))
        for one in wanted_values
    )
