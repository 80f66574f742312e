"""The title of a document as printed: its title line, or the title of what an order promulgates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzers.pattern_rules import PatternRule
from corpus.model.domain_types import Evidence, Fact, Status
from ingest.facts.identity.kind_and_form import kind_of_title
from ingest.facts.notice import Notice, compact_simplified, fact, one_line, page_evidence
from ingest.page_types import RoleSpan

_OPEN, _CLOSE = r"\s*[【\[〔（(]\s*", r"\s*[】\]〕）)]\s*"
#: marks that portals add to the title of a document no longer in force, each with its status
TITLE_MARKS: tuple[PatternRule[Status], ...] = (
    PatternRule(
        Status.EXPIRED,
        re.compile(rf"{_OPEN}(?:已|现已)?(?:全文)?(?:宣布)?失效{_CLOSE}"),
        "【已失效】某市节水通告",
        spared=("关于宣布某市节水通告失效的决定",),
    ),
    PatternRule(
        Status.REPEALED,
        re.compile(rf"{_OPEN}(?:已|现已)?(?:全文|予以)?废止{_CLOSE}"),
        "某市节水办法（已废止）",
        spared=("关于废止某市节水办法的决定",),
    ),
)
#: heads of notices that only promulgate another document: 某某市人民政府令, 某某省人大常委会公告
_ORDER = re.compile(
    r"^(?!.*关于).{0,60}(?:令|公告)(?:[（(〔]?(?:第.{1,20}号|.{0,12}\d.{0,12}号)[）)〕]?)?$"
)
_PROMULGATED_TITLE = re.compile(
    r"《(?P<title>[^\n]{2,120}?)》.{0,160}?(?:公布|发布|施行)", re.DOTALL
)  # 《…》已经…通过，现予公布
_SITE = re.compile(r"\s*(?:[-_|–—]{1,3}\s*\S{2,30}|_[^_]{2,40})$")
_DATED_NAME = re.compile(r"\s*[（(](?:19|20)\d\d[-年.]?\d{1,2}[-月.]?\d{1,2}日?[）)]\s*$")


@dataclass(frozen=True, slots=True)
class TitleFinding:
    """The title of a document, and its facts.

    `value`: as printed, on one line, without marks. `simplified`: in simplified characters without
    white space. `marked`: the status that a mark on the title or the metadata block states, or
    None. `order`: whether an order promulgates the document.
    """

    value: str
    simplified: str
    marked: Status | None
    order: bool
    facts: tuple[Fact, ...]


def find_title(notice: Notice) -> TitleFinding:
    """The title from the first source that has one, and the status that is marked.

    The sources are the title line (of an order: the title of what it promulgates), the page's
    heading, the page's title, the metadata block, the file's name, and the first line
    (docs/contract.md, "Title").
    """
    printed, evidence, rule, order = _find_printed_title(notice)
    value, marked, mark = strip_title_marks(printed)
    facts = [fact("title", value, rule, evidence)]
    if marked is None and notice.heading is not None:
        _, marked, mark = strip_title_marks(one_line(notice.heading))
    if marked is not None:
        facts.append(fact("marked", marked, "题名上的标记", Evidence("page", mark)))
    elif (label := notice.first_label("status")) is not None and (
        status := status_of_label(label.value)
    ):
        marked = status
        facts.append(fact("marked", status, "元数据的时效栏", page_evidence(label)))
    return TitleFinding(value, compact_simplified(value), marked, order, tuple(facts))


def _find_printed_title(notice: Notice) -> tuple[str, Evidence | None, str, bool]:
    """The title with its marks, its evidence, its rule, and whether an order promulgates it."""
    titles = notice.spans("title")
    spans = [span for span in titles if not _is_order_head(notice, span)]
    announced = bool(spans) and kind_of_title(_squeezed_span(notice, spans[0])) == "公告"
    order = not announced and any(
        _is_order_head(notice, span) for span in (*notice.spans("number"), *titles)
    )
    if order and not spans and (given := _promulgated_title(notice)) is not None:
        return given[0], given[1], "令所公布的文件", True
    if spans:
        span = spans[0]
        return (
            one_line(notice.text[span.start : span.end]),
            notice.quote(span.start, span.end),
            "正文标题",
            order,
        )
    for text, rule in ((notice.heading, "页面标题"), (notice.page.title, "网页名称")):
        if text and text.strip():
            return _SITE.sub("", one_line(text)), Evidence("page", text), rule, order
    if (label := notice.first_label("title")) is not None:
        return one_line(label.value), page_evidence(label), "元数据的标题栏", order
    stem = notice.name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if re.search(r"[\u4e00-\u9fff]{4}", stem):
        return _DATED_NAME.sub("", stem), Evidence("name", notice.name), "文件名", order
    first = next((line for line in notice.text.split("\n") if line.strip()), "")
    at = notice.text.find(first)
    return one_line(first)[:120], notice.quote(at, at + len(first)), "首行", order


def _is_order_head(notice: Notice, span: RoleSpan) -> bool:
    """Whether a span is the head of an order or announcement that promulgates a document."""
    return _ORDER.match(_squeezed_span(notice, span)) is not None


def _squeezed_span(notice: Notice, span: RoleSpan) -> str:
    return "".join(notice.simplified[span.start : span.end].split())


def _promulgated_title(notice: Notice) -> tuple[str, Evidence] | None:
    """The title of what an order promulgates, with its evidence, or None.

    It is the title that the order names in 《》, else that of its first attached document.
    """
    named = _PROMULGATED_TITLE.search(notice.simplified, 0, notice.own_end)
    if named is not None:
        first, last = named.span("title")
        return one_line(notice.text[first:last]), notice.quote(first, last)
    if notice.layout.parts:
        part = notice.layout.parts[0]
        return one_line(part.title), notice.quote(part.start, part.start + len(part.title))
    return None


def strip_title_marks(title: str) -> tuple[str, Status | None, str]:
    """A title without the mark of a portal, the status that the mark states, and the mark.

    >>> strip_title_marks("【已失效】某市节水通告")
    ('某市节水通告', <Status.EXPIRED: '失效'>, '【已失效】')
    """
    simplified = title if title.isascii() else simplify_title_marks(title)
    for rule in TITLE_MARKS:
        if (match := rule.find(simplified)) is not None:
            rest = title[: match.start()] + title[match.end() :]
            return rest.strip(), rule.name, title[match.start() : match.end()].strip()
    return title, None, ""


def simplify_title_marks(title: str) -> str:
    """The title with the traditional characters of marks simplified; offsets do not change."""
    return title.replace("廢", "废").replace("現", "现").replace("佈", "布")


def status_of_label(value: str) -> Status | None:
    """The status that a page's label 有效性 states for a document no longer in force, or None.

    A blank and 有效 state none.

    >>> status_of_label("失效"), status_of_label("有效"), status_of_label("已废止")
    (<Status.EXPIRED: '失效'>, None, <Status.REPEALED: '已废止'>)
    """
    word = compact_simplified(value)
    if re.match(r"(?:已|全文)*废止", word):
        return Status.REPEALED
    return Status.EXPIRED if re.match(r"(?:已|全文|宣布)*失效|无效", word) else None
