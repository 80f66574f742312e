"""The values that a reading puts into the tables: one frozen type per table, one field per column.

They have no ids and none of the columns that only the writer knows: the document, the time, the
number of the revision. `corpus.documents.row_columns` converts them to what SQL takes. Facts and
status periods are stored from `Fact` and `ValidityPeriod` themselves."""

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
    TextBasis,
    UrlBasis,
    ValidityClaims,
)


@dataclass(frozen=True, slots=True)
class DocumentValues:
    """The columns of a document that follow from a reading.

    `sort_date` is the date by which lists sort, `year` its year. `work_key` is None where
    no text can follow this one (corpus.model.works)."""

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
    work_key: str | None
    text_day: date | None
    text_basis: TextBasis | None
    text_history: tuple[date, ...]
    source_kind: SourceKind
    ocr_confidence: float | None


@dataclass(frozen=True, slots=True)
class EndsValues:
    """The columns that say when a document ends, once the relations of others have acted."""

    ends: date | None = None
    ends_certainty: Certainty | None = None
    ends_latest: date | None = None
    ends_reason: EndsReason | None = None
    ends_evidence: Fact | None = None


@dataclass(frozen=True, slots=True)
class RevisionValues:
    """The columns of one text of a document.

    `simplified` is None where it equals `text`, `ocr` where nothing was recognised from pictures,
    `cells` where the text has no tables."""

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
    """A document number of a document.

    `year` is the year of the number; where the number prints none (国务院令第562号), the year of
    signature; None where that is not known either."""

    canonical: str
    key: str
    year: int | None


@dataclass(frozen=True, slots=True)
class TitleValues:
    """A key under which a document can be cited.

    `part` is the address of the attached document that bears the title, or ""."""

    key: str
    part: str
    form: str


@dataclass(frozen=True, slots=True)
class PartValues:
    """An attached document; `position` is its index in the order of the text, from 0.

    `start` and `end` are its span of the text, in code points."""

    position: int
    address: str
    title: str
    form: str | None
    start: int
    end: int
    ends: Ends | None


@dataclass(frozen=True, slots=True)
class RelationValues:
    """A relation to another document, with the keys by which its target is looked up."""

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
    """What a list of the documents that stay in force does to all others.

    `organs` are the keys of single issuers."""

    kind: PositiveKind
    organs: tuple[str, ...]
    until: date | None
    effect: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LocationValues:
    """A path or URL at which a document was read."""

    document_id: str
    location: str
    url: str | None
    url_basis: UrlBasis | None
    handed_by: str | None
    source_kind: SourceKind
    source_sha256: str | None
    copy: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class AttachmentValues:
    """A file that the page of a document offers for download."""

    document_id: str
    page: str
    name: str
    url: str | None
    location: str


@dataclass(frozen=True, slots=True)
class PreparedReading:
    """All values that a reading puts into the tables.

    `revision` is None where a catalogue describes a document without having its text."""

    document: DocumentValues
    revision: RevisionValues | None
    numbers: tuple[NumberValues, ...]
    titles: tuple[TitleValues, ...]
    parts: tuple[PartValues, ...]
    facts: tuple[Fact, ...]
    relations: tuple[RelationValues, ...]
    positive_lists: tuple[PositiveListValues, ...]
    attachments: tuple[Attachment, ...]
    stated_url: str | None
    source_kind: SourceKind
