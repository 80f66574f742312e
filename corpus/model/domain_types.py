"""The domain's types: what ingestion finds in a text, and what the store knows of a document.

Every offset is a code point into the original text, `[start, end)`. A date is a `datetime.date` or
None; dates that no calendar holds are None."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

Certainty = Literal["stated", "derived", "presumed", "entered"]
EvidenceSource = Literal["text", "page", "name"]
EndsReason = Literal["date", "term", "plan_period", "declared", "repealed"]
SourceKind = Literal["gazette", "issuer", "portal", "register", "other", "mirror"]
#: whence a URL is known: it was fetched from there, its submitter declared it, its page states it
UrlBasis = Literal["fetched", "declared", "stated"]
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
#: whether the document that a relation names is known (docs/contract.md, "Relations")
ResolutionState = Literal["resolved", "open", "ambiguous"]
#: what a positive list does to the documents that it does not list
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
    "superseded",
    "draft",
]
#: whence the day is known from which a text of a law is the wording that binds
TextBasis = Literal["original", "amended", "revised", "register", "name", "entered"]
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
    "text_day",
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
    "list_item",
    "list_count",
    "misprinted_day",
    "source_kind",
]
#: what a person should check in a document (docs/contract.md, "Flags")
DocumentFlag = Literal[
    "same_number",
    "spun_copy",
    "extended_after_end",
    "confirmed_after_end",
    "conditional_end",
    "listed_differs",
    "misprinted_day",
]


class Status(StrEnum):
    """时效性, the status of a document on a day."""

    NOT_YET = "尚未生效"
    IN_FORCE = "现行有效"
    PARTLY_VOID = "部分失效"
    SUPERSEDED = "已被修改"
    EXPIRED = "失效"
    REPEALED = "已废止"
    DRAFT = "草案"
    TO_VERIFY = "期满待核"
    UNKNOWN = "未知"

    @property
    def in_force(self) -> bool | None:
        """Whether a document with this status binds, or None where that is not known."""
        if self in (Status.IN_FORCE, Status.PARTLY_VOID):
            return True
        return None if self in (Status.TO_VERIFY, Status.UNKNOWN) else False


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words on which a fact rests, and where they stand: `text[start:end] == quote`.

    Words of a page or of a file's name have no offsets. `confidence`: of the character recognition,
    0 to 1, where the words were read from a picture; otherwise None."""

    where: EvidenceSource
    quote: str
    start: int | None = None
    end: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a document, with the rule that found it and its evidence; dates in `value` are
    ISO."""

    name: FactName
    value: str
    certainty: Certainty
    rule: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a relation as the text names it: canonical number, title without 《》."""

    number: str | None = None
    title: str | None = None
    provision: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another document.

    `effect`: the day from which a repeal acts, None for the document's own effective date. `until`,
    or `years` and `months`: the extension that is granted. `condition`: the condition of a
    declaration (逾期未公布的), None where it has none."""

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
    """What a decision does to the documents that it does not list: 凡未列入继续有效目录的一律废止.

    `organs`: simplified names of the organs whose normative documents it concerns. `until`: the
    last day on which these were made, None for any day before the decision. `effect`: as in
    Relation."""

    kind: PositiveKind
    organs: tuple[str, ...]
    until: date | None
    effect: date | None
    evidence: Evidence


# a NamedTuple, made in a third of a frozen dataclass's time: a law has hundreds of provisions
class Provision(NamedTuple):
    """A node of the outline (编, 章, 节, 条, or 一、 (一) 1.), with its heading and all below it at
    `[start, end)`.

    `address` is unique in a revision: `第三条`, `第一章`, `三/(二)/4`, `附件1/第三条`. Chapters are
    no part of an article's address."""

    address: str
    heading: str
    start: int
    end: int
    children: tuple[Provision, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """An attached document inside a revision, at code points `[start, end)` of the revision's text.

    `address` (附件1) is the first step of the addresses of its provisions."""

    title: str
    form: str | None
    address: str
    start: int
    end: int
    ends: Ends | None = None
    #: the fact that states its end
    ends_fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a document other than `effective` and `ends` (docs/contract.md, "Dates")."""

    signed: date | None = None
    promulgated: date | None = None
    published: date | None = None
    printed: date | None = None


@dataclass(frozen=True, slots=True)
class TextClaims:
    """What a text states of its place among the texts of its law.

    `day`: on which this wording was made: the last amendment that it names, else its adoption or
    publication; None where it names none. `history`: the days of all acts that made or amended it,
    in order."""

    day: date | None = None
    basis: TextBasis | None = None
    history: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Ends:
    """The last day in force. `latest`: a day later where portals would count so, else None."""

    value: date
    certainty: Certainty
    reason: EndsReason
    latest: date | None = None


@dataclass(frozen=True, slots=True)
class OwnPart:
    """An attached document, and the end that its own text states, with the fact, or None."""

    address: str
    ends: Ends | None
    evidence: Fact | None = None


@dataclass(frozen=True, slots=True)
class ValidityClaims:
    """What a document itself states of its validity, without what others did to it.

    `marked`: the status that its title or page marks. `evidence`: the fact that states when it
    ends, None where there is none. `marked_since`: the first day of the mark where it states
    one. `entered`: the status that a person entered, which wins over all else."""

    ends: Ends | None
    marked: Status | None
    parts: tuple[OwnPart, ...]
    evidence: Fact | None
    marked_since: date | None = None
    entered: Status | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that cleaning removed, and the rule that removed it."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that a page offers beside its text.

    `href`: the link as the page writes it. `url`: the absolute URL, None where the page's own is
    unknown."""

    name: str
    url: str | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class RecognisedSpan:
    """A span of the text that was read from a picture, in code points of the revision's text.

    `page` is counted from 1. `confidence` is the mean, from 0 to 1."""

    page: int
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Cell:
    """The content of a cell of a table, one line or several, at code points of the revision's text.

    `table`, `row` and `column` are counted from 0. A cell over several rows or columns has the
    numbers of its first ones. Empty cells are left out."""

    table: int
    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """What ingestion read from one input, before it is known which document that is."""

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
    #: the status that the title or page marks, and since when: 【已失效】, （2021年1月1日废止）
    marked: Status | None = None
    marked_since: date | None = None
    text_claims: TextClaims = field(default_factory=TextClaims)
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()
    positive_lists: tuple[PositiveList, ...] = ()
    outline: tuple[Provision, ...] = ()
    parts: tuple[Part, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    cuts: tuple[Cut, ...] = ()
    recognised: tuple[RecognisedSpan, ...] = ()
    cells: tuple[Cell, ...] = ()
    stated_url: str | None = None
    source_kind: SourceKind = "other"
