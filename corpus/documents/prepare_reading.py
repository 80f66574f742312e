"""A reading as the rows of the tables: computed where the reading was made, in parallel."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from analyzers.document_numbers import parse_number
from corpus.model.domain_types import Attachment, EndsReason, ParsedDocument, Relation, SourceKind
from corpus.model.json_columns import (
    Json,
    cells_json,
    ends_json,
    evidence_json,
    fact_json,
    outline_json,
    recognised_json,
)
from corpus.model.match_keys import (
    bounded_key,
    citation_keys,
    fingerprint,
    inner_titles,
    issuer_key,
    title_key,
)

#: a row's values by column name
ColumnValues: TypeAlias = dict[str, Any]

#: facts that say when a document ends, by the reason that they give, the best first
ENDS_FACT_NAMES: dict[EndsReason, tuple[str, ...]] = {
    "date": ("ends", "term", "plan_period"),
    "term": ("term", "ends"),
    "plan_period": ("plan_period", "ends"),
    "declared": ("ends", "marked"),
    "repealed": ("ends", "marked"),
}


@dataclass(frozen=True, slots=True)
class CarriedNumber:
    """A number that a document carries. `year`: where it prints none (国务院令第562号), the one in
    which the document was signed; None where that is not known."""

    canonical: str
    key: str
    year: int | None


@dataclass(frozen=True, slots=True)
class PreparedReading:
    """Rows without ids. `titles`: key, address of the part or "", form; `revision` None: what a
    catalogue says of a document without having its text."""

    document: ColumnValues
    revision: ColumnValues | None
    numbers: tuple[CarriedNumber, ...]
    titles: tuple[tuple[str, str, str], ...]
    parts: tuple[ColumnValues, ...]
    facts: tuple[ColumnValues, ...]
    relations: tuple[ColumnValues, ...]
    positive_lists: tuple[ColumnValues, ...]
    attachments: tuple[Attachment, ...]
    url: str | None
    source_kind: SourceKind


def prepare_reading(reading: ParsedDocument) -> PreparedReading:
    """Pure; the result holds plain values only, so that it passes between processes quickly."""
    numbers = tuple(_carried_numbers(reading))
    year, sort_date = _year_and_sort_date(reading, numbers)
    dates = reading.dates
    return PreparedReading(
        document={
            "title": reading.title,
            "title_key": title_key(reading.title),
            "issuers": list(reading.issuers),
            "issuer_key": issuer_key(reading.issuers),
            "printed_numbers": list(reading.printed_numbers),
            "numbers": list(reading.numbers),
            "registration_number": reading.registration_number,
            "index_number": reading.index_number,
            "level": reading.level,
            "kind": reading.kind,
            "form": reading.form,
            "region": reading.region,
            "normative": reading.normative,
            "addressees": list(reading.addressees),
            "subjects": list(reading.subjects),
            "signed": dates.signed,
            "promulgated": dates.promulgated,
            "published": dates.published,
            "printed": dates.printed,
            "year": year,
            "sort_date": sort_date,
            "effective": reading.effective,
            "effective_certainty": reading.effective_certainty,
            "own_validity": {
                "ends": ends_json(reading.ends),
                "marked": reading.marked and reading.marked.value,
                "parts": [[part.address, ends_json(part.ends)] for part in reading.parts],
                "evidence": _ends_fact(reading),
            },
            "source_kind": reading.source_kind,
            "ocr_confidence": _mean_confidence(reading),
        },
        revision=None
        if not reading.text
        else {
            "sha256": hashlib.sha256(reading.text.encode()).hexdigest(),
            "fingerprint": fingerprint(reading.simplified),
            "text": reading.text,
            "simplified": None if reading.simplified == reading.text else reading.simplified,
            "outline": outline_json(reading.outline),
            "cuts": [[cut.rule, cut.text] for cut in reading.cuts],
            "ocr": recognised_json(reading.recognised),
            "cells": cells_json(reading.cells),
        },
        numbers=numbers,
        titles=tuple(_title_keys(reading)),
        parts=tuple(
            {
                "position": position,
                "address": part.address,
                "title": part.title,
                "form": part.form,
                "start": part.start,
                "end": part.end,
                "ends": ends_json(part.ends),
            }
            for position, part in enumerate(reading.parts)
        ),
        facts=tuple(fact_json(fact) for fact in reading.facts),
        relations=tuple(_relation_values(relation) for relation in reading.relations),
        positive_lists=tuple(
            {
                "kind": one.kind,
                "organs": [issuer_key((name,)) for name in one.organs],
                "until": one.until,
                "effect": one.effect,
                "evidence": evidence_json(one.evidence),
            }
            for one in reading.positive_lists
        ),
        attachments=reading.attachments,
        url=reading.url,
        source_kind=reading.source_kind,
    )


def _mean_confidence(reading: ParsedDocument) -> float | None:
    """The mean over all characters that were read from pictures."""
    sizes = [each.end - each.start for each in reading.recognised]
    if not sum(sizes):
        return None
    pairs = zip(reading.recognised, sizes, strict=True)
    return round(sum(each.confidence * size for each, size in pairs) / sum(sizes), 4)


def _carried_numbers(reading: ParsedDocument) -> Iterator[CarriedNumber]:
    signed = reading.dates.signed
    for canonical in dict.fromkeys(reading.numbers):
        number = parse_number(canonical)
        year = number.year if number else None
        if year is None and signed is not None:
            year = signed.year
        # a form that only its reader knows is looked up as it is printed
        yield CarriedNumber(
            bounded_key(canonical), bounded_key(number.key if number else canonical), year
        )


def _year_and_sort_date(
    reading: ParsedDocument, numbers: Sequence[CarriedNumber]
) -> tuple[int | None, date | None]:
    """The year, and the date to sort by: signed, else of the number, else published."""
    signed, published = reading.dates.signed, reading.dates.published
    if signed:
        return signed.year, signed
    year = next((number.year for number in numbers if number.year), None)
    if published and year in (None, published.year):
        return published.year, published
    return year, date(year, 1, 1) if year and year <= date.max.year else None


def _title_keys(reading: ParsedDocument) -> Iterator[tuple[str, str, str]]:
    seen = set()
    keys: list[tuple[str, str, str]] = [
        (key, "", form) for key, form in citation_keys(reading.title, reading.issuers)
    ]
    keys += [(title_key(part.title), part.address, "part") for part in reading.parts]
    for key, part, form in keys:
        if key and (key, part) not in seen:
            seen.add((key, part))
            yield key, part, form


def _ends_fact(reading: ParsedDocument) -> Json:
    """The fact that says when it ends."""
    names = ENDS_FACT_NAMES[reading.ends.reason] if reading.ends else ()
    found = (fact for name in names for fact in reading.facts if fact.name == name)
    return fact_json(next(found, None))


def _relation_values(relation: Relation) -> ColumnValues:
    target = relation.target
    number = parse_number(target.number) if target.number else None
    inner = inner_titles(target.title) if target.title else []
    return {
        "kind": relation.kind,
        "target_number": target.number,
        "target_number_key": number.key if number else target.number and bounded_key(target.number),
        "target_title": target.title,
        "target_title_key": title_key(target.title) if target.title else None,
        "target_inner_key": title_key(inner[0]) if len(inner) == 1 else None,
        "target_provision": target.provision,
        "effect": relation.effect,
        "until": relation.until,
        "years": relation.years,
        "months": relation.months,
        "condition": relation.condition,
        "evidence": evidence_json(relation.evidence),
    }
