"""Patterns that recognise the lines of a notice by their look: title, number, date, addressee.

They match squeezed text (simplified, folded, without blanks). They are rough on purpose: they say
what a line looks like; `analyzers` says what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineShape:
    """A pattern for squeezed lines of one kind, and the last characters that such lines can have.

    The last character is checked before the pattern runs, as most lines end in another one."""

    pattern: re.Pattern[str]
    ends: frozenset[str]

    def match(self, line: str) -> re.Match[str] | None:
        return self.pattern.match(line) if line[-1:] in self.ends else None

    def search(self, line: str) -> re.Match[str] | None:
        return self.pattern.search(line) if line[-1:] in self.ends else None


def _shape(pattern: str, ends: Iterable[str]) -> LineShape:
    return LineShape(re.compile(pattern), frozenset(ends))


#: what titles end in: the kinds of official letters (文种, GB/T 9704), and other words
_KINDS = (
    "通知|决定|决议|公报|公告|通告|布告|意见|通报|报告|请示|批复|复函|函|议案|纪要|命令|令|答复|解释|规划"
    "|办法|规定|细则|条例|规则|方案|计划|纲要|要点|章程|目录|清单|标准|规范|指引|指南|制度|措施|预案|名单"
    "|守则|准则|规程|法典|法|宪法|修正案|说明|批准书|公约|协定|安排|政策|程序|名录|汇总表|一览表|样式|格式"
    "|提纲|任务书|分工|决算|预算|倡议书|倡议|办法实施细则|协议|图|表"
)
#: the last line of a title: its kind, then brackets such as （试行） or （2021—2025年）
TITLE_END = _shape(
    rf"(?:{_KINDS})(?:[(\[〔【][^()\[\]〔〕【】]{{1,30}}[)\]〕】])*$",
    [*")]〕】", *(kind[-1] for kind in _KINDS.split("|"))],
)

_YEAR = r"(?:19|20)\d\d"
_OPEN, _CLOSE = r"[〔\[(【﹝〈《<‘〚]", r"[〕\])】﹞〉》>’〛]"
NUMBER_LINE = _shape(
    rf"[(\[【]?(?:[^\d,。;:]{{0,30}}{_OPEN}{_YEAR}{_CLOSE}(?:字)?第?\(?\d{{1,5}}\)?[号期](?:文)?"
    rf"|[^\d,。;:]{{0,30}}{_OPEN}{_YEAR}{_CLOSE}[\u3400-\u9fff]{{1,6}}第?\d{{1,5}}号"
    r"|[^\d,。;:第]{2,30}(?:政府|委员会|常委会|院|[局厅])第\d{1,5}号"
    rf"|[^\d,。;:]{{1,20}}{_YEAR}年?第?\d{{1,5}}号"
    r"|[^,。;:]{0,40}(?:令|公告|通告|决定)\(?第?[\d〇零○一二三四五六七八九十百]{1,6}号\)?"
    r"|\(?第[\d〇零○一二三四五六七八九十百]{1,6}号\)?"
    rf"|{_YEAR}年第?\d{{1,5}}号"
    r"|[^,。;:]{1,20}字第[\d〇零○一二三四五六七八九十百]{1,14}[a-z]?号)[)\]】]?$",
    "号期文)]】",
)
#: the head of an order or announcement, whose number is on the next line; 关于…的公告 above a
#: number is a title
ORDER_HEAD = _shape(r"(?!.*关于)[^,。;:]{2,60}(?:令|[公通]告)$", "令告")
_TENS = "一二三四五六七八九十"
_HAN_DATE = rf"[〇零○o{_TENS}]{{4}}年[{_TENS}]{{1,2}}月[{_TENS}]{{1,3}}[日号]"
DATE_LINE = re.compile(
    rf"(?:(?:公元)?{_YEAR}年\d{{1,2}}月\d{{1,2}}[日号]|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|{_HAN_DATE}"
    r"|中华民国[〇零○一二三四五六七八九十百\d]{1,4}年\S{1,3}月\S{1,3}日)$"
)
#: 广州市人民政府办公厅秘书处 2015年11月25日印发
PRINT_LINE = _shape(
    rf"[^。;]{{0,60}}?(?:{_YEAR}年\d{{1,2}}月\d{{1,2}}日|{_HAN_DATE})(?:印发|印|发出)$", "发印出"
)
COPY_TO = re.compile(r"(?:抄送|抄报|主送|分送|抄发)[:,]")
#: date and number as letters from Taiwan print them, between their head and their text
LETTER_LINE = re.compile(r"(?:发文日期:中华民国|发文字号:[^,。;:]{1,20}字第\d)")
CLOSING_NOTE = re.compile(
    r"\((?:此件|本文有|此文|联系人|联系电话|公开|主动公开|依申请公开|不予公开|信息公开)[^()]{0,60}\)$"
    r"|(?:信息)?公开(?:方式|选项|类型|属性|形式):.{1,20}$|校对:.{1,12}$|\(?共印\d{1,5}份\)?$|主题词:.{1,60}$"
)
#: the line of an attachment: 附件：1.… in the notice's list, or 附件1 above one of them
ANNEX = re.compile(
    r"附(?:件|表|录|图|錄)?(?:[\d一二三四五六七八九十]{1,3})?(?:[:.、,]|(?=[-—])|$|(?=[^加属近则带有属着上送后注]))"
)
_ORGAN = (
    r"(?:政府|委|厅|局|部|办|院|单位|机构|公司|企业|银行|中心|学校|大学|省|市|县|区|乡|镇|街|同志|代表|处|署"
    r"|会|团|村|所|站|军|队|室|社|人士|商户|公民|群众|医院|协会|部门)"
)
_NO_ADDRESSEE = re.compile(
    r".*(?:如下|下列|以下|包括|事项|意见|指出|强调|规定|要求|是|为|通知|公告|决定|条件|之一|内容|标准|原则|的|修改|修正|如|为了|办法)\)?:$"
    r"|.*[《》“”]|.*(?:会议|决定),"
    r"|(?:附件?|现将|根据|为|经.{0,12}(?:研究|批准|同意|审)|关于|按照|依据|目标|联系|注:|抄送)"
)
ADDRESSEE = _shape(rf"(?=.*{_ORGAN})[^。;!?]{{2,600}}:$", ":")

#: marks that pages put before or behind a title
TITLE_MARK = re.compile(
    r"[\[【(](?:已?失效|已?废止|有效|现行有效|已修改|转载|原文|全文|已宣布失效)[\]】)]"
)
_NOT_WORD = re.compile(r"[\W_]+")

_HAN = "一二三四五六七八九十百千零〇"
ITEM_NUMBER = re.compile(
    rf"第[{_HAN}\d]{{1,7}}[编章节条]|[{_HAN}]{{1,3}}、|\([{_HAN}]{{1,3}}\)|\d{{1,2}}[.、](?!\d)|\(\d{{1,2}}\)|[①-⑳]"
)
#: the line under a title that says who adopted or published the text, and when
PROMULGATION = re.compile(
    r"\(?[^。]{0,200}(?:通过|公布|发布|施行|修正|修订|批准|颁布|修改|印发|实施)[^。]{0,80}\)?$"
)


_SENTENCE_ENDS = ("。", ";", ":", "!", "?", ",", "。”", "。)", "、")
#: mistyped entities that pages print, such as &sp;
_ENTITY = re.compile(r"&[a-z]{1,6};$")


def is_addressee(squeezed: str) -> bool:
    """Whether a squeezed line names the bodies that a notice is sent to.

    >>> is_addressee("各区人民政府,市政府各部门:"), is_addressee("现将有关事项通知如下:")
    (True, False)
    """
    return ADDRESSEE.match(squeezed) is not None and _NO_ADDRESSEE.match(squeezed) is None


def ends_sentence(squeezed: str) -> bool:
    """Whether a squeezed line ends as a line of running text does.

    >>> ends_sentence("现印发给你们,请遵照执行。"), ends_sentence("关于做好防汛工作的通知")
    (True, False)
    """
    return squeezed.endswith(_SENTENCE_ENDS) and not _ENTITY.search(squeezed)


def comparable_title(squeezed: str) -> str:
    """A squeezed title without marks such as 【已失效】 and without punctuation, to compare titles.

    >>> comparable_title("【已失效】关于印发《某某办法》的通知")
    '关于印发某某办法的通知'
    """
    return _NOT_WORD.sub("", TITLE_MARK.sub("", squeezed))
