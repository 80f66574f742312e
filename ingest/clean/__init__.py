"""Cleaning cuts everything on a page that is not the notice, and lists each cut with its rule.

Besides these cuts no character changes (docs/contract.md, "Text").
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from analyzers.chinese_script import squeeze, to_simplified
from corpus.model.domain_types import Cut
from ingest import line_shapes
from ingest.clean.cell_spans import cell_spans
from ingest.clean.cleaning_report import (
    GLOSS_RULE,
    HEADING_RULE,
    NoticeLines,
    assemble_cleaned,
)
from ingest.clean.furniture_rules import RuleStrength
from ingest.clean.label_names import label_kind
from ingest.clean.locate_notice import find_core, find_head_lines
from ingest.clean.metadata_labels import find_labels
from ingest.clean.notice_core import NoticeCore
from ingest.clean.notice_end import find_tail_lines
from ingest.clean.notice_signs import is_notice
from ingest.clean.other_papers import reason_for_none
from ingest.clean.pinyin_glosses import without_glosses
from ingest.clean.recognised_spans import recognised_spans
from ingest.clean.squeezed_lines import SqueezedLine, lines_of
from ingest.clean.title_and_heading import (
    best_page_title,
    find_head_start,
    find_page_heading,
    find_title_lines,
    repeated_title,
    stated_titles,
    with_number,
)
from ingest.page_types import CleanedText, Page, UnreadableError

_NO_NOTICE = "页面中没有公文：找不到标题、发文字号、主送机关、条文或落款"
#: meta tags in which content systems keep the title
_TITLE_TAGS = ("ArticleTitle", "og:title", "title", "Title")
#: the heaviest run of lines may be a summary or a comment, and the notice the next heaviest
_ATTEMPTS = 3


def clean(page: Page) -> CleanedText:
    """The cleaned notice of a page, one line of text for each printed line.

    Source: docs/contract.md, "Text". Raises `UnreadableError` where the page has no notice, or
    where it is an empty template, an invoice or a contract.
    """
    reason = reason_for_none([block.text for block in page.blocks])
    if reason is not None:
        raise UnreadableError(reason)
    return _clean_whole(page) if _is_whole(page) else _clean_notice(page)


def _is_whole(page: Page) -> bool:
    """Whether every block of a page belongs to the notice.

    Markdown that begins with its title was made by hand or for a collection of laws. An office file
    holds only the notice, unless it is a printed web page with furniture and labels.
    """
    if page.file_format in ("word", "rtf", "ofd", "pdf", "image"):
        lines = lines_of(page.blocks)
        furniture = any(line.rule and line.rule.strength > RuleStrength.HINT for line in lines)
        return not furniture and not find_labels(lines)
    return page.file_format == "markdown" and page.blocks[0].level == 1


def _clean_whole(page: Page) -> CleanedText:
    """The cleaned notice of a page that holds nothing else."""
    if "info" not in page.meta and not is_notice([line.squeezed for line in lines_of(page.blocks)]):
        raise UnreadableError(_NO_NOTICE)
    again = repeated_title(page)
    blocks = [block for index, block in enumerate(page.blocks) if index not in again]
    cuts = [Cut(HEADING_RULE, "\n".join(page.blocks[i].text for i in again))] if again else []
    joined = "\n".join([block.text for block in blocks])
    goes_on = [False] * len(blocks)
    text, glosses = without_glosses(joined)
    return CleanedText(
        text,
        (*page.cuts, *cuts, *(Cut(GLOSS_RULE, gloss) for gloss in glosses)),
        page.labels,
        page.title if page.labels else None,
        recognised_spans=recognised_spans(blocks, goes_on, joined),
        cells=cell_spans(blocks, goes_on, joined),
    )


def _clean_notice(page: Page) -> CleanedText:
    """The cleaned notice of a page that also holds furniture."""
    lines = lines_of(page.blocks)
    labels = find_labels(lines)
    labelled = {index for found in labels for index in found.lines}
    named = [
        squeeze(to_simplified(found.label.value))
        for found in labels
        if label_kind(found.label.name) == "title"
    ]
    stated = stated_titles(
        squeeze(to_simplified(page.title)), [*named, *_titles_of_page(page, lines)]
    )
    numbered = any(label_kind(each.label.name) == "number" and each.label.value for each in labels)
    page_title = best_page_title(page.title, [page.meta.get(tag) for tag in _TITLE_TAGS])
    spent: set[int] = set()
    for _ in range(_ATTEMPTS):
        core = find_core(lines, labelled, spent, stated, html=page.file_format == "html")
        if core is None:
            break
        notice_lines = _notice_lines(lines, core, labelled, stated)
        printed = [lines[i].squeezed for i in notice_lines.indexes]
        if numbered or is_notice([*printed, squeeze(to_simplified(page_title)), *named]):
            return assemble_cleaned(page, lines, notice_lines, labels, page_title)
        spent.update(range(core.first, core.last + 1))
    raise UnreadableError(_NO_NOTICE)


def _notice_lines(
    lines: Sequence[SqueezedLine],
    core: NoticeCore,
    labelled: AbstractSet[int],
    stated: AbstractSet[str],
) -> NoticeLines:
    """The lines of the notice, from its head to its last line, and those of the page's heading."""
    above = find_head_lines(lines, core.first, labelled, stated)
    title = find_title_lines(lines, above, stated) if above else None
    start = find_head_start(lines, above, title)
    first = core.first if start is None else start
    heading = find_page_heading(lines, first, stated, labelled)
    indexes = [
        i
        for i in range(first, core.last + 1)
        if i in (title or ()) or not _is_furniture(lines[i], core)
    ]
    indexes += find_tail_lines(lines, core, labelled)
    if title is not None or heading is None:
        return NoticeLines(indexes, first, heading, has_title=title is not None)
    if _prints_heading(lines, indexes, heading):
        return NoticeLines(indexes, first, heading, has_title=True)
    return NoticeLines(with_number(lines, heading) + indexes, first, None, has_title=True)


def _titles_of_page(page: Page, lines: Sequence[SqueezedLine]) -> list[str]:
    """The titles that meta tags and headings give the page, squeezed."""
    titles = [squeeze(to_simplified(page.meta.get(tag, ""))) for tag in _TITLE_TAGS]
    titles += [line.squeezed for line in lines if line.block.level == 1 and not line.is_link]
    return titles


def _is_furniture(line: SqueezedLine, core: NoticeCore) -> bool:
    """Whether a line among the notice's lines belongs to the page and is cut.

    A line that no notice prints is cut anywhere. A tool of the page is cut where it is a link or
    outside the element of the running text; a line without a rule where it is both.
    """
    if line.rule is None:
        return line.is_link and core.has_surroundings and not core.contains(line)
    if line.rule.strength is RuleStrength.NEVER:
        return True
    apart = line.is_link or (core.has_surroundings and not core.contains(line))
    return apart and line.rule.strength > RuleStrength.HINT


def _prints_heading(lines: Sequence[SqueezedLine], indexes: Sequence[int], heading: range) -> bool:
    """Whether the notice itself prints the heading's words on one or two lines, as orders do."""
    title = line_shapes.comparable_title("".join(lines[i].squeezed for i in heading))
    own = [line_shapes.comparable_title(lines[i].squeezed) for i in indexes]
    pairs = (above + below for above, below in pairwise(own))
    return title in own or title in pairs
