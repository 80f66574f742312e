"""A page becomes the notice alone: what is cut is listed with the rule, nothing else is changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby, pairwise

from analyzers.script import squeeze, to_simplified
from corpus.types import Cut
from ingest import marks
from ingest.clean.evidence import is_notice
from ingest.clean.gloss import without_glosses
from ingest.clean.head import head_start, own_title, page_heading, stated_titles
from ingest.clean.labels import FoundLabel, find_labels, kind_of
from ingest.clean.lines import Line, lines_of
from ingest.clean.stretch import common_place, core, head_lines, last_line, weight
from ingest.page import Cleaned, Page, Unreadable
from ingest.read.characters import REPLACEMENT, UNDECODABLE_RULE

_NO_NOTICE = "页面中没有公文：找不到标题、发文字号、主送机关、条文或落款"
#: meta tags in which content systems keep the title
_TITLE_TAGS = ("ArticleTitle", "og:title", "title", "Title")
_HEADING_RULE, _LABEL_RULE, _LINK_RULE, _OTHER_RULE, _GLOSS_RULE = (
    "页面标题",
    "元数据",
    "导航链接",
    "正文以外",
    "拼音注音",
)


def clean(page: Page) -> Cleaned:
    """The notice on a page, line by line as printed. Raises `Unreadable` where there is none."""
    cleaned = _whole(page) if page.format == "markdown" else _notice(page)
    if REPLACEMENT in cleaned.text and any(cut.rule == UNDECODABLE_RULE for cut in page.removed):
        raise Unreadable("编码已损坏：公文正文里有无法解码的字节")
    return cleaned


def _whole(page: Page) -> Cleaned:
    """Markdown was made by hand or by a converter: it holds nothing but the text."""
    text = "\n".join([block.text for block in page.blocks])
    if "info" not in page.meta:
        beginning = [squeeze(to_simplified(block.text)) for block in page.blocks]
        if not is_notice(beginning):
            raise Unreadable(_NO_NOTICE)
    text, glosses = without_glosses(text)
    return Cleaned(text, (*page.removed, *(Cut(_GLOSS_RULE, gloss) for gloss in glosses)))


def _notice(page: Page) -> Cleaned:
    lines = lines_of(page.blocks)
    labels = find_labels(lines)
    labelled = {index for found in labels for index in found.lines}
    html = page.format == "html"
    run = core([weight(line, labelled=i in labelled, html=html) for i, line in enumerate(lines)])
    if run is None:
        raise Unreadable(_NO_NOTICE)
    start, end = run
    place = common_place([line for line in lines[start : end + 1] if line.rule is None])
    last = last_line(lines, end, place, labelled)
    stated = stated_titles(squeeze(to_simplified(page.title)), _said_titles(page, lines, labels))
    above = head_lines(lines, start, labelled)
    title = own_title(lines, above, stated) if above else None
    first = head_start(lines, above, title)
    first = start if first is None else first
    heading = page_heading(lines, first, stated)
    kept = {i for i in range(first, last + 1) if not _is_furniture(lines[i])}
    if title is None and heading is not None and not _stands_in(lines, kept, heading):
        kept.update(heading)
        heading = None
    if not is_notice([lines[i].squeezed for i in sorted(kept)]) and not any(
        kind_of(found.label.name) == "number" and found.label.value for found in labels
    ):
        raise Unreadable(_NO_NOTICE)
    return _cleaned(page, lines, kept, heading, labels)


def _said_titles(page: Page, lines: Sequence[Line], labels: Sequence[FoundLabel]) -> list[str]:
    """What headings, meta tags and the metadata block call the page; squeezed."""
    said = [squeeze(to_simplified(page.meta.get(tag, ""))) for tag in _TITLE_TAGS]
    said += [
        squeeze(to_simplified(found.label.value))
        for found in labels
        if kind_of(found.label.name) == "title"
    ]
    said += [line.squeezed for line in lines if line.block.level == 1 and not line.is_link]
    return said


def _is_furniture(line: Line) -> bool:
    """Inside the notice only what no notice prints is cut, or what a rule knows and a link is."""
    return line.rule is not None and (line.rule.plain or line.is_link)


def _stands_in(lines: Sequence[Line], kept: AbstractSet[int], heading: range) -> bool:
    """Whether the notice itself prints the heading's words as a line or two (orders do)."""
    wanted = marks.plain("".join(lines[i].squeezed for i in heading))
    own = [marks.plain(lines[i].squeezed) for i in sorted(kept)]
    pairs = (one + two for one, two in pairwise(own))
    return wanted in own or wanted in pairs


def _cleaned(
    page: Page,
    lines: Sequence[Line],
    kept: AbstractSet[int],
    heading: range | None,
    labels: Iterable[FoundLabel],
) -> Cleaned:
    outside = [found for found in labels if kept.isdisjoint(found.lines)]
    labelled = {index for found in outside for index in found.lines}
    rules = [
        _rule_of(line, index, heading, labelled) if index not in kept else None
        for index, line in enumerate(lines)
    ]
    cuts = [
        Cut(rule, "\n".join(line.text for line, _ in group))
        for rule, group in groupby(zip(lines, rules, strict=True), key=lambda pair: pair[1])
        if rule is not None
    ]
    text, glosses = without_glosses("\n".join(lines[i].text for i in sorted(kept)))
    return Cleaned(
        text,
        (*page.removed, *cuts, *(Cut(_GLOSS_RULE, gloss) for gloss in glosses)),
        labels=tuple(found.label for found in outside),
        heading=None if heading is None else "".join(lines[i].text for i in heading),
    )


def _rule_of(line: Line, index: int, heading: range | None, labelled: AbstractSet[int]) -> str:
    if heading is not None and index in heading:
        return _HEADING_RULE
    if index in labelled:
        return _LABEL_RULE
    if line.rule is not None:
        return line.rule.name
    return _LINK_RULE if line.is_link else _OTHER_RULE
