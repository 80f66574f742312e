"""Collects the changes of a batch of inputs by document and writes them table by table.

Writing document by document, statement by statement, takes several times as long."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from corpus.documents.catalogue_listings import (
    CATALOGUE_DIFFERS,
    OWN_TEXT,
    CatalogueListing,
    load_listings,
    load_own_reading,
    merge_listings,
    save_listings,
)
from corpus.documents.derived_rows import delete_derived_rows
from corpus.documents.entries.entered_fields import merge_entered
from corpus.documents.entries.entry_history import (
    EnteredFact,
    effective_entries,
    entered_facts,
    load_histories,
)
from corpus.documents.entries.withdrawn_readings import (
    WITHDRAWN,
    forget_readings,
    hide_reading,
    set_aside_reading,
)
from corpus.documents.list_omissions import ids_in_scope
from corpus.documents.reassess_validity import reassess_validity
from corpus.documents.resolve_relations import resolve_relations
from corpus.documents.row_columns import column_values
from corpus.documents.row_values import (
    AttachmentValues,
    LocationValues,
    PreparedReading,
    RevisionValues,
)
from corpus.documents.same_number import find_suspicions
from corpus.documents.works.assemble_works import load_work_keys
from corpus.documents.works.settle_works import settle_works
from corpus.index.update.index_queue import enqueue
from corpus.inputs.attached_files import locate_attachment
from corpus.inputs.document_locations import known_url
from corpus.inputs.input_store import LocatedInput, to_storable_path
from corpus.store.document_tables import (
    AttachmentRow,
    DocumentNumberRow,
    DocumentRow,
    DocumentTitleRow,
    FactRow,
    LocationRow,
    PartRow,
    PositiveListRow,
    RelationRow,
    RevisionRow,
)
from corpus.store.statement_batches import parameter_batches
from corpus.store.table_base import BaseRow, optional_digest, table_of, text_digests


@dataclass(slots=True)
class DocumentChange:
    """The pending change of one document.

    `revision_number` is the number of its last stored revision, 0 without one. `prepared` holds its
    new facts; None means that it keeps the facts of its text, to which catalogues may add. `texts`
    are its new revisions in order, each with the SHA-256 of the bytes it was read from. `is_read`:
    whether `prepared` was read from an input now. `entered`: the facts that people entered.
    `withdrawn`: why it is withdrawn, None where it is not."""

    is_new: bool
    revision_number: int
    prepared: PreparedReading | None
    source_sha256: str | None
    texts: list[tuple[RevisionValues, str | None]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    is_read: bool = False
    entered: list[EnteredFact] = field(default_factory=list)
    withdrawn: str | None = None

    @property
    def settled_reading(self) -> PreparedReading:
        """The reading to write, known only after `_apply_listings` has merged the catalogues."""
        assert self.prepared is not None
        return self.prepared


@dataclass(slots=True)
class DocumentBatch:
    """The pending changes of a batch, by document and by location.

    `changes` are by document, `listings` (rows of catalogues) by document and file,
    `address_values` and `attachment_values` by location. The known locations of `demoted_ids`
    become copies. `suspect_pairs` are a new document and another one of the same number."""

    changes: dict[str, DocumentChange] = field(default_factory=dict)
    listings: dict[tuple[str, str], PreparedReading] = field(default_factory=dict)
    address_values: dict[str, LocationValues] = field(default_factory=dict)
    attachment_values: dict[str, list[AttachmentValues]] = field(default_factory=dict)
    demoted_ids: set[str] = field(default_factory=set)
    suspect_pairs: list[tuple[str, str]] = field(default_factory=list)

    def add_reading(
        self,
        id_: str,
        number: int | None,
        prepared: PreparedReading,
        place: LocatedInput,
        *,
        text: RevisionValues | None,
    ) -> None:
        """Add an input's reading to a document; with `text` also a new revision.

        `number` is that of the document's last revision, None for a new document. `text` is None
        where the document has that text already."""
        source = place.data.sha256 if place.data else None
        change = self.changes.get(id_)
        if change is None:
            change = self.changes[id_] = DocumentChange(
                number is None, number or 0, prepared, source
            )
        change.prepared, change.source_sha256, change.is_read = prepared, source, True
        if text is not None:
            change.texts.append((text, source))

    def add_listing(
        self, id_: str, number: int | None, prepared: PreparedReading, file: str
    ) -> DocumentChange:
        """The change of a document that a row of a catalogue names.

        `number` is that of the document's last revision: None for a new document, 0 for one that
        has no text. Without a text the row gives the document its facts."""
        self.listings[id_, file] = prepared
        change = self.changes.get(id_)
        if change is None:
            facts = None if number else prepared
            change = self.changes[id_] = DocumentChange(number is None, number or 0, facts, None)
        return change

    def add_address(
        self, id_: str, prepared: PreparedReading, place: LocatedInput, *, copy: bool
    ) -> None:
        """Record that a location shows this document from now on, and which files it offers."""
        location = to_storable_path(place.location)
        url, url_basis = known_url(place, prepared.stated_url)
        offered = (
            locate_attachment(one, place.location, place.container) for one in prepared.attachments
        )
        self.attachment_values[location] = [
            AttachmentValues(id_, location, one.name, one.url, to_storable_path(one.location))
            for one in offered
        ]
        self.address_values[location] = LocationValues(
            document_id=id_,
            location=location,
            url=url,
            url_basis=url_basis,
            handed_by=place.handed_by,
            source_kind=prepared.source_kind,
            source_sha256=place.data.sha256 if place.data else None,
            copy=copy,
            at=datetime.now(UTC),
        )

    def mark_copies(self, id_: str) -> None:
        """Turn all locations at which the document is known so far into copies."""
        self.demoted_ids.add(id_)
        for location, values in self.address_values.items():
            if values.document_id == id_ and not values.copy:
                self.address_values[location] = replace(values, copy=True)

    def write(self, session: Session) -> None:
        """Write all changes, and what follows from them for other documents. In a write
        transaction.

        Listings and entered facts are merged first, so that all tables hold equal facts. Documents
        come before their children, whose rows refer to them. Relations are resolved before validity
        is computed from them."""
        now = datetime.now(UTC)
        old = [id_ for id_, change in self.changes.items() if not change.is_new]
        only_listed = {id_ for id_, change in self.changes.items() if change.prepared is None}
        own_readings = self._apply_listings(session, old)
        own_readings = {**self._apply_entered(session, old, only_listed), **own_readings}
        touched = ids_in_scope(session, old)
        keys, acted_on = delete_derived_rows(session, old, only_listed)
        touched |= acted_on
        work_keys = load_work_keys(session, old)
        self._write_documents(session, now)
        save_listings(session, {**self.listings, **own_readings})
        self._write_children(session, now, only_listed)
        self._write_addresses(session)
        for change in self.changes.values():
            keys.numbers.update(number.key for number in change.settled_reading.numbers)
            keys.titles.update(title.key for title in change.settled_reading.titles)
        touched |= resolve_relations(session, list(self.changes), keys)
        touched |= ids_in_scope(session, self.changes)
        work_keys |= {
            key for c in self.changes.values() if (key := c.settled_reading.document.work_key)
        }
        touched |= settle_works(session, work_keys | load_work_keys(session, touched), self.changes)
        changed = self.changes.keys() | reassess_validity(session, touched | self.changes.keys())
        enqueue(session, changed, now)

    def _apply_listings(
        self, session: Session, old: Sequence[str]
    ) -> dict[tuple[str, str], PreparedReading]:
        """The readings of the texts alone, to be stored before catalogues fill them.

        Merges every catalogue that names a changed document into its reading. The keys are the
        document and OWN_TEXT."""
        rows = load_listings(session, old)
        for (id_, file), prepared in self.listings.items():
            others = [one for one in rows.get(id_, ()) if one.file != file]
            rows[id_] = [*others, CatalogueListing(file, prepared)]
        own_readings: dict[tuple[str, str], PreparedReading] = {}
        for id_, listings in rows.items():
            change = self.changes[id_]
            prepared = change.prepared or load_own_reading(session, id_)
            if change.prepared is None or prepared.revision is not None:
                own_readings[id_, OWN_TEXT] = prepared
            change.prepared, differs = merge_listings(
                prepared, listings, has_text=(id_, OWN_TEXT) in own_readings
            )
            if differs:
                change.flags.append(CATALOGUE_DIFFERS)
        return own_readings

    def _apply_entered(
        self, session: Session, old: Sequence[str], only_listed: Collection[str]
    ) -> dict[tuple[str, str], PreparedReading]:
        """The readings of the texts alone, by document and OWN_TEXT, of what people filled in.

        Undoing an entry goes back to them. Merges what people entered into each reading, and hides
        what is withdrawn."""
        own_readings: dict[tuple[str, str], PreparedReading] = {}
        for id_, history in load_histories(session, old).items():
            change = self.changes[id_]
            prepared = change.settled_reading
            if change.is_read and prepared.revision is not None:
                own_readings[id_, OWN_TEXT] = prepared
            withdrawal = effective_entries(history).get(WITHDRAWN)
            if withdrawal is not None and withdrawal.values == ("true",):
                change.withdrawn = withdrawal.why
                if id_ not in only_listed:
                    set_aside_reading(session, id_, prepared)
                change.prepared = hide_reading(prepared, id_)
                continue
            forget_readings(session, [id_])
            change.entered = entered_facts(history)
            change.prepared = merge_entered(prepared, [one.fact for one in change.entered])
        return own_readings

    def _write_documents(self, session: Session, now: datetime) -> None:
        new_rows = [
            {
                **column_values(change.settled_reading.document),
                "id": id_,
                "flags": change.flags,
                "created": now,
                "updated": now,
            }
            for id_, change in self.changes.items()
            if change.is_new
        ]
        if new_rows:
            session.execute(insert(table_of(DocumentRow)), new_rows)
        self._write_revisions(session, now)
        changed = [
            {
                **column_values(change.settled_reading.document),
                "registration_sha256": optional_digest(
                    change.settled_reading.document.registration_number
                ),
                "index_sha256": optional_digest(change.settled_reading.document.index_number),
                "id": id_,
                "updated": now,
                "withdrawn": change.withdrawn,
            }
            for id_, change in self.changes.items()
            if not change.is_new
        ]
        if changed:
            session.execute(update(DocumentRow), changed)
        self._write_flags(session)

    def _write_revisions(self, session: Session, now: datetime) -> None:
        table = table_of(RevisionRow)
        revisions = [
            {
                **column_values(text),
                "document_id": id_,
                "number": change.revision_number + count,
                "source_sha256": source,
                "created": now,
            }
            for id_, change in self.changes.items()
            for count, (text, source) in enumerate(change.texts, 1)
        ]
        if revisions:
            ids = session.scalars(
                insert(table).returning(table.c.id, sort_by_parameter_order=True), revisions
            )
            present = {row["document_id"]: id_ for row, id_ in zip(revisions, ids, strict=True)}
            rows = [{"id": id_, "revision_id": revision} for id_, revision in present.items()]
            session.execute(update(DocumentRow), rows)
        for id_, change in self.changes.items():
            revision = change.settled_reading.revision
            if not change.texts and revision:  # newer rules may outline the same text better
                session.execute(
                    update(table)
                    .where(table.c.document_id == id_, table.c.number == change.revision_number)
                    .values(**column_values(revision), source_sha256=change.source_sha256)
                )

    def _write_flags(self, session: Session) -> None:
        flags_by_id = find_suspicions(session, self.suspect_pairs)
        listed_ids = {id_ for id_, _ in self.listings}
        for id_ in [
            *listed_ids,
            *(id_ for id_, c in self.changes.items() if c.flags and not c.is_new),
        ]:
            flags_by_id.setdefault(id_, set()).update(self.changes[id_].flags)
        rows = session.execute(
            select(DocumentRow.id, DocumentRow.flags).where(DocumentRow.id.in_(sorted(flags_by_id)))
        ).all()
        updates = []
        for row in rows:
            other_flags = [
                flag for flag in row.flags if flag != CATALOGUE_DIFFERS or row.id not in listed_ids
            ]
            flags = [*other_flags, *sorted(flags_by_id[row.id] - set(other_flags))]
            if flags != row.flags:
                updates.append({"id": row.id, "flags": flags})
        if updates:
            session.execute(update(DocumentRow), updates)

    def _write_children(
        self, session: Session, now: datetime, only_listed: Collection[str]
    ) -> None:
        revision_ids = dict(
            session.execute(
                select(DocumentRow.id, DocumentRow.revision_id).where(
                    DocumentRow.id.in_(self.changes)
                )
            ).all()
        )
        rows: dict[type[BaseRow], list[dict[str, object]]] = defaultdict(list)
        unknown = {"state": "open", "target_id": None, "target_part": None}
        for id_, change in self.changes.items():
            prepared, of = change.settled_reading, {"document_id": id_}
            rows[DocumentNumberRow] += (
                {**of, **column_values(child)} for child in prepared.numbers
            )
            fact_columns = {**of, "revision_id": revision_ids[id_], "by": None, "at": now}
            rows[FactRow] += ({**fact_columns, **column_values(fact)} for fact in prepared.facts)
            rows[FactRow] += (
                {**of, "revision_id": None, "by": e.by, "at": e.at, **column_values(e.fact)}
                for e in change.entered
            )
            if id_ in only_listed:
                continue
            rows[DocumentTitleRow] += ({**of, **column_values(child)} for child in prepared.titles)
            rows[PartRow] += ({**of, **column_values(part)} for part in prepared.parts)
            rows[RelationRow] += (
                {**of, **unknown, **column_values(child)} for child in prepared.relations
            )
            rows[PositiveListRow] += (
                {**of, **column_values(child)} for child in prepared.positive_lists
            )
        for model, values in rows.items():
            if values:
                session.execute(insert(table_of(model)), values)

    def _write_addresses(self, session: Session) -> None:
        for chunk in parameter_batches(sorted(self.demoted_ids)):
            session.execute(
                update(LocationRow).where(LocationRow.document_id.in_(chunk)).values(copy=True)
            )
        for chunk in parameter_batches(sorted(self.address_values)):
            hashes = text_digests(chunk)
            session.execute(delete(LocationRow).where(LocationRow.location_sha256.in_(hashes)))
            session.execute(delete(AttachmentRow).where(AttachmentRow.page_sha256.in_(hashes)))
        if self.address_values:
            addresses = [column_values(one) for one in self.address_values.values()]
            session.execute(insert(table_of(LocationRow)), addresses)
        offered_files = [
            column_values(one) for offered in self.attachment_values.values() for one in offered
        ]
        if offered_files:
            session.execute(insert(table_of(AttachmentRow)), offered_files)
