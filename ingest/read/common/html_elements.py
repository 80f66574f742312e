"""Tables of HTML elements and styles that matter for reading; no rules about any one site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

#: elements that begin and end a line of their own
BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
    main menu nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - fifty quoted words read worse
)
#: elements whose content is never shown as text, or is no text of the page (choices, buttons);
#: rt and rp hold the pinyin above a character
UNSHOWN_TAGS = frozenset(
    """
    applet audio base button canvas datalist embed frame head iframe input link map meta
    noembed noframes noscript object option optgroup param rp rt script select source style
    svg template textarea title track video
    """.split()  # noqa: SIM905 - fifty quoted words read worse
)
HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
CELL_TAGS = frozenset({"td", "th"})

#: styles that hide: not shown, of no size, or off the page (marks against copying, keywords)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|(?:font-size|opacity)\s*:\s*0+(?:\.0*)?(?:px|pt|r?em|%)?\s*(?:!|;|$)"
    r"|(?:text-indent|left|top)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)

#: comments in which crawlers and browsers note where a page came from
SOURCE_COMMENT = re.compile(
    r"^\s*(?:source:|saved from url=\(\d+\))\s*(https?://[^\s\"'<>]+)", re.IGNORECASE
)

#: white space that HTML shows as one blank, and in Chinese running text as none at all
_BLANKS = re.compile(r"[ \t\n\x0b\f\r\x1c-\x1f\x85\u2028\u2029]+")
_WIDE = "\u2014-\u2026\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U00020000-\U0003ffff"
_CHINESE_WRAPS = re.compile(f"(?<=[{_WIDE}])[ \t\f]*[\r\n][ \t\n\f\r]*(?=[{_WIDE}])")
#: a line break before an indent of two characters: a new paragraph, for the text was laid out as
#: plain text, and a style sheet that is not in the page keeps its lines
_INDENTED_BREAK = re.compile(
    r"[ \t]*[\r\n][ \t\r\n]*(?=(?:\u3000[ \t]*){2}|(?:\xa0[ \t]*){4}|(?:\u2003[ \t]*){2})"
)


@lru_cache(4096)  # a page has thousands of elements and few styles
def is_hidden_style(style: str | None) -> bool:
    """Whether a style hides an element.

    >>> [is_hidden_style(each) for each in ("color:red; DISPLAY : none", "display:block", None)]
    [True, False, False]
    """
    return style is not None and _HIDING.search(style) is not None


def is_centered(tag: str, align: str | None, style: str | None, *, inherited: bool) -> bool:
    """Whether the lines of a block are centered.

    >>> is_centered("p", "center", None, inherited=False)
    True
    >>> is_centered("p", None, "text-align: left", inherited=True)
    False
    """
    if tag == "center":
        return True
    if style is not None and (alignment := _style_alignment(style)):
        return alignment == "center"
    if align:
        return align.strip().lower() in ("center", "middle")
    return inherited


@lru_cache(4096)
def _style_alignment(style: str) -> str | None:
    match = _ALIGN.search(style)
    return match[1].lower() if match else None


def split_indented(line: Sequence[tuple[str, bool]]) -> list[list[tuple[str, bool]]]:
    r"""The pieces of a line, split at line breaks before an indent of two characters.

    Each piece is a text and whether it is in a link.

    >>> split_indented([("各区：\n", False), ("\u3000\u3000现将办法\n印发给你们。", False)])
    [[('各区：', False)], [('\u3000\u3000现将办法\n印发给你们。', False)]]
    """
    text = "".join([piece for piece, _ in line])
    breaks: tuple[tuple[int, int], ...] = ()
    if "\n" in text or "\r" in text:
        breaks = tuple(match.span() for match in _INDENTED_BREAK.finditer(text))
    if not breaks:
        return [list(line)]
    starts, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(text)]
    parts: list[list[tuple[str, bool]]] = [[] for _ in starts]
    at = 0
    for piece, link in line:
        for part, first, last in zip(parts, starts, ends, strict=True):
            if kept := piece[max(0, first - at) : max(0, last - at)]:
                part.append((kept, link))
        at += len(piece)
    return parts


def collapse_blanks(text: str) -> str:
    r"""The text as a browser shows it on one line.

    A line break in the source is a blank, and none at all between Chinese characters.

    >>> collapse_blanks("  国务院关于\n   加强管理\tof  gas 的通知 ")
    '国务院关于加强管理 of gas 的通知'
    """
    if "\n" in text or "\r" in text:
        text = _CHINESE_WRAPS.sub("", text)
    return _BLANKS.sub(" ", text).strip()
