"""Rows of catalogues that describe documents without having their text.

A document known from catalogues alone has the facts of the first one (by file), and what the others
add. Where its text is known, too, the text wins: a catalogue fills only what the text leaves open.
Where both state a fact and differ, the document is flagged and both facts are shown. All of it is
computed again from the text's own facts and all rows, so that the result does not depend on the
order in which they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from corpus.documents.row_columns import column_values, read_values
from corpus.documents.row_values import DocumentValues, NumberValues, PreparedReading, TitleValues
from corpus.model.domain_types import DocumentFlag, Fact, ValidityClaims
from corpus.model.json_columns import fact_json, read_fact
from corpus.model.match_keys import issuer_key
from corpus.store.document_tables import (
    DocumentNumberRow,
    DocumentRow,
    DocumentTitleRow,
    FactRow,
    ListingRow,
)
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import table_of

#: a listing as its JSON column holds it; Any: `_to_json` defines its shape
ListingContent: TypeAlias = dict[str, Any]

#: the flag of a document whose text and catalogue contradict each other
CATALOGUE_DIFFERS: DocumentFlag = "listed_differs"
#: the prefix of the rule of a fact that comes from a catalogue
CATALOGUE_RULE_PREFIX = "目录："

#: the `file` under which the text's own reading is stored, before catalogues or people fill it
OWN_TEXT = ""

#: what a catalogue may fill: each is the name of a fact and of a field of the document
_FILLED_FIELDS = (
    "registration_number",
    "index_number",
    "signed",
    "promulgated",
    "published",
    "effective",
)
#: the facts in which a catalogue and a text can contradict each other
_COMPARED_FACTS = ("number", "registration_number", "signed", "effective", "ends", "marked")
_LATER_COLUMNS = ("ocr_confidence", "work_key", "text_day", "text_basis")
_DATE_COLUMNS = (
    "signed",
    "promulgated",
    "published",
    "printed",
    "sort_date",
    "effective",
    "text_day",
)


@dataclass(frozen=True, slots=True)
class CatalogueListing:
    """The reading of one row of a catalogue; `file` is the location of the catalogue.

    There is at most one for each document and file."""

    file: str
    prepared: PreparedReading


def merge_listings(
    prepared: PreparedReading, listings: Sequence[CatalogueListing], *, has_text: bool
) -> tuple[PreparedReading, bool]:
    """A document's reading completed by catalogues, and whether they contradict it.

    `prepared` is the reading of its text. For a document without a text (not `has_text`) the first
    row, by file, takes its place."""
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


def _prefix_rule(fact: Fact) -> Fact:
    if fact.rule.startswith(CATALOGUE_RULE_PREFIX):
        return fact
    return replace(fact, rule=CATALOGUE_RULE_PREFIX + fact.rule)


def _fact_values(facts: Iterable[Fact], name: str) -> set[str]:
    return {fact.value for fact in facts if fact.name == name}


def _contradicts(prepared: PreparedReading, row: PreparedReading) -> bool:
    for name in _COMPARED_FACTS:
        ours, theirs = _fact_values(prepared.facts, name), _fact_values(row.facts, name)
        if ours and theirs and not ours & theirs:
            return True
    return False


def _fill_gaps(prepared: PreparedReading, row: PreparedReading) -> PreparedReading:
    document, listing = prepared.document, row.document
    known_names = {fact.name for fact in prepared.facts}
    numbers = prepared.numbers
    for name in _FILLED_FIELDS:
        if name not in known_names and getattr(listing, name) is not None:
            document = replace(document, **{name: getattr(listing, name)})
            if name == "effective":
                document = replace(document, effective_certainty=listing.effective_certainty)
            if name == "signed":
                document = replace(document, year=listing.year, sort_date=listing.sort_date)
    if "number" not in known_names and row.numbers:
        document = replace(
            document, printed_numbers=listing.printed_numbers, numbers=listing.numbers
        )
        numbers = row.numbers
        if document.sort_date is None:
            document = replace(document, year=listing.year, sort_date=listing.sort_date)
    if "issuer" not in known_names and listing.issuers:
        document = replace(
            document, issuers=listing.issuers, issuer_key=issuer_key(listing.issuers)
        )
    claims = _fill_claims(document.own_validity, listing.own_validity)
    stated = {(fact.name, fact.value) for fact in prepared.facts}
    added = (_prefix_rule(fact) for fact in row.facts if fact.name in _ADDED_FACTS)
    return replace(
        prepared,
        document=replace(document, own_validity=claims),
        numbers=numbers,
        facts=(*prepared.facts, *(fact for fact in added if (fact.name, fact.value) not in stated)),
    )


def _fill_claims(own: ValidityClaims, listed: ValidityClaims) -> ValidityClaims:
    if own.ends is None and listed.ends is not None:
        own = replace(own, ends=listed.ends, evidence=listed.evidence)
    return own if own.marked else replace(own, marked=listed.marked)


#: the facts of a row that are added to those of the text
_ADDED_FACTS = {
    *_FILLED_FIELDS,
    "number",
    "issuer",
    "ends",
    "term",
    "marked",
}


def load_listings(session: Session, ids: Sequence[str]) -> dict[str, list[CatalogueListing]]:
    """The rows of catalogues that name these documents, by document."""
    listings: dict[str, list[CatalogueListing]] = defaultdict(list)
    for chunk in parameter_batches(sorted(ids)):
        rows = session.execute(
            select(ListingRow.document_id, ListingRow.file, ListingRow.content).where(
                ListingRow.document_id.in_(chunk), ListingRow.file != OWN_TEXT
            )
        )
        for row in rows:
            listings[row.document_id].append(CatalogueListing(row.file, _from_json(row.content)))
    return listings


def load_listing(session: Session, id_: str, file: str) -> PreparedReading | None:
    """The reading of one document's row in a file, or None where the file has none."""
    content = session.scalar(
        select(ListingRow.content).where(ListingRow.document_id == id_, ListingRow.file == file)
    )
    return None if content is None else _from_json(content)


def load_own_reading(session: Session, id_: str) -> PreparedReading:
    """The reading of a document's text alone, without what catalogues or people filled in.

    Where they filled it, that reading was stored beforehand (OWN_TEXT); else it is rebuilt from the
    document, its numbers, its titles and its facts."""
    row = (
        session.execute(
            select(table_of(DocumentRow), ListingRow.content)
            .outerjoin(
                ListingRow,
                (ListingRow.document_id == DocumentRow.id) & (ListingRow.file == OWN_TEXT),
            )
            .where(DocumentRow.id == id_)
        )
        .mappings()
        .one()
    )
    if row["content"] is not None:
        reading = _from_json(row["content"])
        # catalogues never fill the confidence, so the document's column is right; readings stored
        # before there was such a field have none
        document = replace(reading.document, ocr_confidence=row["ocr_confidence"])
        return replace(
            reading, document=document, titles=reading.titles or _load_titles(session, id_)
        )
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
    return _facts_alone(
        read_values(DocumentValues, row),
        tuple(NumberValues(*number) for number in numbers),
        tuple(read_values(Fact, fact) for fact in facts),
        _load_titles(session, id_),
    )


def _load_titles(session: Session, id_: str) -> tuple[TitleValues, ...]:
    titles = session.execute(
        select(table_of(DocumentTitleRow))
        .where(DocumentTitleRow.document_id == id_)
        .order_by(DocumentTitleRow.key, DocumentTitleRow.part)
    )
    return tuple(read_values(TitleValues, title) for title in titles.mappings())


def has_own_reading(session: Session, id_: str) -> bool:
    """Whether the reading of a document's text alone is stored."""
    own = select(ListingRow.document_id).where(
        ListingRow.document_id == id_, ListingRow.file == OWN_TEXT
    )
    return session.scalar(own) is not None


def save_listings(session: Session, listings: Mapping[tuple[str, str], PreparedReading]) -> None:
    """Store rows by document and file, each in place of the row before. In a write transaction.

    They are written together: a statement for each of fifty thousand rows costs as much as reading
    them."""
    if not listings:
        return
    table = table_of(ListingRow)
    former = (table.c.document_id == bindparam("of")) & (table.c.file == bindparam("from"))
    session.execute(
        table.delete().where(former), [{"of": id_, "from": file} for id_, file in listings]
    )
    session.execute(
        insert(table),
        [
            {"document_id": id_, "file": file, "content": _to_json(prepared)}
            for (id_, file), prepared in listings.items()
        ],
    )


def _to_json(prepared: PreparedReading) -> ListingContent:
    document = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in column_values(prepared.document).items()
    }
    return {
        "document": document,
        "numbers": [[one.canonical, one.key, one.year] for one in prepared.numbers],
        "titles": [[one.key, one.part, one.form] for one in prepared.titles],
        "facts": [fact_json(fact) for fact in prepared.facts],
    }


def _from_json(content: ListingContent) -> PreparedReading:
    columns = {
        name: date.fromisoformat(value) if name in _DATE_COLUMNS and value else value
        for name, value in content["document"].items()
    }
    # readings stored before these fields existed have none
    columns = {**dict.fromkeys(_LATER_COLUMNS), "text_history": [], **columns}
    return _facts_alone(
        read_values(DocumentValues, columns),
        tuple(NumberValues(*number) for number in content["numbers"]),
        tuple(map(read_fact, content["facts"])),
        tuple(TitleValues(*title) for title in content["titles"]),
    )


def _facts_alone(
    document: DocumentValues,
    numbers: tuple[NumberValues, ...],
    facts: tuple[Fact, ...],
    titles: tuple[TitleValues, ...] = (),
) -> PreparedReading:
    """The reading of a document without its text, its parts and its relations."""
    return PreparedReading(
        document=document,
        revision=None,
        numbers=numbers,
        titles=titles,
        parts=(),
        facts=facts,
        relations=(),
        positive_lists=(),
        attachments=(),
        stated_url=None,
        source_kind=document.source_kind,
    )
