"""The types passed between the steps of reading: a page of blocks, a cleaned text, its layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from corpus.model.domain_types import Attachment, Cell, Cut, Part, Provision, RecognisedSpan

FileFormat = Literal[
    "html", "text", "markdown", "word", "rtf", "ofd", "pdf", "image", "record", "sheet"
]
BlockKind = Literal["heading", "paragraph", "cell"]


class Block(NamedTuple):  # one for each line: a frozen dataclass would take three times as long
    """One line of a page: a heading, a paragraph, or a paragraph of a table cell.

    * `level`: 1 to 6 for a heading, else 0.
    * `link_share`: the share of its characters that are in links, 0 to 1.
    * `table`: (table, row, column) of its cell, each counted from 0; None outside of tables.
    * `element_path`: a number for each element around it, outermost first, so that blocks of one
      container begin alike.
    * `recognised_spans`: the spans of `text` that were recognised in pictures."""

    block_kind: BlockKind
    text: str
    level: int = 0
    link_share: float = 0.0
    centered: bool = False
    table: tuple[int, int, int] | None = None
    element_path: tuple[int, ...] = ()
    recognised_spans: tuple[RecognisedSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """A pair of a page's metadata block, such as 发文字号 → 穗府〔2015〕26号.

    `quote` is the line that states it."""

    name: str
    value: str
    quote: str


@dataclass(frozen=True, slots=True)
class Page:
    """An input as its reader parsed it; nothing is cleaned or judged yet.

    * `meta`: name → content of the page's metadata.
    * `attachments`: the files that the page offers.
    * `fetched_url`: the URL that it was fetched from; None for bytes that somebody handed over.
    * `stated_url`: the URL that it states for itself, which anybody can write.
    * `labels`: the metadata that stand apart from the text, as above a Markdown file.
    * `cuts`: what the reader removed or replaced: stray characters, running headers."""

    file_format: FileFormat
    blocks: tuple[Block, ...]
    title: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    fetched_url: str | None = None
    stated_url: str | None = None
    labels: tuple[Label, ...] = ()
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class CleanedText:
    """The text of the notice, after the furniture of its page was cut.

    * `cuts`: what was cut, each with its rule.
    * `labels`: the page's metadata, read before they were cut.
    * `heading`: the page's own title above the text.
    * `recognised_spans`: the spans of `text` that were recognised in pictures.
    * `cells`: the cells of its tables, as spans of `text`."""

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
    """The span `[start, end)` of a text that plays a role: its number line, title or signature.

    Offsets are code points."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The spans, the outline and the parts of a notice.

    * `spans`: in printed order, not overlapping; a title on several lines is one span.
    * `outline`: the provisions of the text and of its parts.
    * `parts`: the documents that the notice issues, each with a title of its own."""

    spans: tuple[RoleSpan, ...]
    outline: tuple[Provision, ...]
    parts: tuple[Part, ...]

    def spans_of(self, role: Role) -> tuple[RoleSpan, ...]:
        """The spans of one role, in printed order."""
        return tuple(span for span in self.spans if span.role == role)


class UnreadableError(Exception):
    """Raised for an input that cannot be read; its text is the reason in Chinese."""


class UnrecognisedScanError(UnreadableError):
    """Raised for a scan that needs the extra `fagui[ocr]`; each later ingest tries it again."""
