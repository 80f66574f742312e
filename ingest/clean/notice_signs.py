"""Whether a text is a notice at all: what notices print, counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import line_shapes

_ENOUGH = 4
_HEAD, _TAIL = 12, 4000


@dataclass(frozen=True, slots=True)
class NoticeSign:
    """Something that notices print, and how much it says. The example is squeezed text."""

    name: str
    pattern: re.Pattern[str] | line_shapes.LineShape
    points: int
    example: str


_TITLE = line_shapes.TITLE_END.pattern.pattern


def _title_shape(before: str) -> line_shapes.LineShape:
    return line_shapes.LineShape(re.compile(before + _TITLE), line_shapes.TITLE_END.ends)


#: looked for at the beginning of lines
NOTICE_SIGNS: tuple[NoticeSign, ...] = (
    NoticeSign("文号行", line_shapes.NUMBER_LINE, 2, "某府〔2020〕3号"),
    NoticeSign("令", re.compile(r"[^,。;:]{2,40}令$"), 2, "某市人民政府令"),
    NoticeSign("关于", _title_shape(r"[^。;]*?关于.+"), 1, "某市政府关于节水的通知"),
    NoticeSign("标题", _title_shape(r"[^。;]{2,80}"), 2, "某市节约用水条例"),
    NoticeSign("主送机关", line_shapes.ADDRESSEE, 2, "各区人民政府,市政府各部门:"),
    NoticeSign("印发行", line_shapes.PRINT_LINE, 3, "某市政府办公室2020年3月5日印发"),
    NoticeSign("成文日期", line_shapes.DATE_LINE, 1, "二〇二〇年三月五日"),
    NoticeSign(
        "条", re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}条(?!第)"), 3, "第一条为了节水,"
    ),
    NoticeSign(
        "结语",
        re.compile(r"[^。]{0,20}特此(?:通知|公告|通告|批复|函复|函告|决定)|此复"),
        2,
        "特此通知。",
    ),
    NoticeSign(
        "通过",
        re.compile(r"\(?(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^。]{2,80}通过"),
        2,
        "2020年3月5日某市人大常委会第一次会议通过",
    ),
    NoticeSign(
        "现印发",
        re.compile(r".{0,120}(?:印发给你们|现予(?:以)?公布|现(?:通知|公告|批复|函复|决定)如下)"),
        2,
        "现印发给你们,请认真执行。",
    ),
    NoticeSign("台湾公文", line_shapes.LETTER_LINE, 2, "发文日期:中华民国120年4月15日"),
    NoticeSign("主旨", re.compile(r"主旨:."), 2, "主旨:修正某某须知。"),
    NoticeSign("附注", line_shapes.CLOSING_NOTE, 1, "(此件公开发布)"),
)


def is_notice(squeezed: Sequence[str]) -> bool:
    """Whether these lines (squeezed) print enough of what notices print.

    >>> is_notice(["某市人民政府关于节约用水的通知", "各区政府:", "现印发给你们。"])
    True
    >>> is_notice(["我市举办读书节", "昨日,读书节在市图书馆开幕。"])
    False
    """
    points = 0
    for sign in NOTICE_SIGNS:
        if any(sign.pattern.match(line) for line in squeezed):
            points += sign.points
            if points >= _ENOUGH:
                return True
    return False
