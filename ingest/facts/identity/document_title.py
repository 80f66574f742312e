"""The title of a document as printed: its title line, or the title of what an order promulgates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analyzers.chinese_dates import find_dates
from analyzers.chinese_script import squeeze
from analyzers.pattern_rules import PatternRule
from corpus.model.domain_types import Evidence, Fact, Status
from ingest import line_shapes
from ingest.facts.identity.kind_and_form import kind_of_title
from ingest.facts.notice import Notice, compact_simplified, fact, one_line, page_evidence
from ingest.page_types import RoleSpan

_OPEN, _CLOSE = r"\s*[【\[〔（(]\s*", r"\s*[】\]〕）)]\s*"
_DAY = r"[\d〇○零一二三四五六七八九十年月日.\-/]{6,16}"
_SINCE = rf"(?:自?\s*{_DAY}\s*(?:起|已|被|宣布|正式)*)?"
_NOW = r"(?:本(?:文件|法规|规章))?(?:已|现|均|全文|全部|整体|宣布|予以|自动|自行)*"
#: marks that portals add to the title of a document no longer in force, each with its status
TITLE_MARKS: tuple[PatternRule[Status], ...] = (
    PatternRule(
        Status.PARTLY_VOID,
        re.compile(
            rf"{_OPEN}{_SINCE}{_NOW}(?:部分(?:条款|条文|内容)?{_NOW}(?:失效|废止|有效)"
            rf"|(?:条款|第[^【】（）()]{{1,20}}[条款项]){_NOW}(?:失效|废止)){_CLOSE}"
        ),
        "某市节水办法（部分失效）",
        spared=("关于部分失效文件的通知", "某市节水项目目录（部分）"),
        more_examples=("【条款失效】某市节水办法", "某市节水办法（第三条废止）"),
    ),
    PatternRule(
        Status.EXPIRED,
        re.compile(rf"{_OPEN}{_SINCE}{_NOW}失效{_CLOSE}"),
        "【已失效】某市节水通告",
        spared=("关于宣布某市节水通告失效的决定",),
        more_examples=("【2023年6月1日起失效】某市节水通告",),
    ),
    PatternRule(
        Status.REPEALED,
        re.compile(
            rf"{_OPEN}{_SINCE}{_NOW}(?:[被由][^【】（）()《》\n]{{2,60}}?|[被由]《[^《》\n]{{2,60}}》(?:[（(][^（()）]{{2,40}}[）)])?)?"
            rf"{_NOW}(?:废止|作废|取代|替代|代替|停止执行|不再执行){_CLOSE}"
        ),
        "某市节水办法（已废止）",
        spared=("关于废止某市节水办法的决定",),
        more_examples=(
            "【已被某府规〔2023〕9号废止】某市节水办法",
            "某市节水办法（自2023年6月1日起废止）",
            "某市节水办法【已被《某市供水条例》取代】",
        ),
    ),
)
_TRADITIONAL_MARKS = str.maketrans("廢現佈條內執處", "废现布条内执处")
#: heads of notices that only promulgate another document: 某某市人民政府令, 某某省人大常委会公告
_ORDER = re.compile(
    r"^(?!.*关于).{0,60}(?:令|公告)(?:[（(〔]?(?:第.{1,20}号|.{0,12}\d.{0,12}号)[）)〕]?)?$"
)
_PROMULGATED_TITLE = re.compile(
    r"《(?P<title>[^\n]{2,120}?)》.{0,160}?(?:公布|发布|施行)", re.DOTALL
)  # 《…》已经…通过，现予公布
_LABEL_STATUS = re.compile(
    rf"(?:自?{_DAY}起?|已|全文|宣布|现|被|全部)*(?P<part>部分(?:条款|条文|内容)?已?)?"
    r"(?P<over>失效|无效|废止|作废|停止执行)"
)
_SITE = re.compile(r"\s*(?:[-_|–—]{1,3}\s*\S{2,30}|_[^_]{2,40})$")
_DATED_NAME = re.compile(r"\s*[（(](?:19|20)\d\d[-年.]?\d{1,2}[-月.]?\d{1,2}日?[）)]\s*$")


@dataclass(frozen=True, slots=True)
class TitleFinding:
    """The title of a document, and its facts.

    `value`: as printed, on one line, without marks. `simplified`: in simplified characters without
    white space. `marked`: the status that a mark on the title or the metadata block states, or
    None; `marked_since`: the day from which the mark holds, where it states one. `order`: whether
    an order promulgates the document.
    """

    value: str
    simplified: str
    marked: Status | None
    order: bool
    facts: tuple[Fact, ...]
    marked_since: date | None = None


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
    since = _day_of_mark(mark)
    if marked is not None:
        facts.append(fact("marked", marked, "题名上的标记", Evidence("page", mark)))
    elif (label := notice.first_label("status")) is not None and (
        status := status_of_label(label.value)
    ):
        marked, since = status, _day_of_mark(label.value)
        facts.append(fact("marked", status, "元数据的时效栏", page_evidence(label)))
    return TitleFinding(value, compact_simplified(value), marked, order, tuple(facts), since)


def _day_of_mark(mark: str) -> date | None:
    """The day from which a mark says that it holds, or None: 2023年6月1日废止."""
    words = compact_simplified(mark)
    first = next(iter(find_dates(words)), None)
    # a day behind the verb is that of a decision, or the last one: 失效（2023年12月31日）
    before = words[: first.start] if first is not None else ""
    return first.value if first is not None and len(before.strip("【[〔（(")) <= 1 else None


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
    named: list[tuple[str, Evidence | None, str, bool]] = [
        (_SITE.sub("", one_line(text)), Evidence("page", text), rule, order)
        for text, rule in ((notice.heading, "页面标题"), (notice.page.title, "网页名称"))
        if text and text.strip()
    ]
    if (label := notice.first_label("title")) is not None:
        named.append((one_line(label.value), page_evidence(label), "元数据的标题栏", order))
    if named:  # a page may be named after its column: 政府信息公开
        title_like = (
            each for each in named if line_shapes.ends_title(squeeze(compact_simplified(each[0])))
        )
        return next(title_like, named[0])
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
    return title.translate(_TRADITIONAL_MARKS)


def status_of_label(value: str) -> Status | None:
    """The status that a page's label 有效性 states for a document no longer in force, or None.

    A blank and 有效 state none.

    >>> status_of_label("失效"), status_of_label("有效"), status_of_label("已废止")
    (<Status.EXPIRED: '失效'>, None, <Status.REPEALED: '已废止'>)
    >>> status_of_label("部分失效")
    <Status.PARTLY_VOID: '部分失效'>
    """
    found = _LABEL_STATUS.match(compact_simplified(value))
    if found is None:
        return None
    if found["part"]:
        return Status.PARTLY_VOID
    return Status.EXPIRED if found["over"] in ("失效", "无效") else Status.REPEALED
