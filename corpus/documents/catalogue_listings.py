"""What catalogues say of documents: rows that name one, without a text.

A document known from catalogues alone has their facts, those of the first one first. Where its text
is known, too, what the text states wins: a catalogue fills only what it leaves open, and where
both speak and differ the document is flagged and both facts are shown. All of it is computed anew
from the text's own facts and the rows, so that it is the same in whatever order they came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from corpus.documents.prepare_reading import CarriedNumber, ColumnValues, PreparedReading
from corpus.model.match_keys import issuer_key
from corpus.store.document_tables import DocumentNumberRow, DocumentRow, FactRow, ListingRow
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import table_of

#: flag of a document of which a catalogue says something else than its text
CATALOGUE_DIFFERS = "listed_differs"
#: how the rules begin whose facts come from a catalogue
CATALOGUE_RULE_PREFIX = "目录："

#: stands in the place of a file for what the text itself says, before catalogues fill it
OWN_TEXT = ""

#: what a catalogue may fill: the fact's name, and the column of the document
_FILLED_COLUMNS = (
    ("registration_number", "registration_number"),
    ("index_number", "index_number"),
    ("signed", "signed"),
    ("promulgated", "promulgated"),
    ("published", "published"),
    ("effective", "effective"),
)
#: facts by which a catalogue and a text may contradict each other
_COMPARED_FACTS = ("number", "registration_number", "signed", "effective", "ends", "marked")
_DOCUMENT_COLUMNS: tuple[str, ...] = (
    *("title", "title_key", "issuers", "issuer_key", "printed_numbers", "numbers"),
    *("registration_number", "index_number", "level", "kind", "form", "region", "normative"),
    *("addressees", "subjects", "signed", "promulgated", "published", "printed"),
    *("year", "sort_date", "effective", "effective_certainty", "own_validity", "source_kind"),
)
_DATE_COLUMNS = ("signed", "promulgated", "published", "printed", "sort_date", "effective")


@dataclass(frozen=True, slots=True)
class CatalogueListing:
    """A row of a catalogue that names a document; one for each document and file."""

    file: str
    prepared: PreparedReading


def merge_listings(
    prepared: PreparedReading, listings: Sequence[CatalogueListing], *, has_text: bool
) -> tuple[PreparedReading, bool]:
    """A document with what catalogues say of it, and whether they contradict it. `prepared` is what
    its text says; for a document without one (not `has_text`) the first row takes its place."""
    rows = [one.prepared for one in sorted(listings, key=lambda one: one.file)]
    if not has_text:
        prepared = _prefix_rules(rows[0])
    differs = False
    for row in rows:
        differs |= _contradicts(prepared, row)
        prepared = _fill_gaps(prepared, row)
    return prepared, differs


def _prefix_rules(row: PreparedReading) -> PreparedReading:
    return replace(row, facts=tuple(map(_prefix_rule, row.facts)))


def _prefix_rule(fact: ColumnValues) -> ColumnValues:
    rule = (
        fact["rule"]
        if fact["rule"].startswith(CATALOGUE_RULE_PREFIX)
        else CATALOGUE_RULE_PREFIX + fact["rule"]
    )
    return {**fact, "rule": rule}


def _fact_values(facts: Iterable[ColumnValues], name: str) -> set[str]:
    return {fact["value"] for fact in facts if fact["name"] == name}


def _contradicts(prepared: PreparedReading, row: PreparedReading) -> bool:
    for name in _COMPARED_FACTS:
        ours, theirs = _fact_values(prepared.facts, name), _fact_values(row.facts, name)
        if ours and theirs and not ours & theirs:
            return True
    return False


def _fill_gaps(prepared: PreparedReading, row: PreparedReading) -> PreparedReading:
    document = dict(prepared.document)
    known = {fact["name"] for fact in prepared.facts}
    numbers = prepared.numbers
    for name, column in _FILLED_COLUMNS:
        if name not in known and row.document[column] is not None:
            document[column] = row.document[column]
            if name == "effective":
                document["effective_certainty"] = row.document["effective_certainty"]
            if name == "signed":
                document["year"], document["sort_date"] = (
                    row.document["year"],
                    row.document["sort_date"],
                )
    if "number" not in known and row.numbers:
        document |= {key: row.document[key] for key in ("printed_numbers", "numbers")}
        numbers = row.numbers
        if document["sort_date"] is None:
            document |= {key: row.document[key] for key in ("year", "sort_date")}
    if "issuer" not in known and row.document["issuers"]:
        document["issuers"] = row.document["issuers"]
        document["issuer_key"] = issuer_key(row.document["issuers"])
    own = dict(document["own_validity"])
    theirs = row.document["own_validity"]
    if own["ends"] is None and theirs["ends"] is not None:
        own |= {key: theirs[key] for key in ("ends", "evidence")}
    if own["marked"] is None:
        own["marked"] = theirs["marked"]
    document["own_validity"] = own
    stated = {(fact["name"], fact["value"]) for fact in prepared.facts}
    added = (_prefix_rule(fact) for fact in row.facts if fact["name"] in _ADDED_FACTS)
    facts = (*prepared.facts, *(f for f in added if (f["name"], f["value"]) not in stated))
    return replace(prepared, document=document, numbers=numbers, facts=facts)


#: facts of a row that are shown beside those of the text
_ADDED_FACTS = {
    *(name for name, _ in _FILLED_COLUMNS),
    "number",
    "issuer",
    "ends",
    "term",
    "marked",
}


def load_listings(session: Session, ids: Sequence[str]) -> dict[str, list[CatalogueListing]]:
    """The rows that name these documents, by document."""
    found: dict[str, list[CatalogueListing]] = defaultdict(list)
    for chunk in parameter_batches(sorted(ids)):
        rows = session.execute(
            select(ListingRow.document_id, ListingRow.file, ListingRow.content).where(
                ListingRow.document_id.in_(chunk), ListingRow.file != OWN_TEXT
            )
        )
        for row in rows:
            found[row.document_id].append(CatalogueListing(row.file, _from_json(row.content)))
    return found


def load_listing(session: Session, id_: str, file: str) -> PreparedReading | None:
    """What the row of a file says of a document; None where none does."""
    content = session.scalar(
        select(ListingRow.content).where(ListingRow.document_id == id_, ListingRow.file == file)
    )
    return None if content is None else _from_json(content)


def load_own_reading(session: Session, id_: str) -> PreparedReading:
    """A document that has a text, as that text was read: without what catalogues filled in."""
    content = session.scalar(
        select(ListingRow.content).where(ListingRow.document_id == id_, ListingRow.file == OWN_TEXT)
    )
    if content is not None:
        return _from_json(content)
    document = session.execute(select(DocumentRow.__table__).where(DocumentRow.id == id_)).one()
    facts = session.execute(
        select(FactRow.name, FactRow.value, FactRow.certainty, FactRow.rule, FactRow.evidence)
        .where(FactRow.document_id == id_, FactRow.certainty != "entered")
        .order_by(FactRow.id)
    ).mappings()
    numbers = session.execute(
        select(DocumentNumberRow.canonical, DocumentNumberRow.key, DocumentNumberRow.year).where(
            DocumentNumberRow.document_id == id_
        )
    )
    return PreparedReading(
        document={name: getattr(document, name) for name in _DOCUMENT_COLUMNS},
        revision=None,
        numbers=tuple(CarriedNumber(*row) for row in numbers),
        titles=(),
        parts=(),
        facts=tuple(map(dict, facts)),
        relations=(),
        positive_lists=(),
        attachments=(),
        url=None,
        source_kind=document.source_kind,
    )


def save_listings(session: Session, listings: Mapping[tuple[str, str], PreparedReading]) -> None:
    """Keep rows, by document and file; a later one takes the place of the one before it. In a write
    transaction."""
    table = table_of(ListingRow)
    for (id_, file), prepared in listings.items():
        session.execute(table.delete().where((table.c.document_id == id_) & (table.c.file == file)))
        session.execute(
            insert(table).values(document_id=id_, file=file, content=_to_json(prepared))
        )


def _to_json(prepared: PreparedReading) -> dict[str, Any]:
    document = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in prepared.document.items()
    }
    numbers = [[one.canonical, one.key, one.year] for one in prepared.numbers]
    return {
        "document": document,
        "numbers": numbers,
        "titles": [list(title) for title in prepared.titles],
        "facts": list(prepared.facts),
    }


def _from_json(content: dict[str, Any]) -> PreparedReading:
    document: ColumnValues = {
        name: date.fromisoformat(value) if name in _DATE_COLUMNS and value else value
        for name, value in content["document"].items()
    }
    return PreparedReading(
        document=document,
        revision=None,
        numbers=tuple(CarriedNumber(*number) for number in content["numbers"]),
        titles=tuple((key, part, form) for key, part, form in content["titles"]),
        parts=(),
        facts=tuple(content["facts"]),
        relations=(),
        positive_lists=(),
        attachments=(),
        url=None,
        source_kind=document["source_kind"],
    )
