"""A page becomes the notice alone: what is cut is listed with the rule, nothing else is changed."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from analyzers.script import squeeze, to_simplified
from corpus.model.types import Cut
from ingest import line_shapes
from ingest.clean.cells import cells_in
from ingest.clean.evidence import is_notice
from ingest.clean.gloss import without_glosses
from ingest.clean.head import (
    head_start,
    own_title,
    page_heading,
    said_title,
    stated_titles,
    with_number,
)
from ingest.clean.labels import FoundLabel, find_labels, kind_of
from ingest.clean.lines import Line, lines_of
from ingest.clean.recognised import recognised_in
from ingest.clean.report import GLOSS_RULE, Stretch, report
from ingest.clean.rules import Strength
from ingest.clean.stretch import Core, find_core, head_lines, last_line
from ingest.read.common.characters import REPLACEMENT, UNDECODABLE_RULE
from ingest.types import Cleaned, Page, Unreadable

_NO_NOTICE = "页面中没有公文：找不到标题、发文字号、主送机关、条文或落款"
#: meta tags in which content systems keep the title
_TITLE_TAGS = ("ArticleTitle", "og:title", "title", "Title")
#: the heaviest stretch may be a summary or a comment, the notice the next
_ATTEMPTS = 3


def clean(page: Page) -> Cleaned:
    """The notice on a page, line by line as printed. Raises `Unreadable` where there is none."""
    cleaned = _whole(page) if _is_whole(page) else _notice(page)
    if REPLACEMENT in cleaned.text and any(cut.rule == UNDECODABLE_RULE for cut in page.removed):
        raise Unreadable("编码已损坏：公文正文里有无法解码的字节")
    return cleaned


def _is_whole(page: Page) -> bool:
    """Markdown that begins with its title was made by hand or for a collection of laws. Office
    files are the notice itself, unless they print a web page with its furniture and labels."""
    if page.format in ("word", "rtf", "ofd", "pdf", "image"):
        lines = lines_of(page.blocks)
        furniture = any(line.rule and line.rule.strength > Strength.HINT for line in lines)
        return not furniture and not find_labels(lines)
    return page.format == "markdown" and page.blocks[0].level == 1


def _whole(page: Page) -> Cleaned:
    if "info" not in page.meta and not is_notice([line.squeezed for line in lines_of(page.blocks)]):
        raise Unreadable(_NO_NOTICE)
    joined = "\n".join([block.text for block in page.blocks])
    goes_on = [False] * len(page.blocks)
    text, glosses = without_glosses(joined)
    return Cleaned(
        text,
        (*page.removed, *(Cut(GLOSS_RULE, gloss) for gloss in glosses)),
        recognised=recognised_in(page.blocks, goes_on, joined),
        cells=cells_in(page.blocks, goes_on, joined),
    )


def _notice(page: Page) -> Cleaned:
    lines = lines_of(page.blocks)
    labels = find_labels(lines)
    labelled = {index for found in labels for index in found.lines}
    stated = stated_titles(squeeze(to_simplified(page.title)), _said_titles(page, lines, labels))
    numbered = any(kind_of(each.label.name) == "number" and each.label.value for each in labels)
    said = said_title(page.title, [page.meta.get(tag) for tag in _TITLE_TAGS])
    spent: set[int] = set()
    for _ in range(_ATTEMPTS):
        core = find_core(lines, labelled, spent, stated, html=page.format == "html")
        if core is None:
            break
        stretch = _stretch(lines, core, labelled, stated)
        printed = [lines[i].squeezed for i in stretch.kept]
        if numbered or is_notice([*printed, squeeze(to_simplified(said))]):
            return report(page, lines, stretch, labels, said)
        spent.update(range(core.first, core.last + 1))
    raise Unreadable(_NO_NOTICE)


def _stretch(
    lines: Sequence[Line], core: Core, labelled: AbstractSet[int], stated: AbstractSet[str]
) -> Stretch:
    """The lines of the notice around its running text, and the page's heading above them."""
    above = head_lines(lines, core.first, labelled)
    title = own_title(lines, above, stated) if above else None
    start = head_start(lines, above, title)
    first = core.first if start is None else start
    heading = page_heading(lines, first, stated, labelled)
    last = last_line(lines, core, labelled)
    kept = [i for i in range(first, last + 1) if not _is_furniture(lines[i], core)]
    if title is not None or heading is None:
        return Stretch(kept, first, heading, titled=title is not None)
    if _stands_in(lines, kept, heading):
        return Stretch(kept, first, heading, titled=True)
    return Stretch(with_number(lines, heading) + kept, first, None, titled=True)


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


def _is_furniture(line: Line, core: Core) -> bool:
    """Between the notice's lines only what no notice prints is cut, and tools of the page that
    are links or stand in other elements."""
    if line.rule is None:
        return line.is_link and core.proper and not core.holds(line)
    if line.rule.strength is Strength.NEVER:
        return True
    apart = line.is_link or (core.proper and not core.holds(line))
    return apart and line.rule.strength > Strength.HINT


def _stands_in(lines: Sequence[Line], kept: Sequence[int], heading: range) -> bool:
    """Whether the notice itself prints the heading's words as a line or two (orders do)."""
    wanted = line_shapes.plain("".join(lines[i].squeezed for i in heading))
    own = [line_shapes.plain(lines[i].squeezed) for i in kept]
    pairs = (one + two for one, two in pairwise(own))
    return wanted in own or wanted in pairs
