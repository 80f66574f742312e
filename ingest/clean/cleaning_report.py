"""The result of cleaning: the notice's text, and a report of each cut with its rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus.model.domain_types import Cut
from ingest import line_shapes
from ingest.clean.cell_spans import cell_spans
from ingest.clean.metadata_labels import DATE_NAME, LocatedLabel
from ingest.clean.pinyin_glosses import without_glosses
from ingest.clean.recognised_spans import recognised_spans
from ingest.clean.squeezed_lines import SqueezedLine
from ingest.clean.wrapped_lines import find_wrapped_lines
from ingest.page_types import CleanedText, Page

GLOSS_RULE = "拼音注音"
WRAP_RULE = "句中换行"
#: how many characters on each side of a removed line break the report quotes
_QUOTED_SIDES = 6
HEADING_RULE, _LABEL_RULE, _LINK_RULE, _OTHER_RULE = (
    "页面标题",
    "元数据",
    "导航链接",
    "正文以外",
)
#: in lines: a date without a label that is further above the text belongs to something else
_FILES_RULE = "附件下载"
_DATE_REACH = 12


@dataclass(frozen=True, slots=True)
class NoticeLines:
    """The lines of the notice, as line numbers of its page.

    `indexes`: the notice's lines. `first`: the first of them below the page's heading. `heading`:
    the lines of the page's heading, where they are cut. `has_title`: whether the lines of the
    notice include a title.
    """

    indexes: list[int]
    first: int
    heading: range | None
    has_title: bool


def assemble_cleaned(
    page: Page,
    lines: Sequence[SqueezedLine],
    notice_lines: NoticeLines,
    labels: Iterable[LocatedLabel],
    page_title: str,
) -> CleanedText:
    """The cleaned notice, made of its lines, with a report of all cuts.

    `page_title`: the title in the page's meta tags or title element; it becomes the heading where
    neither the notice has a title nor the page a heading.
    """
    notice_indexes = set(notice_lines.indexes)
    outside = [each for each in labels if _is_metadata(each, notice_indexes, notice_lines.first)]
    labelled = {index for located in outside for index in located.lines}
    rules = _rules_by_line(lines, notice_indexes, notice_lines.heading, labelled)
    cuts = [
        Cut(rule, "\n".join(line.text for line, _ in group))
        for rule, group in groupby(zip(lines, rules, strict=True), key=lambda pair: pair[1])
        if rule is not None
    ]
    printed = [lines[i] for i in notice_lines.indexes]
    blocks = [line.block for line in printed]
    wrapped = find_wrapped_lines(printed)
    joined = "".join(
        line.text if goes_on else f"{line.text}\n"
        for line, goes_on in zip(printed, wrapped, strict=True)
    ).rstrip("\n")
    text, glosses = without_glosses(joined)
    cuts += [
        Cut(WRAP_RULE, f"{line.text[-_QUOTED_SIDES:]}\n{below.text[:_QUOTED_SIDES]}")
        for (line, below), goes_on in zip(pairwise(printed), wrapped, strict=False)
        if goes_on
    ]
    heading = "".join(lines[i].text for i in notice_lines.heading or ())
    return CleanedText(
        text,
        (*page.cuts, *cuts, *(Cut(GLOSS_RULE, gloss) for gloss in glosses)),
        labels=(*page.labels, *(located.label for located in outside)),
        heading=heading or (None if notice_lines.has_title else page_title or None),
        recognised_spans=recognised_spans(blocks, wrapped, joined),
        cells=cell_spans(blocks, wrapped, joined),
    )


def _is_metadata(located: LocatedLabel, notice_indexes: AbstractSet[int], first: int) -> bool:
    """Whether a label belongs to the page: none of its lines is one of the notice's.

    A date without a label must also be close above the first line of the notice.
    """
    if not notice_indexes.isdisjoint(located.lines):
        return False
    return located.label.name != DATE_NAME or 0 < first - located.lines[0] <= _DATE_REACH


def _rules_by_line(
    lines: Sequence[SqueezedLine],
    notice_indexes: AbstractSet[int],
    heading: range | None,
    labelled: AbstractSet[int],
) -> list[str | None]:
    """For each line, the Chinese name of the rule by which it is cut; None for the notice's lines.

    A line that no rule matches belongs to the furniture above it, as the items below 相关文件 do.
    """
    rules: list[str | None] = []
    above = _OTHER_RULE
    for index, line in enumerate(lines):
        if index in notice_indexes:
            rules.append(None)
            above = _OTHER_RULE
            continue
        rule = _rule_name(line, index, heading, labelled)
        if rule == _OTHER_RULE:
            rules.append(above)
        else:
            rules.append(rule)
            above = above if rule in (HEADING_RULE, _LABEL_RULE) else rule
    return rules


def _rule_name(
    line: SqueezedLine, index: int, heading: range | None, labelled: AbstractSet[int]
) -> str:
    """The Chinese name of the rule that matches a line outside the notice."""
    if heading is not None and index in heading:
        return HEADING_RULE
    if index in labelled:
        return _LABEL_RULE
    if line.rule is not None:
        return line.rule.name
    if line.is_link:
        return _LINK_RULE
    return _FILES_RULE if line_shapes.ANNEX_LABEL.match(line.squeezed) else _OTHER_RULE
