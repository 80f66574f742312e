"""SQL tables of what people write and receive: annotations, subscriptions and digests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.document_tables import DocumentRow, RevisionRow
from corpus.store.table_base import BaseRow, RowId, WideInteger, vocabulary_check


class AnnotationRow(BaseRow):
    """A W3C Web Annotation, anchored on a revision; `content` is what was sent, without id and
    times.

    `start`, `end` and `exact`: the resolved selectors, in code points; all None on a whole
    document. A deleted annotation stays with its time in `deleted`, so that its URL answers 410."""

    __tablename__ = "annotation"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(DocumentRow.id), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey(RevisionRow.id))
    start: Mapped[int | None]
    end: Mapped[int | None]
    exact: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str]
    content: Mapped[dict[str, Any]]
    #: the searchable text (bodies and tags), folded, without white space
    folded: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    created: Mapped[dt.datetime]
    modified: Mapped[dt.datetime]
    deleted: Mapped[dt.datetime | None]


class AnnotationVersionRow(BaseRow):
    """What an annotation said before it was replaced or deleted; rows are only ever added.

    `version`, `content`, `revision_id` and the span are those of AnnotationRow at that time;
    `replaced`: when the next version, or the deletion, took its place."""

    __tablename__ = "annotation_version"
    annotation_id: Mapped[str] = mapped_column(ForeignKey(AnnotationRow.id), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(DocumentRow.id))
    revision_id: Mapped[int] = mapped_column(ForeignKey(RevisionRow.id))
    start: Mapped[int | None]
    end: Mapped[int | None]
    exact: Mapped[str | None] = mapped_column(Text)
    content: Mapped[dict[str, Any]]
    modified: Mapped[dt.datetime]
    replaced: Mapped[dt.datetime]


class EntryRow(BaseRow):
    """What a person said of a field of a document, and when; rows are only ever added.

    The facts in effect, those of FactRow with certainty `entered`, follow from all entries
    (corpus.documents.entries.entry_history). `values`: all values of the field, in order.
    `undoes`: the id of the entry that this one undoes."""

    __tablename__ = "entry"
    id: Mapped[RowId]
    document_id: Mapped[str] = mapped_column(ForeignKey(DocumentRow.id), index=True)
    field: Mapped[str]
    values: Mapped[list[str]]
    why: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime]
    undoes: Mapped[WideInteger | None] = mapped_column(ForeignKey("entry.id"))


class WithdrawnReadingRow(BaseRow):
    """The parts, relations and positive lists of a withdrawn document, set aside."""

    __tablename__ = "withdrawn_reading"
    document_id: Mapped[str] = mapped_column(ForeignKey("document.id"), primary_key=True)
    content: Mapped[dict[str, Any]]


class SubscriptionRow(BaseRow):
    """A subscription of one email address (`address`).

    `filters`: issuer, region, level … → values. `lead`: 6m or 90d before the end. `key` is equal
    for equal requests, so that a request made twice is one subscription. `token` opens the link
    that ends it."""

    __tablename__ = "subscription"
    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    address: Mapped[str] = mapped_column(index=True)
    filters: Mapped[dict[str, Any]]
    lead: Mapped[str]
    token: Mapped[str] = mapped_column(String(64), unique=True)
    created: Mapped[dt.datetime]
    ended: Mapped[dt.datetime | None]


class DeliveryRow(BaseRow):
    """A digest for a subscriber's email address and an ISO week (2020-W40), at most one in each
    channel.

    `state`: nothing (nothing is due that week so far) → planned → sending (committed before the
    message's data are sent) → sent | failed; written (an .eml file in place of a mail); lapsed
    (never sent, and the next week's digest has its items). A digest that a finished run left in
    `sending` is in doubt and never sent again automatically
    (docs/decisions/0013-ledger-of-digests.md)."""

    __tablename__ = "delivery"
    id: Mapped[RowId]
    address: Mapped[str]
    channel: Mapped[str]
    week: Mapped[str]
    as_of: Mapped[dt.date]
    state: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    #: the message as it was sent, so that a second sending by hand is equal to the byte
    message: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: the server's words where it refused the message
    error: Mapped[str | None] = mapped_column(Text)
    created: Mapped[dt.datetime]
    changed: Mapped[dt.datetime]
    __table_args__ = (
        UniqueConstraint("address", "channel", "week"),
        vocabulary_check(
            "delivery", "state",
            "nothing", "planned", "sending", "sent", "written", "failed", "lapsed",
        ),
    )  # fmt: skip


class DeliveryItemRow(BaseRow):
    """A document, or one that is attached to it, and its end, as a digest announced them.

    `part`: the address of the attached document, empty for the whole."""

    __tablename__ = "delivery_item"
    delivery_id: Mapped[int] = mapped_column(ForeignKey(DeliveryRow.id), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(DocumentRow.id), primary_key=True)
    part: Mapped[str] = mapped_column(Text, primary_key=True)
    ends: Mapped[dt.date]
