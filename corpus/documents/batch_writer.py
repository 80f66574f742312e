"""The rows that a batch of inputs changes, gathered by document and written table by table.

Statement by statement and document by document the same work takes several times as long.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from corpus.documents.catalogue_rows import (
    LISTED_DIFFERS,
    OWN,
    Listed,
    listings_of,
    own_of,
    save_listings,
    with_listings,
)
from corpus.documents.entered_fields import with_entered
from corpus.documents.positive_lists import in_scope
from corpus.documents.prepared import Prepared, Row
from corpus.documents.reassess_validity import reassess
from corpus.documents.resolve_relations import Keys, resolve_all
from corpus.documents.same_number import suspicions
from corpus.documents.validity_events import ACTS
from corpus.index.update.queue import enqueue
from corpus.inputs.attachments import offered
from corpus.inputs.sources import Place, storable
from corpus.model.json_columns import chunks, read_evidence
from corpus.model.types import Fact as FactValue
from corpus.store.base import Base, digest, digests, table_of
from corpus.store.tables import (
    Address,
    Attachment,
    Document,
    DocumentNumber,
    DocumentTitle,
    Fact,
    Part,
    PositiveList,
    Relation,
    Revision,
)


@dataclass(slots=True)
class Change:
    """What becomes of one document. `prepared` gives its facts, None: those that it has, but for
    what catalogues say; `texts`: its new revisions in order, with the hash of the bytes that each
    was read from; `number`: of the last one before."""

    fresh: bool
    number: int
    prepared: Prepared | None
    source: str | None
    texts: list[tuple[Prepared, str | None]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    @property
    def facts(self) -> Prepared:
        """Its facts, once catalogues have been looked at."""
        assert self.prepared is not None
        return self.prepared


@dataclass(slots=True)
class Batch:
    """Gathered changes by document, places by location, rows of catalogues by document and file,
    and who else is to be looked at: `suspects`, a new document and another one of its number."""

    changes: dict[str, Change] = field(default_factory=dict)
    listings: dict[tuple[str, str], Prepared] = field(default_factory=dict)
    places: dict[str, Row] = field(default_factory=dict)
    attachments: dict[str, list[Row]] = field(default_factory=dict)
    demoted: set[str] = field(default_factory=set)
    suspects: list[tuple[str, str]] = field(default_factory=list)

    def give(
        self, id_: str, number: int | None, prepared: Prepared, place: Place, *, text: bool
    ) -> None:
        """A document's facts are from now on those of an input; its text, too, as a revision.
        `number`: of its last revision, None for a new document."""
        source = place.data.sha256 if place.data else None
        change = self.changes.get(id_)
        if change is None:
            change = self.changes[id_] = Change(number is None, number or 0, prepared, source)
        change.prepared, change.source = prepared, source
        if text:
            change.texts.append((prepared, source))

    def listed(self, id_: str, number: int | None, prepared: Prepared, file: str) -> Change:
        """A catalogue names a document; without a text (`number` None or 0), it gives its facts."""
        self.listings[id_, file] = prepared
        change = self.changes.get(id_)
        if change is None:
            facts = None if number else prepared
            change = self.changes[id_] = Change(number is None, number or 0, facts, None)
        return change

    def seen(self, id_: str, prepared: Prepared, place: Place, *, copy: bool) -> None:
        """A place shows a document, and no other one any more, and offers these files."""
        self.attachments[storable(place.location)] = [
            {
                "document_id": id_,
                "page": storable(place.location),
                "name": one.name,
                "url": one.url,
                "location": storable(one.location),
            }
            for one in (
                offered(each, place.location, place.container) for each in prepared.attachments
            )
        ]
        self.places[storable(place.location)] = {
            "document_id": id_,
            "location": storable(place.location),
            "url": place.url or prepared.url,
            "source_kind": prepared.source_kind,
            "source_sha256": place.data and place.data.sha256,
            "copy": copy,
            "at": datetime.now(UTC),
        }

    def demote(self, id_: str) -> None:
        """All places known until now show copies."""
        self.demoted.add(id_)
        for row in self.places.values():
            if row["document_id"] == id_:
                row["copy"] = True

    def write(self, session: Session) -> None:
        """All of it, with everything that follows for other documents."""
        now = datetime.now(UTC)
        old = [id_ for id_, change in self.changes.items() if not change.fresh]
        only_listed = {id_ for id_, change in self.changes.items() if change.prepared is None}
        own = self._apply_listings(session, old)
        self._apply_entered(session, old)
        touched = in_scope(session, old)
        keys, acted_on = _undo(session, old, only_listed)
        touched |= acted_on
        self._write_documents(session, now)
        save_listings(session, {**self.listings, **own})
        self._write_children(session, now, only_listed)
        self._write_places(session)
        for change in self.changes.values():
            keys.numbers.update(number.key for number in change.facts.numbers)
            keys.titles.update(key for key, _, _ in change.facts.titles)
        touched |= resolve_all(session, list(self.changes), keys)
        touched |= in_scope(session, self.changes)
        changed = self.changes.keys() | reassess(session, touched | self.changes.keys())
        enqueue(session, changed, now)

    def _apply_listings(
        self, session: Session, old: Sequence[str]
    ) -> dict[tuple[str, str], Prepared]:
        """Fill what the texts leave open; what the texts of those documents say by themselves."""
        rows = listings_of(session, old)
        for (id_, file), prepared in self.listings.items():
            others = [one for one in rows.get(id_, ()) if one.file != file]
            rows[id_] = [*others, Listed(file, prepared)]
        own: dict[tuple[str, str], Prepared] = {}
        for id_, listed in rows.items():
            change = self.changes[id_]
            prepared = change.prepared or own_of(session, id_)
            if change.prepared is None or prepared.revision is not None:
                own[id_, OWN] = prepared
            change.prepared, differs = with_listings(prepared, listed, texted=(id_, OWN) in own)
            if differs:
                change.flags.append(LISTED_DIFFERS)
        return own

    def _apply_entered(self, session: Session, old: Sequence[str]) -> None:
        entered: dict[str, list[FactValue]] = defaultdict(list)
        for some in chunks(old):
            rows = session.execute(
                select(Fact.document_id, Fact.name, Fact.value, Fact.rule, Fact.evidence)
                .where(Fact.document_id.in_(some), Fact.certainty == "entered")
                .order_by(Fact.id)
            )
            for row in rows:
                evidence = row.evidence and read_evidence(row.evidence)
                fact = FactValue(row.name, row.value, "entered", row.rule, evidence)
                entered[row.document_id].append(fact)
        for id_, facts in entered.items():
            change = self.changes[id_]
            change.prepared = with_entered(change.facts, facts)

    def _write_documents(self, session: Session, now: datetime) -> None:
        fresh = [
            {
                **_UNASSESSED,
                **change.facts.document,
                "id": id_,
                "flags": change.flags,
                "created": now,
                "updated": now,
            }
            for id_, change in self.changes.items()
            if change.fresh
        ]
        if fresh:
            session.execute(insert(table_of(Document)), fresh)
        revisions = [
            {
                **(prepared.revision or {}),
                "document_id": id_,
                "number": change.number + count,
                "source_sha256": source,
                "created": now,
            }
            for id_, change in self.changes.items()
            for count, (prepared, source) in enumerate(change.texts, 1)
        ]
        present: dict[str, int] = {}
        if revisions:
            table = table_of(Revision)
            ids = session.scalars(
                insert(table).returning(table.c.id, sort_by_parameter_order=True), revisions
            )
            present = {row["document_id"]: id_ for row, id_ in zip(revisions, ids, strict=True)}
        if present:
            rows = [{"id": id_, "revision_id": revision} for id_, revision in present.items()]
            session.execute(update(Document), rows)
        changed = [
            {
                **change.facts.document,
                "registration_sha256": _digest(change.facts.document["registration_number"]),
                "id": id_,
                "updated": now,
            }
            for id_, change in self.changes.items()
            if not change.fresh
        ]
        if changed:
            session.execute(update(Document), changed)
        for id_, change in self.changes.items():
            revision = change.facts.revision
            if not change.texts and revision:  # better rules may lay out the same text better
                values = {**revision, "source_sha256": change.source}
                session.execute(
                    update(table_of(Revision))
                    .where(
                        table_of(Revision).c.document_id == id_,
                        table_of(Revision).c.number == change.number,
                    )
                    .values(values)
                )
        self._flag(session)

    def _flag(self, session: Session) -> None:
        wanted = suspicions(session, self.suspects)
        listed = {id_ for id_, _ in self.listings}
        for id_ in [*listed, *(id_ for id_, c in self.changes.items() if c.flags and not c.fresh)]:
            wanted.setdefault(id_, set()).update(self.changes[id_].flags)
        rows = session.execute(
            select(Document.id, Document.flags).where(Document.id.in_(sorted(wanted)))
        ).all()
        marked = []
        for row in rows:
            kept = [flag for flag in row.flags if flag != LISTED_DIFFERS or row.id not in listed]
            flags = [*kept, *sorted(wanted[row.id] - set(kept))]
            if flags != row.flags:
                marked.append({"id": row.id, "flags": flags})
        if marked:
            session.execute(update(Document), marked)

    def _write_children(
        self, session: Session, now: datetime, only_listed: Collection[str]
    ) -> None:
        revision_ids = dict(
            session.execute(
                select(Document.id, Document.revision_id).where(Document.id.in_(self.changes))
            ).all()
        )
        rows: dict[type[Base], list[Row]] = defaultdict(list)
        for id_, change in self.changes.items():
            prepared, of = change.facts, {"document_id": id_}
            rows[DocumentNumber] += (
                {**of, "canonical": one.canonical, "key": one.key, "year": one.year}
                for one in prepared.numbers
            )
            found = {**of, "revision_id": revision_ids[id_], "by": None, "at": now}
            rows[Fact] += ({**found, **fact} for fact in prepared.facts)
            if id_ in only_listed:
                continue
            rows[DocumentTitle] += (
                {**of, "key": key, "part": part, "form": form}
                for key, part, form in prepared.titles
            )
            rows[Part] += ({**of, **part} for part in prepared.parts)
            unknown = {"state": "open", "target_id": None, "target_part": None}
            rows[Relation] += ({**of, **unknown, **one} for one in prepared.relations)
            rows[PositiveList] += ({**of, **one} for one in prepared.positive_lists)
        for model, values in rows.items():
            if values:
                session.execute(insert(table_of(model)), values)

    def _write_places(self, session: Session) -> None:
        for some in chunks(sorted(self.demoted)):
            session.execute(update(Address).where(Address.document_id.in_(some)).values(copy=True))
        for some in chunks(sorted(self.places)):
            hashes = digests(some)
            session.execute(delete(Address).where(Address.location_sha256.in_(hashes)))
            session.execute(delete(Attachment).where(Attachment.page_sha256.in_(hashes)))
        if self.places:
            session.execute(insert(table_of(Address)), list(self.places.values()))
        offered_files = [row for rows in self.attachments.values() for row in rows]
        if offered_files:
            session.execute(insert(table_of(Attachment)), offered_files)


def _digest(words: str | None) -> str | None:
    return None if words is None else digest(words)


_UNASSESSED: Row = {
    "revision_id": None,
    "ends": None,
    "ends_certainty": None,
    "ends_latest": None,
    "ends_reason": None,
    "ends_evidence": None,
}


def _undo(
    session: Session, ids: Iterable[str], only_listed: Collection[str]
) -> tuple[Keys, set[str]]:
    """Take away what the last reading of documents left, but not what a person entered: the keys
    under which they were known, and the documents that they acted on. Of those that are
    `only_listed`, what the text says of others stays."""
    keys, touched = Keys(), set[str]()
    for some in chunks(sorted(ids)):
        numbers = select(DocumentNumber.key).where(DocumentNumber.document_id.in_(some))
        keys.numbers.update(session.scalars(numbers))
        table = table_of(DocumentNumber)
        session.execute(delete(table).where(table.c.document_id.in_(some)))
        read = Fact.certainty != "entered"
        session.execute(delete(Fact).where(Fact.document_id.in_(some), read))
    for some in chunks(sorted(set(ids) - set(only_listed))):
        titles = select(DocumentTitle.key).where(DocumentTitle.document_id.in_(some))
        keys.titles.update(session.scalars(titles))
        targets = select(Relation.target_id).where(
            Relation.document_id.in_(some),
            Relation.target_id.is_not(None),
            Relation.kind.in_(ACTS),
        )
        touched.update(id_ for id_ in session.scalars(targets) if id_)
        for model in (DocumentTitle, Part, Relation, PositiveList):
            table = table_of(model)
            session.execute(delete(table).where(table.c.document_id.in_(some)))
    return keys, touched
