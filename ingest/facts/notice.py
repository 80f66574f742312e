"""What the rules of facts look at, and how they state what they found."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzers.chinese_script import to_simplified
from corpus.model.domain_types import Certainty, Evidence, Fact, FactName
from ingest.clean.metadata_labels import label_kind
from ingest.facts.promulgation_events import Promulgation
from ingest.page_types import Label, Layout, Page, Role, RoleSpan

_SPACE = re.compile(r"\s+")
#: characters set apart to fill a line: 的 通 知
_SPREAD = re.compile(r"(?: [\u4e00-\u9fff](?= |$)){2,}| (?=[\u4e00-\u9fff]$)")


@dataclass(frozen=True, slots=True)
class Notice:
    """A cleaned notice, taken apart. `simplified` has the length of `text`.

    `heading`: the page's own title above it; `name`: the file's name without folders;
    `promulgation`: where it is known already and need not be found in the text.
    """

    text: str
    simplified: str
    layout: Layout
    page: Page
    name: str
    labels: tuple[Label, ...] = ()
    heading: str | None = None
    promulgation: Promulgation | None = None

    @property
    def own_end(self) -> int:
        """Where the notice itself ends: before its attached documents."""
        return min((part.start for part in self.layout.parts), default=len(self.text))

    def spans(self, role: Role) -> tuple[RoleSpan, ...]:
        """The spans of one role in the notice itself; those of the attached where it has none."""
        every = self.layout.spans_of(role)
        return tuple(span for span in every if span.start < self.own_end) or every

    def first_label(self, kind: str) -> Label | None:
        """The first pair of the metadata block that tells `kind` and has a value."""
        return next((each for each in self.labels_of(kind)), None)

    def labels_of(self, kind: str) -> list[Label]:
        return [
            each for each in self.labels if label_kind(each.name) == kind and each.value.strip()
        ]

    def quote(self, start: int, end: int) -> Evidence:
        """The text between two offsets as evidence, white space at the edges left out."""
        quoted = self.text[start:end]
        start += len(quoted) - len(quoted.lstrip())
        quoted = quoted.strip()
        return Evidence("text", quoted, start, start + len(quoted))


def page_evidence(label: Label) -> Evidence:
    """A pair of the metadata block as evidence."""
    return Evidence("page", label.quote)


def fact(
    name: FactName,
    value: str,
    rule: str,
    evidence: Evidence | None,
    certainty: Certainty = "stated",
) -> Fact:
    return Fact(name, value, certainty, rule, evidence)


def one_line(text: str) -> str:
    r"""Printed on several lines, said on one: breaks go, other white space becomes one space.

    >>> one_line(" 广州市人民政府关于印发\n  节水办法 的 通 知 ")
    '广州市人民政府关于印发节水办法的通知'
    """
    return "".join(_join_spread_characters(line) for line in text.split("\n"))


def _join_spread_characters(line: str) -> str:
    """长 春 市 人 民 政 府, alone on its line, before the next line follows."""
    return _SPREAD.sub(lambda match: match[0].replace(" ", ""), _SPACE.sub(" ", line.strip()))


def compact_simplified(text: str) -> str:
    """Simplified, without any white space: what patterns for short strings look at.

    >>> compact_simplified("國 務 院")
    '国务院'
    """
    return _SPACE.sub("", to_simplified(text))
