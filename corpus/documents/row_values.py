"""What a reading puts into the tables: a frozen type for each, its fields columns of the table.

They come without ids and without what only the writer knows (whose row, when, which text in
order). `corpus.documents.row_columns` turns them into what SQL takes. The row of a fact is a
`Fact`, that of days with one status a `ValidityPeriod`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from corpus.model.domain_types import (
    Attachment,
    Cell,
    Certainty,
    Cut,
    Ends,
    EndsReason,
    Evidence,
    Fact,
    PositiveKind,
    Provision,
    RecognisedSpan,
    RelationKind,
    SourceKind,
    ValidityClaims,
)


@dataclass(frozen=True, slots=True)
class DocumentValues:
    """What a reading says of a document. `year`, `sort_date`: the date to sort by, and its year."""

    title: str
    title_key: str
    issuers: tuple[str, ...]
    issuer_key: str
    printed_numbers: tuple[str, ...]
    numbers: tuple[str, ...]
    registration_number: str | None
    index_number: str | None
    level: str | None
    kind: str | None
    form: str | None
    region: str | None
    normative: bool | None
    addressees: tuple[str, ...]
    subjects: tuple[str, ...]
    signed: date | None
    promulgated: date | None
    published: date | None
    printed: date | None
    year: int | None
    sort_date: date | None
    effective: date | None
    effective_certainty: Certainty | None
    own_validity: ValidityClaims
    source_kind: SourceKind
    ocr_confidence: float | None


@dataclass(frozen=True, slots=True)
class EndsValues:
    """When a document ends, once the relations of others have acted: columns of its row, too."""

    ends: date | None = None
    ends_certainty: Certainty | None = None
    ends_latest: date | None = None
    ends_reason: EndsReason | None = None
    ends_evidence: Fact | None = None


@dataclass(frozen=True, slots=True)
class RevisionValues:
    """A text of a document. `simplified` None: it equals `text`; `ocr` None: nothing was read from
    pictures; `cells` None: nothing stands in tables."""

    sha256: str
    fingerprint: str
    text: str
    simplified: str | None
    outline: tuple[Provision, ...]
    cuts: tuple[Cut, ...]
    ocr: tuple[RecognisedSpan, ...] | None
    cells: tuple[Cell, ...] | None


@dataclass(frozen=True, slots=True)
class NumberValues:
    """A number that a document carries. `year`: where it prints none (国务院令第562号), the one in
    which the document was signed; None where that is not known."""

    canonical: str
    key: str
    year: int | None


@dataclass(frozen=True, slots=True)
class TitleValues:
    """A key under which a document can be cited. `part`: the address of the part, or ""."""

    key: str
    part: str
    form: str


@dataclass(frozen=True, slots=True)
class PartValues:
    """An attached document, at its place in their order, counted from 0."""

    position: int
    address: str
    title: str
    form: str | None
    start: int
    end: int
    ends: Ends | None


@dataclass(frozen=True, slots=True)
class RelationValues:
    """A tie to another document, with the keys by which its target is looked up."""

    kind: RelationKind
    target_number: str | None
    target_number_key: str | None
    target_title: str | None
    target_title_key: str | None
    target_inner_key: str | None
    target_provision: str | None
    effect: date | None
    until: date | None
    years: int | None
    months: int | None
    condition: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PositiveListValues:
    """What a list of the documents that stay does to the rest. `organs`: keys of single issuers."""

    kind: PositiveKind
    organs: tuple[str, ...]
    until: date | None
    effect: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LocationValues:
    """Where a document was seen."""

    document_id: str
    location: str
    url: str | None
    source_kind: SourceKind
    source_sha256: str | None
    copy: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class AttachmentValues:
    """A file that the page of a document offers."""

    document_id: str
    page: str
    name: str
    url: str | None
    location: str


@dataclass(frozen=True, slots=True)
class PreparedReading:
    """All that a reading puts into the tables. `revision` None: what a catalogue says of a document
    without having its text."""

    document: DocumentValues
    revision: RevisionValues | None
    numbers: tuple[NumberValues, ...]
    titles: tuple[TitleValues, ...]
    parts: tuple[PartValues, ...]
    facts: tuple[Fact, ...]
    relations: tuple[RelationValues, ...]
    positive_lists: tuple[PositiveListValues, ...]
    attachments: tuple[Attachment, ...]
    url: str | None
    source_kind: SourceKind
