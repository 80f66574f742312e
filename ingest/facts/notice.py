"""The notice from which facts are read, and helpers that state facts and their evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzers.chinese_script import to_simplified
from corpus.model.domain_types import Cell, Certainty, Evidence, Fact, FactName
from ingest.clean.label_names import label_kind
from ingest.facts.promulgation_events import Promulgation
from ingest.page_types import Label, Layout, Page, Role, RoleSpan

_SPACE = re.compile(r"\s+")
#: characters with a space between each two of them, to fill a line: 的 通 知
_SPREAD = re.compile(r"(?: [\u4e00-\u9fff](?= |$)){2,}| (?=[\u4e00-\u9fff]$)")


@dataclass(frozen=True, slots=True)
class Notice:
    """A cleaned notice with its layout.

    `simplified` has the length of `text`; offsets are code points of both. `heading`: the page's
    own title above the notice. `name`: the file's name without folders. `promulgation`: the events
    that the source of the file states; None where they are to be read from the text. `cells`: those
    of its tables.
    """

    text: str
    simplified: str
    layout: Layout
    page: Page
    name: str
    labels: tuple[Label, ...] = ()
    heading: str | None = None
    promulgation: Promulgation | None = None
    cells: tuple[Cell, ...] = ()

    @property
    def own_end(self) -> int:
        """The offset at which the notice itself ends and its first attached document begins."""
        return min((part.start for part in self.layout.parts), default=len(self.text))

    def spans(self, role: Role) -> tuple[RoleSpan, ...]:
        """The spans of one role in the notice itself, else those in its attached documents."""
        every = self.layout.spans_of(role)
        return tuple(span for span in every if span.start < self.own_end) or every

    def first_label(self, kind: str) -> Label | None:
        """The first label of a label kind (a key of LABEL_NAMES) that has a value, or None."""
        return next((each for each in self.labels_of(kind)), None)

    def labels_of(self, kind: str) -> list[Label]:
        """The labels of a label kind (a key of LABEL_NAMES) that have a value, in order."""
        return [
            each for each in self.labels if label_kind(each.name) == kind and each.value.strip()
        ]

    def quote(self, start: int, end: int) -> Evidence:
        """The evidence that quotes the text between two offsets, without white space around it."""
        quoted = self.text[start:end]
        start += len(quoted) - len(quoted.lstrip())
        quoted = quoted.strip()
        return Evidence("text", quoted, start, start + len(quoted))


def page_evidence(label: Label) -> Evidence:
    """The evidence that quotes a label of the metadata block."""
    return Evidence("page", label.quote)


def fact(
    name: FactName,
    value: str,
    rule: str,
    evidence: Evidence | None,
    certainty: Certainty = "stated",
) -> Fact:
    """The fact with this value, which is stated unless another certainty is given."""
    return Fact(name, value, certainty, rule, evidence)


def one_line(text: str) -> str:
    r"""The text on one line: line breaks are removed, other white space becomes one space.

    Characters that were spread to fill a line are joined.

    >>> one_line(" 广州市人民政府关于印发\n  节水办法 的 通 知 ")
    '广州市人民政府关于印发节水办法的通知'
    """
    return "".join(_join_spread_characters(line) for line in text.split("\n"))


def _join_spread_characters(line: str) -> str:
    """The line with single spaces and without those in spread characters: 长 春 市 人 民 政 府.

    This runs before lines are joined, as spread characters extend to the end of their line.
    """
    return _SPREAD.sub(lambda match: match[0].replace(" ", ""), _SPACE.sub(" ", line.strip()))


def compact_simplified(text: str) -> str:
    """The text in simplified characters without white space, as patterns for short strings need it.

    >>> compact_simplified("國 務 院")
    '国务院'
    """
    return "".join(to_simplified(text).split())
