"""Patterns that recognise the lines of a notice by their look: title, number, date, addressee.

They match squeezed text (simplified, folded, without blanks). They are rough on purpose: they say
what a line looks like; `analyzers` says what it means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analyzers.chinese_script import squeeze, to_simplified
from analyzers.numerals import ZEROS
from ingest.numbered_titles import CLOSE, OPEN, PAPER_WORDS, YEAR, split_numbered_title


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


#: the last line of a title: its kind, then brackets such as （试行） or （2021—2025年）
TITLE_END = _shape(
    rf"(?:{PAPER_WORDS})(?:[(\[〔【][^()\[\]〔〕【】]{{1,30}}[)\]〕】])*$",
    [*")]〕】", *(kind[-1] for kind in PAPER_WORDS.split("|"))],
)

_NUMBER = (
    rf"(?:[^\d,。;:]{{0,30}}{OPEN}(?:{YEAR}|[一二][{ZEROS}一二三四五六七八九]{{3}}){CLOSE}"
    r"(?:字)?第?\(?\d{1,5}(?:-\d{1,3})?\)?[号期](?:文)?"
    rf"|[^\d,。;:]{{0,30}}{OPEN}{YEAR}{CLOSE}[\u3400-\u9fff]{{1,6}}第?\d{{1,5}}号"
    r"|[^\d,。;:第]{2,30}(?:政府|委员会|常委会|院|[局厅])第\d{1,5}号"
    rf"|[^\d,。;:]{{1,20}}{YEAR}年?第?\d{{1,5}}号"
    r"|[^,。;:]{0,40}(?:令|公告|通告|决定)\(?第?[\d〇零○一二三四五六七八九十百]{1,6}号\)?"
    r"|\(?第[\d〇零○一二三四五六七八九十百]{1,6}号\)?"
    rf"|{YEAR}年第?\d{{1,5}}号(?:法律公告)?"
    r"|第\d{1,4}/\d{2,4}(?:/[a-z])?号(?:法律|行政法规|行政命令|法令|训令|[^\d,。;:]{4,12}(?:批示|公告))"
    r"|[^,。;:]{1,20}字第[\d〇零○一二三四五六七八九十百]{1,14}[a-z]?号)"
)
NUMBER_LINE = _shape(rf"[(\[【]?{_NUMBER}[)\]】]?$", "号期文)]】律规令示告")
#: the head of an order or announcement, whose number is on the next line; 关于…的公告 above a
#: number is a title
ORDER_HEAD = _shape(r"(?!.*关于)[^,。;:]{2,60}(?:令|[公通]告)$", "令告")
_TENS = "一二三四五六七八九十"
#: Han digits and Arabic ones are mixed in some dates, 二00八年5月廿日; 曰 is a typing error for 日
_MONTH_DAY = rf"(?:[\d{ZEROS}{_TENS}廿卅]{{1,3}}|元)月[\d{ZEROS}{_TENS}廿卅]{{1,4}}[日号曰]"
_WRITTEN_DAY = rf"(?:公元)?(?:{YEAR}|[一二][\d{ZEROS}{_TENS}]{{3}})年{_MONTH_DAY}"
_DAY = (
    rf"(?:{_WRITTEN_DAY}|{YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|(?:中华)?民国[{ZEROS}{_TENS}百\d]{{1,5}}年{_MONTH_DAY})"
)
DATE_LINE = re.compile(rf"{_DAY}$")
#: what stands for the seal in a copy, under the issuer's name or behind it or the date
_SEAL = r"\((?:印章?|[^()。,]{0,20}(?:代章|盖章|公章|签章|章))\)"
SEAL_LINE = re.compile(rf"{_SEAL}$")
#: the date under a text, in brackets, with a full stop or with the seal's remark behind it
SIGNED_DATE_LINE = re.compile(
    rf"(?:\({_DAY}\)|{_DAY})(?:\d{{1,2}}:\d\d(?::\d\d)?)?(?:。|{_SEAL})?$"
)
_OF_NUMBERS = rf"[\d{ZEROS}{_TENS}廿卅]"
#: the date under a text with a typing error: 2031年3月1月, 2031月3月1日, 20231年3月1日
MISPRINTED_DATE_LINE = re.compile(
    rf"\(?(?:[12]\d{{2,4}}|[一二][{ZEROS}{_TENS}]{{2,4}})[年月日]{_OF_NUMBERS}{{1,3}}[年月日号曰]"
    rf"{_OF_NUMBERS}{{1,4}}[年月日号曰]\)?(?:。|{_SEAL})?$"
)
_BETWEEN = r"[,;、|/.·—-]{0,2}"
_ORGAN_END = r"(?:政府|委员会|委|厅|局|部|署|行|院|会|办公室|中心)"
_ORGAN_NAME = rf"[^\d,。;:()]{{2,40}}{_ORGAN_END}"
#: the end of a line that is an issuer's name, as the first line of a title
ISSUER_END = re.compile(rf"{_ORGAN_END}$")
_DAY_SAID = rf"{_DAY}(?:发布|印发|公布|颁布|发文|起?施行|起?执行|发)?"
#: the line under a title that gives the number with the day, the issuer or both, in any order:
#: (某地税发[2003]25号　2003年8月21日); with an order's number it is a promulgation
CAPTION = _shape(
    rf"(?!.*令)[(\[【]?(?:(?:{_DAY_SAID}|{_ORGAN_NAME}){_BETWEEN}){{0,2}}{_NUMBER}"
    rf"(?:{_BETWEEN}(?:{_DAY_SAID}|{_ORGAN_NAME})){{0,2}}[)\]】]?$",
    "号期文)]】日发布行府会委厅局部署院室心0123456789",
)
#: 广州市人民政府办公厅秘书处 2015年11月25日印发
PRINT_LINE = _shape(rf"[^。;]{{0,60}}?{_WRITTEN_DAY}(?:印发|印|发出)$", "发印出")
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
#: a label above an annex, alone in its line
ANNEX_LABEL = re.compile(r"[(\[【]?附(?:件|表|录|图)[\d一二三四五六七八九十]{0,3}[)\]】]?[:.]?$")
#: a line that is the name of a file, as pages print below a notice
FILE_NAME = re.compile(r"\.(?:docx?|wps|pdf|ofd|xlsx?|et|pptx?|rtf|zip|rar|7z|jpe?g|png)\)?$")
_ORGAN = (
    r"(?:政府|委|厅|局|部|办|院|单位|机构|公司|企业|银行|中心|学校|大学|省|市|县|区|乡|镇|街|同志|代表|处|署"
    r"|会|团|村|所|站|军|队|室|社|人士|商户|公民|群众|医院|协会|部门)"
)
_NO_ADDRESSEE = re.compile(
    r".*(?:如下|下列|以下|包括|事项|意见|指出|强调|规定|要求|是|为|通知|公告|决定|条件|之一|内容|标准|原则|的|修改|修正|如|为了|办法)\)?:$"
    r"|.*[《》“”]|.*(?:会议|决定),"
    r"|(?:附件?|现将|根据|为|经.{0,12}(?:研究|批准|同意|审)|关于|按照|依据|目标|联系|注:|抄送)"
)
#: bodies and persons that only a line with 各 or 全体 before them is sent to
_EVERY = (
    r"(?:幼儿园|中小学|小学|中学|学院|院系|人员|人|户|员|者|师|生|家长|会员|园|场|厂|矿|店|台|馆|街道|支部|基地|网点"
    r"|媒体|方面|科|分局|支行|子公司|车队|码头|景区|寺观|合作社)"
)
ADDRESSEE = _shape(
    rf"(?=.*{_ORGAN})[^。;!?]{{2,600}}:$"
    rf"|(?:各|全体|全[市县区省州校]各?)(?!.*[项类种次期阶])[^。;!?:]{{0,80}}{_EVERY}(?:\([^()]{{1,20}}\))?:$",
    ":",
)

#: marks that pages put before or behind a title
TITLE_MARK = re.compile(
    r"[\[【(](?:已?失效|已?废止|有效|现行有效|已修改|转载|原文|全文|已宣布失效)[\]】)]"
)
_NOT_WORD = re.compile(r"[\W_]+")

_HAN = "一二三四五六七八九十百千零〇"
ITEM_NUMBER = re.compile(
    rf"第[{_HAN}\d]{{1,7}}[编章节条]|[{_HAN}]{{1,3}}、|\([{_HAN}]{{1,3}}\)|\d{{1,4}}[.、](?!\d)|\(\d{{1,3}}\)|[①-⑳]"
)
#: in code points: in how many an item's number ends
_ITEM_BEGIN = 12
#: a line that is one document of a list: 12.《某某办法》(某府规〔2010〕100号)
LISTED_DOCUMENT = re.compile(
    rf"(?:{ITEM_NUMBER.pattern})?《(?:[^《》]|《[^《》]*》){{2,120}}》"
    r"(?:\((?:[^()]|\([^()]*\)){1,80}\))*[,、;]?$"
)
#: the line under a title that says who adopted or published the text, and when
PROMULGATION = re.compile(
    r"\(?[^。]{0,200}(?:通过|公布|发布|施行|修正|修订|批准|颁布|修改|印发|实施)[^。]{0,80}\)?$"
)


_LONGEST_CAPTION = 160
_SENTENCE_ENDS = ("。", ";", ":", "!", "?", ",", "。”", "。)", "、")
#: mistyped entities that pages print, such as &sp;
_ENTITY = re.compile(r"&[a-z]{1,6};$")


def without_seal(squeezed: str) -> str:
    """A squeezed line without the remark for the seal behind it.

    >>> without_seal("某市水务局(代章)"), without_seal("某市水务局(筹)")
    ('某市水务局', '某市水务局(筹)')
    """
    return SEAL_LINE.sub("", squeezed)


def is_number_line(squeezed: str) -> bool:
    """Whether a squeezed line gives the document number, alone or in a caption with day and issuer.

    >>> is_number_line("(某税发[2003]25号2003年8月21日)"), is_number_line("某市关于节水的通知")
    (True, False)
    """
    if len(squeezed) > _LONGEST_CAPTION or (
        NUMBER_LINE.match(squeezed) is None and CAPTION.match(squeezed) is None
    ):
        return False
    return split_numbered_title(squeezed) is None


def ends_title(squeezed: str) -> bool:
    """Whether a squeezed line ends like a title, before a number behind it or without one.

    >>> ends_title("关于节水的通知"), ends_title("关于节水的通知(某政发〔2031〕12号)")
    (True, True)
    """
    return TITLE_END.search(squeezed) is not None or split_numbered_title(squeezed) is not None


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


def separates_items(above: str, below: str) -> bool:
    """Whether one document of a list ends with a line, and another item begins on the next line.

    Both lines are as printed.

    >>> separates_items("3.《某市节水办法》（某府〔2010〕3号）", "4.《某市供水办法》")
    True
    >>> separates_items("3.《某市节水办法》（某府〔2010〕3号）", "和其他有关规定")
    False
    """
    begin = squeeze(to_simplified(below[:_ITEM_BEGIN]))
    if not begin.startswith("《") and ITEM_NUMBER.match(begin) is None:
        return False
    return LISTED_DOCUMENT.match(squeeze(to_simplified(above))) is not None


def comparable_title(squeezed: str) -> str:
    """A squeezed title without marks such as 【已失效】, number and punctuation, to compare titles.

    >>> comparable_title("【已失效】关于印发《某某办法》的通知")
    '关于印发某某办法的通知'
    """
    numbered = split_numbered_title(squeezed)
    title = squeezed if numbered is None else squeezed[slice(*numbered.title)]
    return _NOT_WORD.sub("", TITLE_MARK.sub("", title))
