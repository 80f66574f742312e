"""What passes between the steps of ingestion: a page of blocks, a clean text, its layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from corpus.model.domain_types import Attachment, Cell, Cut, Part, Provision, RecognisedSpan

FileFormat = Literal[
    "html", "text", "markdown", "word", "rtf", "ofd", "pdf", "image", "record", "sheet"
]
BlockKind = Literal["heading", "paragraph", "cell"]


class Block(NamedTuple):  # a third of a frozen dataclass's time: one for each line
    """One line of a page.

    `link_share`: the share of its characters that stand in links; `level`: 1 to 6 of a heading;
    `table`: (table, row, column) of a cell, counted from 0; `element_path`: a number for each
    element around it, so that blocks of one container begin alike; `recognised_spans`: the
    stretches of `text` that were read from pictures.
    """

    block_kind: BlockKind
    text: str
    level: int = 0
    link_share: float = 0.0
    centered: bool = False
    table: tuple[int, int, int] | None = None
    element_path: tuple[int, ...] = ()
    recognised_spans: tuple[RecognisedSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """An input as read, nothing judged yet.

    `source_url`: the URL the page states of itself; `cuts`: characters that reading had to
    take out or replace.
    """

    file_format: FileFormat
    blocks: tuple[Block, ...]
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    source_url: str | None = None
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A pair of a page's metadata block: 发文字号 → 穗府〔2015〕26号, and its line."""

    name: str
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class CleanedText:
    """The notice alone. `heading`: the page's own title above it; `labels`: read before cutting;
    `recognised_spans`: the stretches of `text` that were read from pictures; `cells`: of its
    tables."""

    text: str
    cuts: tuple[Cut, ...]
    labels: tuple[Label, ...] = ()
    heading: str | None = None
    recognised_spans: tuple[RecognisedSpan, ...] = ()
    cells: tuple[Cell, ...] = ()


Role = Literal[
    "number",
    "title",
    "note",
    "addressee",
    "body",
    "signature",
    "date",
    "part_title",
    "part",
    "annex_list",
    "copy_to",
    "print_line",
    "promulgation",
]


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A stretch of the text that plays a role: the number line, the title, the signature."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The notice taken apart.

    Spans in printed order, not overlapping; a title on several lines is one span. `outline` covers
    text and parts.
    """

    spans: tuple[RoleSpan, ...]
    outline: tuple[Provision, ...]
    parts: tuple[Part, ...]

    def spans_of(self, role: Role) -> tuple[RoleSpan, ...]:
        """The spans of one role, in order."""
        return tuple(span for span in self.spans if span.role == role)


class UnreadableError(Exception):
    """Why an input cannot be read, in words for people; it is set aside with them."""


class UnrecognisedScanError(UnreadableError):
    """A scan that could be read where the extra for it is installed: to be tried again."""
