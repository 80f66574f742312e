"""The domain's types: what ingestion finds in a text, and what the store knows of a document.

Every offset is a code point into the original text, `[start, end)`. A date is a `datetime.date`
or None; dates that no calendar holds are None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

Certainty = Literal["stated", "derived", "presumed", "entered"]
EvidenceSource = Literal["text", "page", "name"]
EndsReason = Literal["date", "term", "plan_period", "declared", "repealed"]
SourceKind = Literal["gazette", "issuer", "portal", "register", "other", "mirror"]
RelationKind = Literal[
    "cites",
    "based_on",
    "repeals",
    "declares_void",
    "amends",
    "replaces",
    "extends",
    "confirms",
    "issues",
    "forwards",
    "interprets",
]
#: whether the document that a relation names is known
ResolutionState = Literal["resolved", "open", "ambiguous"]
#: what a positive list does to what it leaves out
PositiveKind = Literal["repeals", "declares_void"]
StatusBasis = Literal[
    "term_running",
    "no_adverse_evidence",
    "listed",
    "register",
    "entered",
    "expired",
    "repealed",
    "declared_void",
    "presumed",
    "not_yet",
]
FactName = Literal[
    "title",
    "number",
    "registration_number",
    "index_number",
    "issuer",
    "signed",
    "promulgated",
    "published",
    "printed",
    "effective",
    "ends",
    "term",
    "plan_period",
    "open_end",
    "scope",
    "level",
    "kind",
    "form",
    "region",
    "normative",
    "addressee",
    "subject",
    "note",
    "marked",
    "source_kind",
]
#: what a person should look at
DocumentFlag = Literal[
    "same_number",
    "spun_copy",
    "extended_after_end",
    "confirmed_after_end",
    "conditional_end",
    "listed_differs",
]


class Status(StrEnum):
    """时效性 of a document on a day."""

    NOT_YET = "尚未生效"
    IN_FORCE = "现行有效"
    PARTLY_VOID = "部分失效"
    EXPIRED = "失效"
    REPEALED = "已废止"
    TO_VERIFY = "期满待核"
    UNKNOWN = "未知"

    @property
    def in_force(self) -> bool | None:
        """True while it binds, False when it does not, None when nobody can say."""
        if self in (Status.IN_FORCE, Status.PARTLY_VOID):
            return True
        return None if self in (Status.TO_VERIFY, Status.UNKNOWN) else False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact stands: `text[start:end] == quote`; on a page or in a name without offsets.
    `confidence`: of the recognition of a picture that it rests on, 0 to 1; None: it is text."""

    where: EvidenceSource
    quote: str
    start: int | None = None
    end: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a document, by which rule, on what evidence. `value`: dates as ISO."""

    name: FactName
    value: str
    certainty: Certainty
    rule: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Target:
    """What a relation points at, as the text names it: canonical number, title without 《》."""

    number: str | None = None
    title: str | None = None
    provision: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie to another document. `effect`: the day a repeal acts (None: the document's own
    effective date). `until`, or `years` and `months`: what an extension grants. `condition`: on
    which a declaration depends (逾期未公布的)."""

    kind: RelationKind
    target: Target
    evidence: Evidence
    effect: date | None = None
    until: date | None = None
    years: int | None = None
    months: int | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True)
class PositiveList:
    """凡未列入继续有效目录的一律废止: what a decision that lists what stays does to the rest.

    `organs`: the names of those whose normative documents it speaks of, simplified; `until`: the
    last day of their making, None: before the decision; `effect` as a relation's.
    """

    kind: PositiveKind
    organs: tuple[str, ...]
    until: date | None
    effect: date | None
    evidence: Evidence


class Provision(NamedTuple):  # a third of a frozen dataclass's time: a law has hundreds
    """A node of the outline (编, 章, 节, 条, or 一、 (一) 1.).

    `address` is unique in a revision: `第三条`, `第一章`, `三/(二)/4`, `附件1/第三条`; chapters are
    no part of an article's address. `start`/`end` span the heading and all below it.
    """

    address: str
    heading: str
    start: int
    end: int
    children: tuple[Provision, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """An attached document inside a revision; `address` begins those of its provisions."""

    title: str
    form: str | None
    address: str
    start: int
    end: int
    ends: Ends | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """Six different dates of one notice (FACTS.md)."""

    signed: date | None = None
    promulgated: date | None = None
    published: date | None = None
    printed: date | None = None


@dataclass(frozen=True, slots=True)
class Ends:
    """The last day in force. `latest`: a day later where portals would count so, else None."""

    value: date
    certainty: Certainty
    reason: EndsReason
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class OwnPart:
    """An attached document, and its own end where its text states one."""

    address: str
    ends: Ends | None


@dataclass(frozen=True, slots=True)
class ValidityClaims:
    """What a document itself says of its validity, whatever others did to it. `marked`: how its
    title or page marks it; `evidence`: the fact that says when it ends, None where none does."""

    ends: Ends | None
    marked: Status | None
    parts: tuple[OwnPart, ...]
    evidence: Fact | None


@dataclass(frozen=True, slots=True)
class Cut:
    """What cleaning took away, and by which rule."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page offers beside the text. `href`: its address as the page writes it;
    `url`: the whole one, where the page's own is known."""

    name: str
    url: str | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class RecognisedSpan:
    """A stretch of the text that was read from a picture: of page `page`, counted from 1, with a
    mean confidence from 0 to 1."""

    page: int
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell of a table, one line or several; all counted from 0. A cell over
    several rows or columns is named by its first one; empty ones are left out."""

    table: int
    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """What ingestion made of one input, before it is known which document that is."""

    title: str
    text: str
    simplified: str
    printed_numbers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    registration_number: str | None = None
    index_number: str | None = None
    issuers: tuple[str, ...] = ()
    level: str | None = None
    kind: str | None = None
    form: str | None = None
    region: str | None = None
    addressees: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    normative: bool | None = None
    dates: Dates = field(default_factory=Dates)
    effective: date | None = None
    effective_certainty: Certainty | None = None
    ends: Ends | None = None
    #: the title or page marks it so: 【已失效】, （已废止）
    marked: Status | None = None
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()
    positive_lists: tuple[PositiveList, ...] = ()
    outline: tuple[Provision, ...] = ()
    parts: tuple[Part, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    cuts: tuple[Cut, ...] = ()
    recognised: tuple[RecognisedSpan, ...] = ()
    cells: tuple[Cell, ...] = ()
    url: str | None = None
    source_kind: SourceKind = "other"
