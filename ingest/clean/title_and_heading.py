"""The head of a notice (its own title and number) and the page's heading above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from analyzers.chinese_script import squeeze, to_simplified
from corpus.authorities.organs import has_organ_ending
from ingest import line_shapes, official_paper
from ingest.clean.squeezed_lines import SqueezedLine
from ingest.page_types import Page

_TITLE_LINES = 6
_HEADING_REACH = 80
#: in blocks: how far below the heading of a Markdown file its title may be printed once more
_REPEATED_WITHIN = 12
#: in code points: marks, number and punctuation that a repeated title may have and its heading not
_MOST_BESIDE_TITLE = 80
_SITE_BEHIND = re.compile(r"\s*[-_|·—–][^-_|·—–]{2,40}$")


def stated_titles(page_title: str, others: Iterable[str]) -> set[str]:
    """The titles that a page states, in the form of `comparable_title`.

    `page_title`: the page's title element, which counts with the site's name at its end and without
    it. `others`: what else states a title. Both are squeezed.
    """
    titles = {
        line_shapes.comparable_title(page_title),
        line_shapes.comparable_title(_SITE_BEHIND.sub("", page_title)),
    }
    titles.update(line_shapes.comparable_title(other) for other in others)
    return {title for title in titles if len(title) > 3}  # noqa: PLR2004 - 首页, 正文


def best_page_title(page_title: str, tags: Sequence[str | None]) -> str:
    """The title of a page by its meta tags, else by its title element without the site's name.

    >>> best_page_title("关于节约用水的通知_某市政府网", [None])
    '关于节约用水的通知'
    """
    tagged = next((tag for tag in tags if tag), None)
    without_site = _SITE_BEHIND.sub("", page_title)
    ends_as_title = line_shapes.ends_title(without_site) and not line_shapes.ends_title(page_title)
    return tagged or (without_site if ends_as_title else page_title)


def find_title_lines(
    lines: Sequence[SqueezedLine], run: Sequence[int], stated: AbstractSet[str]
) -> range | None:
    """The lines of `run` that are the notice's own title, or None.

    These are the lowest lines that the page states as its title, or repeats from a heading further
    above; else the lowest line that ends like a title, with the lines above that belong to it.
    """
    stated = stated | set(_plain_headings(lines[: run[0]]))
    for last in reversed(run):
        for first in range(last, max(run[0], last - _TITLE_LINES + 1) - 1, -1):
            if (
                line_shapes.comparable_title(
                    "".join(line.squeezed for line in lines[first : last + 1])
                )
                in stated
            ):
                return range(_with_issuer(lines, first, run[0]), last + 1)
    for last in reversed(run):
        if _may_be_title(lines[last]) and line_shapes.ends_title(lines[last].squeezed):
            first = last
            while first > run[0] and _continues_title(lines[first - 1], lines[last]):
                first -= 1
            first = _title_start(lines, first, run[0])
            while first > run[0] and _continues_title(lines[first - 1], lines[first]):
                first -= 1
            return range(first, last + 1)
    return None


def _with_issuer(lines: Sequence[SqueezedLine], first: int, start: int) -> int:
    """The line above `first` where it names the issuer of 关于…的通知 below it; else `first`.

    The page's heading may leave out the issuer.
    """
    above = lines[first - 1] if first > start else None
    if (
        above is not None
        and lines[first].squeezed.startswith("关于")
        and line_shapes.ISSUER_END.search(above.squeezed)
        and _may_be_title(above)
        and _may_share_title(above, lines[first])
    ):
        return first - 1
    return first


def _title_start(lines: Sequence[SqueezedLine], first: int, start: int) -> int:
    """The line with 关于 above line `first` at which the title begins, else `first`.

    Every line of a title may end like a title: 关于全面推行公示制度 ⏎ 记录制度 ⏎
    审核制度的指导意见.
    """
    if "关于" in lines[first].squeezed:
        return first
    for index in range(first - 1, max(start, first - _TITLE_LINES) - 1, -1):
        if not (_may_be_title(lines[index]) and _may_share_title(lines[index], lines[first])):
            break
        if "关于" in lines[index].squeezed:
            return index
    return first


def _plain_headings(lines: Sequence[SqueezedLine]) -> Iterator[str]:
    """The lines that read like titles (关于…的通告), in whatever element, as comparable titles."""
    for line in lines[-_HEADING_REACH:]:
        if not line.is_link and "关于" in line.squeezed and line_shapes.ends_title(line.squeezed):
            yield line_shapes.comparable_title(line.squeezed)


def _may_be_title(line: SqueezedLine) -> bool:
    """Whether a line may belong to a title, as it has no other role in the head of a notice."""
    squeezed = line.squeezed
    return not (
        official_paper.number_span(line.simplified)
        or line_shapes.is_addressee(squeezed)
        or line_shapes.ends_sentence(squeezed)
        or line_shapes.DATE_LINE.match(squeezed)
        or official_paper.is_paper_line(squeezed)
    )


def _continues_title(above: SqueezedLine, below: SqueezedLine) -> bool:
    """Whether the line above is an earlier line of the title that the line below ends."""
    return (
        _may_be_title(above)
        and not line_shapes.ends_title(above.squeezed)
        and _may_share_title(above, below)
    )


def _may_share_title(above: SqueezedLine, below: SqueezedLine) -> bool:
    """Whether two lines may belong to one title.

    They are in one element, or each is a paragraph; where these are not centred, the upper one is
    an issuer's name or says what the title is about.
    """
    one, other = above.block, below.block
    beside = one.element_path[:-1] == other.element_path[:-1]
    begins = "关于" in above.squeezed or line_shapes.ISSUER_END.search(above.squeezed) is not None
    return one.centered == other.centered and (
        one.element_path == other.element_path or (beside and (one.centered or begins))
    )


def find_head_start(
    lines: Sequence[SqueezedLine], run: Sequence[int], title: range | None
) -> int | None:
    """The first line of `run` that belongs to the notice, or None.

    It is the title, a number line, the head of an order or of official paper, or the addressees.
    """
    for index in run:
        squeezed = lines[index].squeezed
        below = lines[index + 1].squeezed
        if (
            (title is not None and index == title.start)
            or official_paper.number_span(lines[index].simplified)
            or (line_shapes.ORDER_HEAD.match(squeezed) and line_shapes.is_number_line(below))
            or official_paper.is_paper_line(squeezed)
            or line_shapes.is_addressee(squeezed)
        ):
            return _paper_start(lines, index, run[0])
    return None


def _paper_start(lines: Sequence[SqueezedLine], index: int, start: int) -> int:
    """The first of the lines above line `index` that official paper prints above it, else `index`.

    They are names of issuers and the number of the copy, above 某市水务局文件 or a number.
    """
    while index > start:
        above = lines[index - 1]
        if not (
            official_paper.is_beside_paper_lines(above.squeezed)
            or ("关于" not in above.squeezed and has_organ_ending(above.squeezed))
        ) or not _may_share_title(above, lines[index]):
            break
        index -= 1
    return index


def find_page_heading(
    lines: Sequence[SqueezedLine], start: int, stated: AbstractSet[str], labelled: AbstractSet[int]
) -> range | None:
    """The lines of the nearest heading above line `start`, or None.

    The page states a heading as its title; or it ends like a title and is marked up as a heading or
    longer than ten characters.
    """
    for index in range(start - 1, max(-1, start - 1 - _HEADING_REACH), -1):
        line = lines[index]
        if index in labelled or (line.is_link and line.squeezed not in stated):
            continue
        first = _heading_start(lines, index)
        joined = "".join(each.squeezed for each in lines[first : index + 1])
        if line_shapes.comparable_title(joined) in stated or (
            line.rule is None
            and line.cell is None
            and line_shapes.ends_title(joined)
            and (line.block.level or len(joined) > 10)  # noqa: PLR2004 - 政策法规
            and not line_shapes.ends_sentence(joined)
        ):
            return range(first, index + 1)
    return None


def with_number(lines: Sequence[SqueezedLine], heading: range) -> list[int]:
    """The lines of the heading, and of a number directly above or below it.

    Some pages print the number under the heading and not in the text.
    """
    beside = [i for i in (heading.start - 1, heading.stop) if 0 <= i < len(lines)]
    numbers = [i for i in beside if official_paper.number_span(lines[i].simplified)]
    return sorted([*heading, *numbers])


def _heading_start(lines: Sequence[SqueezedLine], last: int) -> int:
    """The first line of the heading that ends on line `last`.

    A heading broken by <br> is several lines of one element.
    """
    first = last
    if not lines[last].block.level:
        # a line with 关于 behind the issuer's name is the first one
        while (
            first > 0
            and lines[first].squeezed.find("关于") <= 0
            and lines[first - 1].rule is None
            and not lines[first - 1].is_link
            and _continues_title(lines[first - 1], lines[last])
        ):
            first -= 1
        return first
    level, path = lines[last].block.level, lines[last].block.element_path
    while level and first > 0 and lines[first - 1].block.element_path == path:
        if lines[first - 1].block.level != level:
            break
        first -= 1
    return first


def repeated_title(page: Page) -> range:
    """The blocks of a Markdown file that print the title of its first heading once more.

    Between them is nothing but lines about its promulgation; the range is empty where the title is
    printed once.
    """
    blocks = page.blocks
    if page.file_format != "markdown" or not blocks or blocks[0].level != 1:
        return range(0)
    stop = min(len(blocks), _REPEATED_WITHIN)

    @cache
    def squeezed(index: int) -> str:
        return squeeze(to_simplified(blocks[index].text))

    title = line_shapes.comparable_title(squeezed(0))
    for first in range(1, stop):
        joined = ""
        for last in range(first, min(stop, first + _TITLE_LINES)):
            joined += squeezed(last)
            if len(joined) > len(title) + _MOST_BESIDE_TITLE:
                break
            # nearly always a character is missing, and nothing has to be removed to compare
            if all(map(joined.__contains__, title)) and (
                line_shapes.comparable_title(joined) == title
            ):
                return range(first, last + 1)
        if line_shapes.ends_sentence(squeezed(first)):
            break
    return range(0)
