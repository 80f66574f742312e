"""SQL tables of what people leave and are told: annotations, subscriptions, digests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from corpus.store.document_tables import DocumentRow, RevisionRow
from corpus.store.table_base import BaseRow, RowId, vocabulary_check


class AnnotationRow(BaseRow):
    """A W3C Web Annotation as given (`content`, less id and times), anchored on a revision.

    `start`/`end`, `exact`: the resolved selectors; all None on a whole document. A deleted one
    stays with `deleted`, so that its address answers 410.
    """

    __tablename__ = "annotation"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(DocumentRow.id), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey(RevisionRow.id))
    start: Mapped[int | None]
    end: Mapped[int | None]
    exact: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str]
    content: Mapped[dict[str, Any]]
    #: all that can be searched in it: bodies and tags, folded, without white space
    folded: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    created: Mapped[dt.datetime]
    modified: Mapped[dt.datetime]
    deleted: Mapped[dt.datetime | None]


class SubscriptionRow(BaseRow):
    """What one address asked to be told. `filters`: issuer, region, level … → values; `lead`: 6m
    or 90d before the end. `key` is the same for the same request: asked twice, it is one.
    `token` opens the link that ends it.
    """

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
    """One digest: a subscriber's address and an ISO week (2020-W40), at most once for a channel.

    state: nothing (owed nothing that week, so far) → planned → sending (committed before the
    message's data go out) → sent | failed; written (an .eml file in place of a mail); lapsed
    (never went out, the next week's digest tells its items). One left `sending` by a run that is
    over is in doubt and never sent again by itself.
    """

    __tablename__ = "delivery"
    id: Mapped[RowId]
    address: Mapped[str]
    channel: Mapped[str]
    week: Mapped[str]
    as_of: Mapped[dt.date]
    state: Mapped[str]
    message_id: Mapped[str] = mapped_column(unique=True)
    #: the message as it went out, so that a second sending by hand is the same to the byte
    message: Mapped[bytes | None] = mapped_column(LargeBinary)
    #: the server's words where it did not take the message
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
    """A document and the end that a digest told of."""

    __tablename__ = "delivery_item"
    delivery_id: Mapped[int] = mapped_column(ForeignKey(DeliveryRow.id), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey(DocumentRow.id), primary_key=True)
    ends: Mapped[dt.date]
