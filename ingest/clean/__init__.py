"""A page becomes the notice alone: what is cut is listed with the rule, nothing else is changed."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from analyzers.chinese_script import squeeze, to_simplified
from corpus.model.domain_types import Cut
from ingest import line_shapes
from ingest.clean.cell_spans import cell_spans
from ingest.clean.cleaning_report import GLOSS_RULE, NoticeLines, assemble_cleaned
from ingest.clean.furniture_rules import RuleStrength
from ingest.clean.locate_notice import NoticeCore, find_core, find_head_lines, find_last_line
from ingest.clean.metadata_labels import LocatedLabel, find_labels, label_kind
from ingest.clean.notice_signs import is_notice
from ingest.clean.pinyin_glosses import without_glosses
from ingest.clean.recognised_spans import recognised_spans
from ingest.clean.squeezed_lines import SqueezedLine, lines_of
from ingest.clean.title_and_heading import (
    best_page_title,
    find_head_start,
    find_page_heading,
    find_title_lines,
    stated_titles,
    with_number,
)
from ingest.page_types import CleanedText, Page, UnreadableError
from ingest.read.common.stray_characters import REPLACEMENT, UNDECODABLE_RULE

_NO_NOTICE = "页面中没有公文：找不到标题、发文字号、主送机关、条文或落款"
#: meta tags in which content systems keep the title
_TITLE_TAGS = ("ArticleTitle", "og:title", "title", "Title")
#: the heaviest stretch may be a summary or a comment, the notice the next
_ATTEMPTS = 3


def clean(page: Page) -> CleanedText:
    """The notice on a page, line by line as printed.

    Raises `UnreadableError` where there is none.
    """
    cleaned = _clean_whole(page) if _is_whole(page) else _clean_notice(page)
    if REPLACEMENT in cleaned.text and any(cut.rule == UNDECODABLE_RULE for cut in page.cuts):
        raise UnreadableError("编码已损坏：公文正文里有无法解码的字节")
    return cleaned


def _is_whole(page: Page) -> bool:
    """Markdown that begins with its title was made by hand or for a collection of laws. Office
    files are the notice itself, unless they print a web page with its furniture and labels."""
    if page.file_format in ("word", "rtf", "ofd", "pdf", "image"):
        lines = lines_of(page.blocks)
        furniture = any(line.rule and line.rule.strength > RuleStrength.HINT for line in lines)
        return not furniture and not find_labels(lines)
    return page.file_format == "markdown" and page.blocks[0].level == 1


def _clean_whole(page: Page) -> CleanedText:
    if "info" not in page.meta and not is_notice([line.squeezed for line in lines_of(page.blocks)]):
        raise UnreadableError(_NO_NOTICE)
    joined = "\n".join([block.text for block in page.blocks])
    goes_on = [False] * len(page.blocks)
    text, glosses = without_glosses(joined)
    return CleanedText(
        text,
        (*page.cuts, *(Cut(GLOSS_RULE, gloss) for gloss in glosses)),
        recognised_spans=recognised_spans(page.blocks, goes_on, joined),
        cells=cell_spans(page.blocks, goes_on, joined),
    )


def _clean_notice(page: Page) -> CleanedText:
    lines = lines_of(page.blocks)
    labels = find_labels(lines)
    labelled = {index for found in labels for index in found.lines}
    stated = stated_titles(squeeze(to_simplified(page.title)), _titles_of_page(page, lines, labels))
    numbered = any(label_kind(each.label.name) == "number" and each.label.value for each in labels)
    page_title = best_page_title(page.title, [page.meta.get(tag) for tag in _TITLE_TAGS])
    spent: set[int] = set()
    for _ in range(_ATTEMPTS):
        core = find_core(lines, labelled, spent, stated, html=page.file_format == "html")
        if core is None:
            break
        notice_lines = _notice_lines(lines, core, labelled, stated)
        printed = [lines[i].squeezed for i in notice_lines.indexes]
        if numbered or is_notice([*printed, squeeze(to_simplified(page_title))]):
            return assemble_cleaned(page, lines, notice_lines, labels, page_title)
        spent.update(range(core.first, core.last + 1))
    raise UnreadableError(_NO_NOTICE)


def _notice_lines(
    lines: Sequence[SqueezedLine],
    core: NoticeCore,
    labelled: AbstractSet[int],
    stated: AbstractSet[str],
) -> NoticeLines:
    """The lines of the notice around its running text, and the page's heading above them."""
    above = find_head_lines(lines, core.first, labelled)
    title = find_title_lines(lines, above, stated) if above else None
    start = find_head_start(lines, above, title)
    first = core.first if start is None else start
    heading = find_page_heading(lines, first, stated, labelled)
    last = find_last_line(lines, core, labelled)
    indexes = [i for i in range(first, last + 1) if not _is_furniture(lines[i], core)]
    if title is not None or heading is None:
        return NoticeLines(indexes, first, heading, has_title=title is not None)
    if _prints_heading(lines, indexes, heading):
        return NoticeLines(indexes, first, heading, has_title=True)
    return NoticeLines(with_number(lines, heading) + indexes, first, None, has_title=True)


def _titles_of_page(
    page: Page, lines: Sequence[SqueezedLine], labels: Sequence[LocatedLabel]
) -> list[str]:
    """What headings, meta tags and the metadata block call the page; squeezed."""
    titles = [squeeze(to_simplified(page.meta.get(tag, ""))) for tag in _TITLE_TAGS]
    titles += [
        squeeze(to_simplified(found.label.value))
        for found in labels
        if label_kind(found.label.name) == "title"
    ]
    titles += [line.squeezed for line in lines if line.block.level == 1 and not line.is_link]
    return titles


def _is_furniture(line: SqueezedLine, core: NoticeCore) -> bool:
    """Between the notice's lines only what no notice prints is cut, and tools of the page that
    are links or stand in other elements."""
    if line.rule is None:
        return line.is_link and core.has_surroundings and not core.contains(line)
    if line.rule.strength is RuleStrength.NEVER:
        return True
    apart = line.is_link or (core.has_surroundings and not core.contains(line))
    return apart and line.rule.strength > RuleStrength.HINT


def _prints_heading(lines: Sequence[SqueezedLine], kept: Sequence[int], heading: range) -> bool:
    """Whether the notice itself prints the heading's words as a line or two (orders do)."""
    wanted = line_shapes.comparable_title("".join(lines[i].squeezed for i in heading))
    own = [line_shapes.comparable_title(lines[i].squeezed) for i in kept]
    pairs = (one + two for one, two in pairwise(own))
    return wanted in own or wanted in pairs
