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

from corpus.documents.prepared import NumberRow, Prepared, Row
from corpus.model.json_columns import chunks
from corpus.model.match_keys import issuer_key
from corpus.store.base import table_of
from corpus.store.tables import Document, DocumentNumber, Fact, Listing

#: flag of a document of which a catalogue says something else than its text
LISTED_DIFFERS = "listed_differs"
#: how the rules begin whose facts come from a catalogue
LISTED = "目录："

#: stands in the place of a file for what the text itself says, before catalogues fill it
OWN = ""

#: what a catalogue may fill: the fact's name, and the column of the document
_WORDS = (
    ("registration_number", "registration_number"),
    ("index_number", "index_number"),
    ("signed", "signed"),
    ("promulgated", "promulgated"),
    ("published", "published"),
    ("effective", "effective"),
)
#: facts by which a catalogue and a text may contradict each other
_COMPARED = ("number", "registration_number", "signed", "effective", "ends", "marked")
_COLUMNS: tuple[str, ...] = (
    *("title", "title_key", "issuers", "issuer_key", "printed_numbers", "numbers"),
    *("registration_number", "index_number", "level", "kind", "form", "region", "normative"),
    *("addressees", "subjects", "signed", "promulgated", "published", "printed"),
    *("year", "sort_date", "effective", "effective_certainty", "own_validity", "source_kind"),
)
_DAYS = ("signed", "promulgated", "published", "printed", "sort_date", "effective")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a catalogue that names a document; one for each document and file."""

    file: str
    prepared: Prepared


def with_listings(
    prepared: Prepared, listings: Sequence[Listed], *, texted: bool
) -> tuple[Prepared, bool]:
    """A document with what catalogues say of it, and whether they contradict it. `prepared` is what
    its text says; for a document without one (not `texted`) the first row takes its place."""
    rows = [one.prepared for one in sorted(listings, key=lambda one: one.file)]
    if not texted:
        prepared = _named(rows[0])
    differs = False
    for row in rows:
        differs |= _contradicts(prepared, row)
        prepared = _filled(prepared, row)
    return prepared, differs


def _named(row: Prepared) -> Prepared:
    return replace(row, facts=tuple(map(_as_listed, row.facts)))


def _as_listed(fact: Row) -> Row:
    rule = fact["rule"] if fact["rule"].startswith(LISTED) else LISTED + fact["rule"]
    return {**fact, "rule": rule}


def _values(facts: Iterable[Row], name: str) -> set[str]:
    return {fact["value"] for fact in facts if fact["name"] == name}


def _contradicts(prepared: Prepared, row: Prepared) -> bool:
    for name in _COMPARED:
        ours, theirs = _values(prepared.facts, name), _values(row.facts, name)
        if ours and theirs and not ours & theirs:
            return True
    return False


def _filled(prepared: Prepared, row: Prepared) -> Prepared:
    document = dict(prepared.document)
    known = {fact["name"] for fact in prepared.facts}
    numbers = prepared.numbers
    for name, column in _WORDS:
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
    told = {(fact["name"], fact["value"]) for fact in prepared.facts}
    more = (_as_listed(fact) for fact in row.facts if fact["name"] in _SHOWN)
    facts = (*prepared.facts, *(f for f in more if (f["name"], f["value"]) not in told))
    return replace(prepared, document=document, numbers=numbers, facts=facts)


#: facts of a row that are shown beside those of the text
_SHOWN = {*(name for name, _ in _WORDS), "number", "issuer", "ends", "term", "marked"}


def listings_of(session: Session, ids: Sequence[str]) -> dict[str, list[Listed]]:
    """The rows that name these documents, by document."""
    found: dict[str, list[Listed]] = defaultdict(list)
    for some in chunks(sorted(ids)):
        rows = session.execute(
            select(Listing.document_id, Listing.file, Listing.content).where(
                Listing.document_id.in_(some), Listing.file != OWN
            )
        )
        for row in rows:
            found[row.document_id].append(Listed(row.file, _from_json(row.content)))
    return found


def row_of(session: Session, id_: str, file: str) -> Prepared | None:
    """What the row of a file says of a document; None where none does."""
    kept = session.scalar(
        select(Listing.content).where(Listing.document_id == id_, Listing.file == file)
    )
    return None if kept is None else _from_json(kept)


def own_of(session: Session, id_: str) -> Prepared:
    """A document that has a text, as that text was read: without what catalogues filled in."""
    kept = session.scalar(
        select(Listing.content).where(Listing.document_id == id_, Listing.file == OWN)
    )
    if kept is not None:
        return _from_json(kept)
    document = session.execute(select(Document.__table__).where(Document.id == id_)).one()
    facts = session.execute(
        select(Fact.name, Fact.value, Fact.certainty, Fact.rule, Fact.evidence)
        .where(Fact.document_id == id_, Fact.certainty != "entered")
        .order_by(Fact.id)
    ).mappings()
    numbers = session.execute(
        select(DocumentNumber.canonical, DocumentNumber.key, DocumentNumber.year).where(
            DocumentNumber.document_id == id_
        )
    )
    return Prepared(
        document={name: getattr(document, name) for name in _COLUMNS},
        revision=None,
        numbers=tuple(NumberRow(*row) for row in numbers),
        titles=(),
        parts=(),
        facts=tuple(map(dict, facts)),
        relations=(),
        positive_lists=(),
        attachments=(),
        url=None,
        source_kind=document.source_kind,
    )


def save_listings(session: Session, listings: Mapping[tuple[str, str], Prepared]) -> None:
    """Keep rows, by document and file; a later one takes the place of the one before it. In a write
    transaction."""
    table = table_of(Listing)
    for (id_, file), prepared in listings.items():
        session.execute(table.delete().where((table.c.document_id == id_) & (table.c.file == file)))
        session.execute(
            insert(table).values(document_id=id_, file=file, content=_to_json(prepared))
        )


def _to_json(prepared: Prepared) -> dict[str, Any]:
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


def _from_json(content: dict[str, Any]) -> Prepared:
    document: Row = {
        name: date.fromisoformat(value) if name in _DAYS and value else value
        for name, value in content["document"].items()
    }
    return Prepared(
        document=document,
        revision=None,
        numbers=tuple(NumberRow(*number) for number in content["numbers"]),
        titles=tuple((key, part, form) for key, part, form in content["titles"]),
        parts=(),
        facts=tuple(content["facts"]),
        relations=(),
        positive_lists=(),
        attachments=(),
        url=None,
        source_kind=document["source_kind"],
    )
