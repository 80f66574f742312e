"""Signs by which a text is recognised as a notice, each with its points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzers.pattern_rules import LineStartRule
from ingest import line_shapes
from ingest.line_shapes import TITLE_END, LineShape
from ingest.numbered_titles import NUMBER_BEHIND

_ENOUGH = 4
_HEAD, _TAIL = 12, 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSign(LineStartRule[str]):
    """Something that notices print at the start of a line, with its points.

    `ends`: the characters that such a line can end in, or None for any; they are compared before
    the pattern, as most lines end otherwise. The example is squeezed text.
    """

    points: int
    ends: frozenset[str] | None = None

    def find(self, text: str) -> re.Match[str] | None:
        """The match at the start of a squeezed line, or None."""
        return self.pattern.match(text) if self.ends is None or text[-1:] in self.ends else None


def shape_sign(name: str, shape: LineShape, example: str, *, points: int) -> NoticeSign:
    """The sign that a notice has a line of this shape."""
    return NoticeSign(name, shape.pattern, example, points=points, ends=shape.ends)


def title_shape(before: str) -> LineShape:
    """The shape of a title's last line; the pattern `before` matches what precedes the 文种."""
    return LineShape(re.compile(before + TITLE_END.pattern.pattern), TITLE_END.ends)


#: matched at the start of lines; the points of a sign count once for a text
NOTICE_SIGNS = (
    shape_sign("文号行", line_shapes.NUMBER_LINE, "某府〔2020〕3号", points=2),
    NoticeSign(
        "标题带文号",
        NUMBER_BEHIND.pattern,
        "某市人民政府办公室关于印发某市节约用水管理办法实施细则的通知(某府〔2020〕3号)",
        points=4,
    ),
    NoticeSign("令", re.compile(r"[^,。;:]{2,40}令$"), "某市人民政府令", points=2),
    NoticeSign(
        "会议纪要",
        re.compile(r"[^。;]{2,80}会议?纪要(?:\([^()]{1,20}\))?$"),
        "某县人民政府第5次常务会议纪要",
        points=1,
    ),
    NoticeSign(
        "纪要",
        re.compile(r".{0,160}纪要如下|(?:会议|现将会议)?(?:议定|明确|决定)(?:如下)?事项(?:如下)?:"),
        "现将会议精神纪要如下:",
        points=2,
    ),
    shape_sign("关于", title_shape(r"[^。;]*?关于.+"), "某市政府关于节水的通知", points=1),
    shape_sign("标题", title_shape(r"[^。;]{2,80}"), "某市节约用水条例", points=2),
    shape_sign("主送机关", line_shapes.ADDRESSEE, "各区人民政府,市政府各部门:", points=2),
    NoticeSign(
        "段首的主送机关",
        re.compile(
            r"[^。;!?:《》\"“”]{0,200}?各[^。;!?:《》\"“”]{1,60}:(?=为|经|现|根据|按照?|依据|近|鉴于|由于|因|自|针对|结合)"
        ),
        "各乡镇人民政府,县直各单位:因人事变动,现将名单调整如下。",
        spared=("各单位:", "负责人:为节水作出贡献"),
        points=2,
    ),
    shape_sign("印发行", line_shapes.PRINT_LINE, "某市政府办公室2020年3月5日印发", points=3),
    NoticeSign("成文日期", line_shapes.DATE_LINE, "二〇二〇年三月五日", points=1),
    NoticeSign(
        "条",
        re.compile(r"第[一二三四五六七八九十百零〇\d]{1,6}条(?!第)"),
        "第一条为了节水,",
        spared=("第五条第二款的规定",),
        points=3,
    ),
    NoticeSign(
        "结语",
        re.compile(r"[^。]{0,20}特此(?:通知|公告|通告|批复|函复|函告|决定)|此复"),
        "特此通知。",
        points=2,
    ),
    NoticeSign(
        "通过",
        re.compile(r"\(?(?:19|20)\d\d年\d{1,2}月\d{1,2}日[^。]{2,80}通过"),
        "2020年3月5日某市人大常委会第一次会议通过",
        points=2,
    ),
    NoticeSign(
        "现印发",
        re.compile(
            r".{0,120}(?:印发给你们|现予(?:以)?公布|现(?:将|就)?[^。]{0,60}(?:通知|公告|通告|批复|函复|决定|通报)如下)"
        ),
        "现印发给你们,请认真执行。",
        points=2,
    ),
    NoticeSign(
        "参会",
        re.compile(r"(?:出席|参会|参加|列席|主持|记录)(?:人员?|领导|单位)?:."),
        "出席:王某某,李某某",
        points=1,
    ),
    NoticeSign(
        "香港条例",
        re.compile(r"(?:\(1\)|1\.)?本(?:条例|规例|规则|公告)可引称为《"),
        "(1)本条例可引称为《堤岸条例》。",
        spared=("本条例可由处长解释。",),
        points=4,
    ),
    NoticeSign("台湾公文", line_shapes.LETTER_LINE, "发文日期:中华民国120年4月15日", points=2),
    NoticeSign("主旨", re.compile(r"主旨:."), "主旨:修正某某须知。", points=2),
    NoticeSign("附注", line_shapes.CLOSING_NOTE, "(此件公开发布)", points=1),
)


def is_notice(squeezed: Sequence[str]) -> bool:
    """Whether these squeezed lines have enough signs of a notice, four points together.

    >>> is_notice(["某市人民政府关于节约用水的通知", "各区政府:", "现印发给你们。"])
    True
    >>> is_notice(["我市举办读书节", "昨日,读书节在市图书馆开幕。"])
    False
    """
    points = 0
    for sign in NOTICE_SIGNS:
        if any(sign.find(line) for line in squeezed):
            points += sign.points
            if points >= _ENOUGH:
                return True
    return False
