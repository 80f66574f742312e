"""What tells documents of one number or one title apart: issuers, days, and the years printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from analyzers.chinese_dates import find_dates
from analyzers.chinese_script import to_simplified
from analyzers.document_numbers import parse_number
from corpus.store.document_tables import DocumentRow, FactRow, RevisionRow
from corpus.store.statement_batches import parameter_batches

#: code points on either side of a number in which the day of its order may stand
_BESIDE_NUMBER = 80


@dataclass(frozen=True, slots=True)
class CarrierFacts:
    """What a document says of itself that tells it from others of its number or title.

    `issuers` are simplified. `days`: those of its signature, its promulgation, its page and its
    printing, as far as they are known."""

    id: str
    title_key: str
    issuers: frozenset[str]
    year: int | None
    text_day: date | None
    own_days: frozenset[date]
    days: frozenset[date]

    def is_of_year(self, year: int) -> bool:
        """Whether it is of this year, or was signed or promulgated in it."""
        return self.year == year or any(day.year == year for day in self.own_days)


def load_carrier_facts(session: Session, ids: Iterable[str]) -> dict[str, CarrierFacts]:
    """The facts of documents by id; unknown ids have no key."""
    carriers: dict[str, CarrierFacts] = {}
    query = select(
        DocumentRow.id,
        DocumentRow.title_key,
        DocumentRow.issuers,
        DocumentRow.year,
        DocumentRow.signed,
        DocumentRow.promulgated,
        DocumentRow.published,
        DocumentRow.printed,
    )
    for chunk in parameter_batches(sorted(set(ids))):
        for row in session.execute(query.where(DocumentRow.id.in_(chunk))):
            own_days = frozenset({row.signed, row.promulgated} - {None})
            carriers[row.id] = CarrierFacts(
                id=row.id,
                title_key=row.title_key,
                issuers=frozenset(map(to_simplified, row.issuers)),
                year=row.year,
                text_day=row.promulgated or row.signed,
                own_days=own_days,
                days=own_days | frozenset({row.published, row.printed} - {None}),
            )
    return carriers


def texts_of_one_title(carriers: Sequence[CarrierFacts]) -> list[str]:
    """The ids, the newest text first, where the documents are texts of one title from different
    days; else an empty list.

    The day of a text is that of its promulgation, else of its signature."""
    days = {each.text_day: each for each in carriers if each.text_day is not None}
    if len({each.title_key for each in carriers}) > 1 or len(days) < len(carriers):
        return []
    return [days[day].id for day in sorted(days, reverse=True)]


def years_beside_numbers(
    session: Session, ids: Iterable[str]
) -> Mapping[tuple[str, str], frozenset[int]]:
    """The years of the days that documents print in the lines of their numbers, by the document's
    id and the number's key.

    A law that was amended is still cited with the order that first published it."""
    years: dict[tuple[str, str], set[int]] = defaultdict(set)
    start = FactRow.evidence["start"].as_integer()
    low = case((start > _BESIDE_NUMBER, start - _BESIDE_NUMBER), else_=0)
    beside = func.substr(RevisionRow.text, low + 1, 2 * _BESIDE_NUMBER)
    query = (
        select(FactRow.document_id, FactRow.value, start, beside)
        .join(DocumentRow, DocumentRow.id == FactRow.document_id)
        .join(RevisionRow, RevisionRow.id == DocumentRow.revision_id)
        .where(FactRow.name == "number", start.is_not(None))
    )
    for chunk in parameter_batches(sorted(set(ids))):
        for id_, canonical, at, text in session.execute(
            query.where(FactRow.document_id.in_(chunk))
        ):
            number = parse_number(canonical)
            if number is None:
                continue
            line_start = text.rfind("\n", 0, min(at, _BESIDE_NUMBER)) + 1
            line = text[line_start:].partition("\n")[0]
            years[id_, number.key] |= {
                day.value.year for day in find_dates(line) if day.value is not None
            }
    return {of: frozenset(printed) for of, printed in years.items()}
