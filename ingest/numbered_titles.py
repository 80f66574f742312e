"""Titles that share their line with the document number: 关于…的通知（某政办发〔2031〕12号）."""

from __future__ import annotations

import re
from typing import NamedTuple

from analyzers.pattern_rules import WholeTextRule
from analyzers.span import Span

#: what titles end in: the kinds of official letters (文种, GB/T 9704), and other words
PAPER_WORDS = (
    "通知|决定|决议|公报|公告|通告|布告|意见|通报|报告|请示|批复|复函|函|议案|纪要|命令|令|答复|解释|规划"
    "|办法|规定|细则|条例|规则|方案|计划|纲要|要点|章程|目录|清单|标准|规范|指引|指南|制度|措施|预案|名单"
    "|守则|准则|规程|法典|法|宪法|修正案|说明|批准书|公约|协定|安排|政策|程序|名录|汇总表|一览表|样式|格式"
    "|的公示|的声明|的公开信|的启事|的提示|提纲|任务书|分工|决算|预算|倡议书|倡议|办法实施细则|协议|图|表"
)
YEAR = r"(?:19|20)\d\d"
OPEN, CLOSE = r"[〔\[(【﹝〈《<‘〚]", r"[〕\])】﹞〉》>’〛]"
_LEFT, _RIGHT = r"[(\[【〔〈]", r"[)\]】〕〉]"
_CODE = r"[^\d,。;:()\[\]【】〔〕《》〈〉]"
_NUMBER = rf"{{code}}{OPEN}{YEAR}{CLOSE}(?:字)?第?\d{{{{1,5}}}}号(?:文)?"
_IN_BRACKETS = rf"{_LEFT}{_NUMBER.format(code=_CODE + '{1,20}')}{_RIGHT}"
_BARE = _NUMBER.format(code=_CODE + "{2,14}")
_ENDING = rf"(?:{PAPER_WORDS})(?:[(\[【][^()\[\]【】〔〕]{{1,20}}[)\]】])*"
NUMBER_BEHIND = WholeTextRule(
    "标题后括号里的文号",
    re.compile(rf"(?P<title>[^。;]{{0,150}}?{_ENDING})(?P<number>{_IN_BRACKETS})$"),
    "某市人民政府关于节水的通知(某政发〔2031〕12号)",
    spared=(
        "(某政发〔2031〕12号)",
        "某市人民政府公告(2031年第3号)",
        "根据某市节水办法(某政发〔2031〕12号),决定",
        "某市人民政府(某政发〔2031〕12号)",
    ),
)
#: squeezed lines of a title and a number; the groups `title` and `number` are what they name
NUMBERED_TITLES = (
    NUMBER_BEHIND,
    WholeTextRule(
        "标题前括号里的文号",
        re.compile(rf"(?P<number>{_IN_BRACKETS})[:]?(?P<title>[^。;,]{{2,150}}{_ENDING})"),
        "【某政发〔2031〕12号】某市人民政府关于节水的通知",
        spared=("(某政发〔2031〕12号)", "(某政发〔2031〕12号)同时废止"),
    ),
    WholeTextRule(
        "标题后的文号",
        re.compile(rf"(?P<title>[^。;]{{0,60}}关于[^。;]{{2,120}}{_ENDING})(?P<number>{_BARE})"),
        "某市人民政府关于印发节水办法的通知某政办发〔2031〕12号",
        spared=("某政办发〔2031〕12号", "某市人民政府公告〔2031〕12号"),
    ),
    WholeTextRule(
        "标题前的文号",
        re.compile(
            rf"(?P<number>{_BARE})[:]?(?P<title>[^。;,]{{0,60}}关于[^。;]{{2,120}}{_ENDING})"
        ),
        "某政办发〔2031〕12号某市人民政府关于节水的通知",
        spared=("某政办发〔2031〕12号", "某政办发〔2031〕12号文件关于节水的规定,"),
    ),
)


class NumberedTitle(NamedTuple):
    """The spans of the title and of the number in a squeezed line."""

    title: Span
    number: Span


def split_numbered_title(squeezed: str) -> NumberedTitle | None:
    """The spans of title and number in a squeezed line that holds both, or None.

    >>> line = "某市政府关于节水的通知(某政发〔2031〕12号)"
    >>> title, number = split_numbered_title(line)
    >>> line[title.start : title.end], line[number.start : number.end]
    ('某市政府关于节水的通知', '(某政发〔2031〕12号)')
    """
    if "号" not in squeezed[-3:] + squeezed[:40]:  # nearly always: no pattern has to run
        return None
    matches = (rule.find(squeezed) for rule in NUMBERED_TITLES)
    found = next((match for match in matches if match is not None), None)
    if found is None:
        return None
    return NumberedTitle(Span(*found.span("title")), Span(*found.span("number")))
