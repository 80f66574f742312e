"""The SQL tables, final in shape: what is stored now needs no migration by hand later.

Times are UTC, dates are dates. JSON columns hold what is only ever read whole. Text without a limit
has no index: where it is looked up, a column beside it holds its SHA-256. Keys of titles and of
numbers have one (corpus.model.match_keys.bounded_key). Only digests and ids of ours have a length
in the database, since PostgreSQL alone would refuse what is longer; of closed vocabularies both
refuse other words.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, get_args

from sqlalchemy import (
    JSON,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from corpus.model.domain_types import (
    Certainty,
    PositiveKind,
    RelationKind,
    SourceKind,
    Status,
    StatusBasis,
)
from corpus.store.table_base import BaseRow, RowId, WideInteger, digest_column, vocabulary_check


class SourceRow(BaseRow):
    """The bytes of an input, once each. `content` is zlib-compressed; None where they were too
    large for a row: they lie in the data folder as `sources/<sha256>.gz`, or in SourcePieceRow.
    """

    __tablename__ = "source"
    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[WideInteger]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    created: Mapped[dt.datetime]


class SourcePieceRow(BaseRow):
    """On PostgreSQL the bytes of an input that were too large for a row, in pieces, each
    zlib-compressed: other hosts could not read them in a data folder."""

    __tablename__ = "source_piece"
    source_sha256: Mapped[str] = mapped_column(
        ForeignKey("source.sha256", deferrable=True, initially="DEFERRED"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class IntakeRow(BaseRow):
    """One place where an input was found, and what became of it the last time.

    `location`: its absolute path, links unresolved; another text there is a revision. `path`: as
    it was asked for. `rules` is the version of the rules that read it.

    A member of an archive, a line of a record file and a row of a sheet lie in a `container` (its
    location), at a `position`; the container has a row of its own. `form`, `fields`: how the bytes
    are read.
    """

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
    at: Mapped[dt.datetime]
    __table_args__ = (
        Index("ix_intake_container", "container_sha256", "position"),
        Index("ix_intake_source", "source_sha256"),
        Index("ix_intake_outcome", "outcome"),
        vocabulary_check("intake", "outcome", "taken", "unchanged", "revised", "copy", "set_aside"),
    )


class OriginRow(BaseRow):
    """What a server said with the bytes of a place on the web, the last time it gave some: see
    corpus.inputs.blobs."""

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
    """A work. Facts of its present revision, and its validity as computed with the relations of
    others. `title_key`/`issuer_key`: folded, simplified, for matching.
    """

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
    #: the fact that says when it ends, its own or what another document made of it
    ends_evidence: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    #: what its own text says of its validity, before the relations of others act (ValidityClaims)
    own_validity: Mapped[dict[str, Any]]
    source_kind: Mapped[str]
    #: of its text as far as it was read from pictures, 0 to 1
    ocr_confidence: Mapped[float | None] = mapped_column(Float)
    flags: Mapped[list[str]]
    created: Mapped[dt.datetime]
    updated: Mapped[dt.datetime]
    #: the number of the queue's row of its last change (corpus.index.update.index_queue)
    version: Mapped[WideInteger] = mapped_column(index=True, server_default="0")


class RevisionRow(BaseRow):
    """One text of a document. `simplified` is None where it equals `text`. `fingerprint`: SHA-256
    of the folded, simplified text without white space and punctuation.
    """

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
    #: [page, start, end, confidence] of what was read from pictures
    ocr: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    #: [table, row, column, start, end] of what stands in tables
    cells: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    source_sha256: Mapped[str | None] = mapped_column(ForeignKey("source.sha256"))
    created: Mapped[dt.datetime]
    __table_args__ = (UniqueConstraint("document_id", "number"),)


class PartRow(BaseRow):
    """An attached document of the present revision."""

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


class DocumentTitleRow(BaseRow):
    """A key under which a document can be cited: its title, the title without the issuer before
    关于, the one inside 关于印发…的通知, and of its parts (`part`: their address or "").
    """

    __tablename__ = "document_title"
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    part: Mapped[str] = mapped_column(Text, primary_key=True)
    form: Mapped[str]
    __table_args__ = (Index("ix_document_title_by_key", "key"),)


class DocumentNumberRow(BaseRow):
    """A number that a document carries. `key` is the same for every spelling. `year`: the number's,
    else the document's, for orders' numbers come again every year."""

    __tablename__ = "document_number"
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), primary_key=True)
    canonical: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    year: Mapped[int | None]


class FactRow(BaseRow):
    """A value with its evidence. Those `entered` by a person survive re-ingestion: `by`, `at`."""

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
    """A tie found in the present revision of `document_id`; the target resolved or open."""

    __tablename__ = "relation"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    kind: Mapped[str]
    target_number: Mapped[str | None] = mapped_column(Text)
    target_number_key: Mapped[str | None] = mapped_column(Text, index=True)
    target_title: Mapped[str | None] = mapped_column(Text)
    target_title_key: Mapped[str | None] = mapped_column(Text, index=True)
    #: of the title inside 关于印发…的通知, where what is cited is such a notice
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
    """What a decision that lists the documents which stay does to those of its scope that it does
    not list. `organs`: keys of single issuers; `until`: the last day of making, None: before the
    decision itself."""

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
    """A stretch of days with one status; `first`/`last` None: from or to all time."""

    __tablename__ = "status_period"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    first: Mapped[dt.date | None]
    last: Mapped[dt.date | None]
    status: Mapped[str]
    #: None where the status is 未知: nothing speaks for any
    basis: Mapped[str | None]
    __table_args__ = (
        vocabulary_check("status_period", "status", *Status),
        vocabulary_check("status_period", "basis", *get_args(StatusBasis)),
    )


class LocationRow(BaseRow):
    """Where a document was seen: its own source and every copy of it."""

    __tablename__ = "address"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), index=True)
    location: Mapped[str] = mapped_column(Text)
    location_sha256: Mapped[str] = digest_column("location", index=True)
    url: Mapped[str | None] = mapped_column(Text)
    url_sha256: Mapped[str | None] = digest_column("url", index=True)
    source_kind: Mapped[str]
    source_sha256: Mapped[str | None] = mapped_column(ForeignKey("source.sha256"))
    copy: Mapped[bool]
    at: Mapped[dt.datetime]
    __table_args__ = (
        UniqueConstraint("document_id", "location_sha256"),
        vocabulary_check("address", "source_kind", *get_args(SourceKind)),
    )


class AttachmentRow(BaseRow):
    """A file that a page offers beside the text. `page`: the location of the page; `location`: of
    the file, by which IntakeRow tells whether it was taken in and as what, before the page or
    after.
    """

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
    """What a row of a catalogue (in `file`) says of a document; with `file` empty, what the text of
    a document says that catalogues name, before they fill what it leaves open."""

    __tablename__ = "listing"
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), primary_key=True)
    file: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str] = digest_column("file", primary_key=True)
    content: Mapped[dict[str, Any]]


class IndexQueueRow(BaseRow):
    """Documents that the search index does not hold yet as SQL does. `attempts`: how often writing
    one failed, `error`: the last time why, `due`: not to be tried again before.
    """

    __tablename__ = "index_queue"
    id: Mapped[RowId] = mapped_column(autoincrement=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"))
    at: Mapped[dt.datetime]
    attempts: Mapped[int] = mapped_column(server_default="0")
    error: Mapped[str | None] = mapped_column(Text)
    due: Mapped[dt.datetime | None]
    #: ids are never used again, so that "all up to mine" has a meaning
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - declared so by SQLAlchemy
