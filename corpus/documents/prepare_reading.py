"""What was read from an input, converted to the values of table rows.

The conversion needs no database, so the process that read the input does it, in parallel with
others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date

from analyzers.document_numbers import parse_number
from corpus.documents.row_values import (
    DocumentValues,
    NumberValues,
    PartValues,
    PositiveListValues,
    PreparedReading,
    RelationValues,
    RevisionValues,
    TitleValues,
)
from corpus.model.domain_types import (
    EndsReason,
    Fact,
    OwnPart,
    ParsedDocument,
    Relation,
    Status,
    ValidityClaims,
)
from corpus.model.match_keys import (
    bounded_key,
    citation_keys,
    fingerprint,
    inner_titles,
    issuer_key,
    title_key,
    work_key,
)

#: the names of the facts that state an end, by the reason of that end; the first that the reading
#: has is shown as the evidence
ENDS_FACT_NAMES: dict[EndsReason, tuple[str, ...]] = {
    "date": ("ends", "term", "plan_period"),
    "term": ("term", "ends"),
    "plan_period": ("plan_period", "ends"),
    "declared": ("ends", "marked"),
    "repealed": ("ends", "marked"),
}


def prepare_reading(reading: ParsedDocument) -> PreparedReading:
    """The values of all table rows that a reading becomes; a pure function."""
    numbers = tuple(_carried_numbers(reading))
    return PreparedReading(
        document=_document_values(reading, numbers),
        revision=_revision_values(reading) if reading.text else None,
        numbers=numbers,
        titles=tuple(_title_values(reading)),
        parts=tuple(
            PartValues(
                position, part.address, part.title, part.form, part.start, part.end, part.ends
            )
            for position, part in enumerate(reading.parts)
        ),
        facts=reading.facts,
        relations=tuple(_relation_values(relation) for relation in reading.relations),
        positive_lists=tuple(
            PositiveListValues(
                kind=positive_list.kind,
                organs=tuple(issuer_key((name,)) for name in positive_list.organs),
                until=positive_list.until,
                effect=positive_list.effect,
                evidence=positive_list.evidence,
            )
            for positive_list in reading.positive_lists
        ),
        attachments=reading.attachments,
        stated_url=reading.stated_url,
        source_kind=reading.source_kind,
    )


def _document_values(reading: ParsedDocument, numbers: Sequence[NumberValues]) -> DocumentValues:
    year, sort_date = _year_and_sort_date(reading, numbers)
    dates = reading.dates
    return DocumentValues(
        title=reading.title,
        title_key=title_key(reading.title),
        issuers=reading.issuers,
        issuer_key=issuer_key(reading.issuers),
        printed_numbers=reading.printed_numbers,
        numbers=reading.numbers,
        registration_number=reading.registration_number,
        index_number=reading.index_number,
        level=reading.level,
        kind=reading.kind,
        form=reading.form,
        region=reading.region,
        normative=reading.normative,
        addressees=reading.addressees,
        subjects=reading.subjects,
        signed=dates.signed,
        promulgated=dates.promulgated,
        published=dates.published,
        printed=dates.printed,
        year=year,
        sort_date=sort_date,
        effective=reading.effective,
        effective_certainty=reading.effective_certainty,
        own_validity=ValidityClaims(
            ends=reading.ends,
            marked=reading.marked,
            parts=tuple(OwnPart(part.address, part.ends, part.ends_fact) for part in reading.parts),
            evidence=_ends_fact(reading),
            marked_since=reading.marked_since,
        ),
        work_key=None if reading.marked is Status.DRAFT else work_key(reading.title),
        text_day=reading.text_claims.day,
        text_basis=reading.text_claims.basis,
        text_history=reading.text_claims.history,
        source_kind=reading.source_kind,
        ocr_confidence=_mean_confidence(reading),
    )


def _revision_values(reading: ParsedDocument) -> RevisionValues:
    return RevisionValues(
        sha256=hashlib.sha256(reading.text.encode()).hexdigest(),
        fingerprint=fingerprint(reading.simplified),
        text=reading.text,
        simplified=None if reading.simplified == reading.text else reading.simplified,
        outline=reading.outline,
        cuts=reading.cuts,
        ocr=reading.recognised or None,
        cells=reading.cells or None,
    )


def _mean_confidence(reading: ParsedDocument) -> float | None:
    """The mean confidence of all recognised characters, from 0 to 1, or None without any.

    Every recognised span counts by its length."""
    sizes = [each.end - each.start for each in reading.recognised]
    if not sum(sizes):
        return None
    pairs = zip(reading.recognised, sizes, strict=True)
    return round(sum(each.confidence * size for each, size in pairs) / sum(sizes), 4)


def _carried_numbers(reading: ParsedDocument) -> Iterator[NumberValues]:
    signed = reading.dates.signed
    for canonical in dict.fromkeys(reading.numbers):
        number = parse_number(canonical)
        year = number.year if number else None
        if year is None and signed is not None:
            year = signed.year
        # a number that `parse_number` does not read, because only the reader of its source knows
        # the form, is looked up as it is printed
        yield NumberValues(
            bounded_key(canonical), bounded_key(number.key if number else canonical), year
        )


def _year_and_sort_date(
    reading: ParsedDocument, numbers: Sequence[NumberValues]
) -> tuple[int | None, date | None]:
    """The year of a document and the date by which lists sort it.

    The day of signature decides, then the year of the number, then the date of the page
    (docs/contract.md, "Classes")."""
    signed, published = reading.dates.signed, reading.dates.published
    if signed:
        return signed.year, signed
    year = next((number.year for number in numbers if number.year), None)
    if published and year in (None, published.year):
        return published.year, published
    return year, date(year, 1, 1) if year and year <= date.max.year else None


def _title_values(reading: ParsedDocument) -> Iterator[TitleValues]:
    known_keys = set()
    titles = [
        TitleValues(key, "", form) for key, form in citation_keys(reading.title, reading.issuers)
    ]
    if reading.marked is Status.DRAFT:  # nobody cites a draft by the title of what it will be
        titles = [each for each in titles if each.form == "full"]
    else:
        titles += [
            TitleValues(title_key(part.title), part.address, "part") for part in reading.parts
        ]
    for title in titles:
        if title.key and (title.key, title.part) not in known_keys:
            known_keys.add((title.key, title.part))
            yield title


def _ends_fact(reading: ParsedDocument) -> Fact | None:
    """The fact that states when the document ends, or None."""
    names = ENDS_FACT_NAMES[reading.ends.reason] if reading.ends else ()
    facts = (fact for name in names for fact in reading.facts if fact.name == name)
    return next(facts, None)


def _relation_values(relation: Relation) -> RelationValues:
    target = relation.target
    number = parse_number(target.number) if target.number else None
    inner = inner_titles(target.title) if target.title else []
    return RelationValues(
        kind=relation.kind,
        target_number=target.number,
        target_number_key=number.key if number else target.number and bounded_key(target.number),
        target_title=target.title,
        target_title_key=title_key(target.title) if target.title else None,
        target_inner_key=title_key(inner[0]) if len(inner) == 1 else None,
        target_provision=target.provision,
        effect=relation.effect,
        until=relation.until,
        years=relation.years,
        months=relation.months,
        condition=relation.condition,
        evidence=relation.evidence,
    )
