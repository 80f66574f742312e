"""The SQL tables of documents, final in shape: no row stored now will need a migration by hand.

Times are UTC, dates are dates. JSON columns hold what is only ever read whole. Text without a limit
has no index: where it is looked up, a column beside it holds its SHA-256
(docs/decisions/0014-free-text-by-digest.md). Keys of titles and of numbers are bounded
(corpus.model.match_keys.bounded_key) and have an index. Only digests and our own ids have a length
in the database, because PostgreSQL alone would refuse longer ones. Words outside a closed
vocabulary are refused by both databases."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from sqlalchemy import JSON, Float, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.model.domain_types import (
    Certainty,
    PositiveKind,
    RelationKind,
    SourceKind,
    Status,
    StatusBasis,
    UrlBasis,
)
from corpus.store.number_order import code_order, serial_order
from corpus.store.table_base import (
    BaseRow,
    RowId,
    WideInteger,
    computed_column,
    digest_column,
    vocabulary_check,
)


class SourceRow(BaseRow):
    """The bytes of an input, stored once. `content` is zlib-compressed, or None for a large input.

    Bytes too large for a row lie in the data folder as `sources/<sha256>.gz`, or in
    SourcePieceRow."""

    __tablename__ = "source"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[WideInteger]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    created: Mapped[dt.datetime]


class SourcePieceRow(BaseRow):
    """A piece of an input that is too large for a row, zlib-compressed; used on PostgreSQL alone.

    There other hosts could not read the input in a data folder."""

    __tablename__ = "source_piece"
    source_sha256: Mapped[str] = mapped_column(
        ForeignKey("source.sha256", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class IntakeRow(BaseRow):
    """A location where an input was found, and the outcome of its last intake.

    `location`: its absolute path, links unresolved; another text there is a revision. `path`: as it
    was passed in. `rules`: the version of the rules that read it.

    A member of an archive, a line of a record file and a row of a sheet lie in a `container` (its
    location), at a `position`; the container has a row of its own. `form`, `fields`: how the bytes
    are read."""

    __tablename__ = "intake"
    id: Mapped[RowId]
    location: Mapped[str] = mapped_column(Text)
    location_sha256: Mapped[str] = digest_column("location", unique=True)
    path: Mapped[str] = mapped_column(Text)
    source_sha256: Mapped[str | None] = mapped_column(ForeignKey("source.sha256"))
    outcome: Mapped[str]
    reason: Mapped[str | None] = mapped_column(Text)
    document_id: Mapped[str | None] = mapped_column(ForeignKey("document.id"), index=True)
    rules: Mapped[int]
    container: Mapped[str | None] = mapped_column(Text)
    container_sha256: Mapped[str | None] = digest_column("container")
    position: Mapped[int | None]
    form: Mapped[str] = mapped_column(server_default="file")
    fields: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    #: when the file, or the one that holds it, had last changed as it was read, in nanoseconds
    modified: Mapped[WideInteger | None]
    at: Mapped[dt.datetime]
    __table_args__ = (
        Index("ix_intake_container", "container_sha256", "position"),
        Index("ix_intake_source", "source_sha256"),
        Index("ix_intake_outcome", "outcome"),
        vocabulary_check("intake", "outcome", "taken", "unchanged", "revised", "copy", "set_aside"),
    )


class OriginRow(BaseRow):
    """What a server said of the bytes at a URL when it last sent any
    (corpus.inputs.blobs.HttpOrigin)."""

    __tablename__ = "origin"
    location_sha256: Mapped[str] = digest_column("location", primary_key=True)
    location: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    charset: Mapped[str | None] = mapped_column(Text)
    media_type: Mapped[str | None] = mapped_column(Text)
    etag: Mapped[str | None] = mapped_column(Text)
    last_modified: Mapped[str | None] = mapped_column(Text)


class DocumentRow(BaseRow):
    """A document: the facts of its present revision, and its validity, computed with others'
    relations.

    `title_key`, `issuer_key`: folded and simplified, for matching."""

    __tablename__ = "document"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    revision_id: Mapped[WideInteger | None]
    title: Mapped[str] = mapped_column(Text)
    title_key: Mapped[str] = mapped_column(Text, index=True)
    issuers: Mapped[list[str]]
    issuer_key: Mapped[str] = mapped_column(Text)
    printed_numbers: Mapped[list[str]]
    numbers: Mapped[list[str]]
    registration_number: Mapped[str | None] = mapped_column(Text)
    registration_sha256: Mapped[str | None] = digest_column("registration_number", index=True)
    index_number: Mapped[str | None] = mapped_column(Text)
    index_sha256: Mapped[str | None] = digest_column("index_number", index=True)
    level: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str | None] = mapped_column(Text)
    form: Mapped[str | None] = mapped_column(Text)
    region: Mapped[str | None] = mapped_column(Text)
    normative: Mapped[bool | None]
    addressees: Mapped[list[str]]
    subjects: Mapped[list[str]]
    signed: Mapped[dt.date | None]
    promulgated: Mapped[dt.date | None]
    published: Mapped[dt.date | None]
    printed: Mapped[dt.date | None]
    year: Mapped[int | None]
    sort_date: Mapped[dt.date | None]
    effective: Mapped[dt.date | None]
    effective_certainty: Mapped[str | None]
    ends: Mapped[dt.date | None] = mapped_column(index=True)
    ends_certainty: Mapped[str | None]
    ends_latest: Mapped[dt.date | None]
    ends_reason: Mapped[str | None]
    #: the fact that states when it ends: its own, or from what another document did to it
    ends_evidence: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: what its own text states of its validity, without the relations of others (ValidityClaims)
    own_validity: Mapped[dict[str, Any]]
    #: the key that all texts of one law share (corpus.model.works), NULL where none can follow it
    work_key: Mapped[str | None] = mapped_column(Text, index=True)
    #: what the text states of its place among them (corpus.model.domain_types.TextClaims)
    text_day: Mapped[dt.date | None]
    text_basis: Mapped[str | None]
    text_history: Mapped[list[str]] = mapped_column(JSON, server_default="[]")
    #: computed from all texts of the law: the earliest one's id, the first day of this wording and
    #: its last, and the ids of the texts before and after it; NULL where it is the only one
    work: Mapped[str | None] = mapped_column(String(32), index=True)
    text_from: Mapped[dt.date | None]
    text_until: Mapped[dt.date | None]
    previous_text: Mapped[str | None] = mapped_column(String(32))
    next_text: Mapped[str | None] = mapped_column(String(32))
    #: computed with the validity: the ids of the document that made this one void and of the one in
    #: its place, and the amendments that the text does not hold (corpus.model.amendments)
    ended_by: Mapped[str | None] = mapped_column(String(32))
    replaced_by: Mapped[str | None] = mapped_column(String(32))
    unapplied: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    source_kind: Mapped[str]
    #: the mean confidence of the text that was read from pictures, 0 to 1; else NULL
    ocr_confidence: Mapped[float | None] = mapped_column(Float)
    flags: Mapped[list[str]]
    created: Mapped[dt.datetime]
    updated: Mapped[dt.datetime]
    #: why it is withdrawn, NULL where it is not (corpus.documents.entries.withdrawn_readings)
    withdrawn: Mapped[str | None] = mapped_column(Text)
    #: the id of the queue's row for its last change (corpus.index.update.index_queue)
    version: Mapped[WideInteger] = mapped_column(index=True, server_default="0")


class RevisionRow(BaseRow):
    """A text of a document; `simplified` is None where it equals `text`.

    `fingerprint`: the SHA-256 of the folded, simplified text without white space and punctuation
    (corpus.model.match_keys.fingerprint)."""

    __tablename__ = "revision"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    fingerprint: Mapped[str] = mapped_column(String(64), index=True)
    text: Mapped[str] = mapped_column(Text)
    simplified: Mapped[str | None] = mapped_column(Text)
    outline: Mapped[list[Any]]
    cuts: Mapped[list[Any]]
    #: [page, start, end, confidence] of each span that was read from a picture
    ocr: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    #: [table, row, column, start, end] of each cell of a table
    cells: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    source_sha256: Mapped[str | None] = mapped_column(ForeignKey("source.sha256"))
    created: Mapped[dt.datetime]
    __table_args__ = (UniqueConstraint("document_id", "number"),)


class PartRow(BaseRow):
    """An attached document of the present revision, at code points `[start, end)` of its text."""

    __tablename__ = "part"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    position: Mapped[int]
    address: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    form: Mapped[str | None] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    ends: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: its last day by all that is known, where that is not the document's own, and the fact that
    #: states it; both are computed with the validity of the document
    last_day: Mapped[dt.date | None] = mapped_column(index=True)
    last_day_evidence: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class DocumentTitleRow(BaseRow):
    """A key under which a document can be cited, and which form of the title it is.

    It is the key of its title, of the title without the issuer before 关于, of the one inside
    关于印发…的通知, or of one of its parts. `part`: the part's address, "" for the document."""

    __tablename__ = "document_title"
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    part: Mapped[str] = mapped_column(Text, primary_key=True)
    form: Mapped[str]
    __table_args__ = (Index("ix_document_title_by_key", "key"),)


class DocumentNumberRow(BaseRow):
    """A number that a document carries; `key` is equal for all spellings of it.

    `year`: the number's, else the document's, because orders use the same numbers again every
    year. `code_order`, `serial_order`: the sort keys in which neighbouring numbers are found."""

    __tablename__ = "document_number"
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), primary_key=True)
    canonical: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    year: Mapped[int | None]
    code_order: Mapped[str] = computed_column("key", code_order)
    serial_order: Mapped[str] = computed_column("key", serial_order)


class FactRow(BaseRow):
    """A fact with its evidence; one `entered` by a person (`by`, `at`) survives re-ingestion."""

    __tablename__ = "fact"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    name: Mapped[str]
    value: Mapped[str] = mapped_column(Text)
    certainty: Mapped[str]
    rule: Mapped[str] = mapped_column(Text)
    evidence: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    by: Mapped[str | None] = mapped_column(Text)
    at: Mapped[dt.datetime]
    __table_args__ = (vocabulary_check("fact", "certainty", *get_args(Certainty)),)


class RelationRow(BaseRow):
    """A relation found in the present revision of `document_id`, with its target resolved or
    open."""

    __tablename__ = "relation"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str]
    target_number: Mapped[str | None] = mapped_column(Text)
    target_number_key: Mapped[str | None] = mapped_column(Text, index=True)
    target_title: Mapped[str | None] = mapped_column(Text)
    target_title_key: Mapped[str | None] = mapped_column(Text, index=True)
    #: the key of the title inside 关于印发…的通知, where the cited document is such a notice
    target_inner_key: Mapped[str | None] = mapped_column(Text, index=True)
    target_provision: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str]
    target_id: Mapped[str | None] = mapped_column(ForeignKey("document.id"), index=True)
    target_part: Mapped[str | None] = mapped_column(Text)
    effect: Mapped[dt.date | None]
    until: Mapped[dt.date | None]
    years: Mapped[int | None]
    months: Mapped[int | None]
    condition: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[dict[str, Any]]
    __table_args__ = (
        vocabulary_check("relation", "kind", *get_args(RelationKind)),
        vocabulary_check("relation", "state", "resolved", "open", "ambiguous"),
    )


class PositiveListRow(BaseRow):
    """What a decision does to the documents of its scope that its list of documents in force leaves
    out.

    `organs`: keys of single issuers. `until`: the last day on which such documents were made, None
    for any day before the decision."""

    __tablename__ = "positive_list"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str]
    organs: Mapped[list[str]]
    until: Mapped[dt.date | None]
    effect: Mapped[dt.date | None]
    evidence: Mapped[dict[str, Any]]
    __table_args__ = (vocabulary_check("positive_list", "kind", *get_args(PositiveKind)),)


class StatusPeriodRow(BaseRow):
    """A period of days with one status; `first` or `last` is None where it has no limit."""

    __tablename__ = "status_period"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    first: Mapped[dt.date | None]
    last: Mapped[dt.date | None]
    status: Mapped[str]
    #: NULL where the status is 未知, which rests on nothing
    basis: Mapped[str | None]
    __table_args__ = (
        vocabulary_check("status_period", "status", *Status),
        vocabulary_check("status_period", "basis", *get_args(StatusBasis)),
    )


class LocationRow(BaseRow):
    """A location where a document was found; `copy`: as a copy and not as the document's own
    source.

    `url_basis`: whether `url` is where it was fetched from, or what somebody declared or the page
    stated. `handed_by`: who handed it over through the API."""

    __tablename__ = "address"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    location: Mapped[str] = mapped_column(Text)
    location_sha256: Mapped[str] = digest_column("location", index=True)
    url: Mapped[str | None] = mapped_column(Text)
    url_sha256: Mapped[str | None] = digest_column("url", index=True)
    url_basis: Mapped[str | None]
    handed_by: Mapped[str | None] = mapped_column(Text)
    source_kind: Mapped[str]
    source_sha256: Mapped[str | None] = mapped_column(ForeignKey("source.sha256"))
    copy: Mapped[bool]
    at: Mapped[dt.datetime]
    __table_args__ = (
        UniqueConstraint("document_id", "location_sha256"),
        vocabulary_check("address", "source_kind", *get_args(SourceKind)),
        vocabulary_check("address", "url_basis", *get_args(UrlBasis)),
    )


class AttachmentRow(BaseRow):
    """A file that a page offers beside its text.

    `page`: the location of the page. `location`: that of the file, under which IntakeRow records
    whether it was taken in and as what, before the page or after it."""

    __tablename__ = "attachment"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    page: Mapped[str] = mapped_column(Text)
    page_sha256: Mapped[str] = digest_column("page", index=True)
    name: Mapped[str] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    location: Mapped[str] = mapped_column(Text)
    location_sha256: Mapped[str] = digest_column("location", index=True)


class ListingRow(BaseRow):
    """What a row of a catalogue (in `file`) says of a document.

    With `file` empty: what the text of a document known from catalogues says itself, before
    catalogues fill its gaps."""

    __tablename__ = "listing"
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), primary_key=True)
    file: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str] = digest_column("file", primary_key=True)
    content: Mapped[dict[str, Any]]
