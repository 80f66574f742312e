"""Recognises what has the look of a notice and is none: an empty template, an invoice, a contract.

Patterns match squeezed lines (simplified, folded, without white space)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzers.chinese_script import squeeze, to_simplified
from analyzers.pattern_rules import PatternRule, WholeTextRule
from ingest import line_shapes

#: a sign that stands for words in a template
_BLANK = "[x×✕*★☆□○◯_…]"
_KIND = r"(?:通知|决定|决议|公告|通告|意见|通报|报告|请示|批复|函|纪要|命令|令|方案|办法)"

#: what a template prints where a notice has words: the part of the notice, and the line
TEMPLATE_LINES: tuple[WholeTextRule[str], ...] = (
    WholeTextRule(
        "版头",
        re.compile(rf"(?=.*{_BLANK})(?:{_BLANK}|[\u3400-\u9fff()]){{2,30}}文件"),
        "XXXX人民政府文件".lower(),
        spared=("某市水务局文件",),
        more_examples=("××市人民政府办公室文件", "中共xxxx委员会文件"),
    ),
    WholeTextRule(
        "文号",
        re.compile(
            rf"(?=.*{_BLANK}).{{0,12}}[〔\[(【](?:{_BLANK}|\d){{0,6}}[〕\])】]第?(?:{_BLANK}|\d){{0,5}}号"
            r"|[\u3400-\u9fffx×]{0,8}[〔\[(【][〕\])】]第?号"
        ),
        "xx府〔20xx〕xx号",
        spared=("甲府〔2024〕3号", "x光机"),
        more_examples=("×政办发〔20××〕×号", "×××××〔2012〕10号", "xx发〔〕号"),
    ),
    WholeTextRule(
        "标题",
        re.compile(
            rf"(?:.{{0,30}})?关于(?:印发|转发|公布|发布)?《?{_BLANK}{{2,}}(?:办法|规定|细则|方案|意见|条例)?》?的?{_KIND}"
        ),
        "xxxx人民政府关于xxxxxx的通知",
        spared=("关于××有限公司的处罚决定", "关于节水的通知"),
        more_examples=("关于××××××的通知", "xx市xx局关于印发《xxxx办法》的通知"),
    ),
    WholeTextRule(
        "主送机关",
        re.compile(rf"{_BLANK}{{2,}}[\u3400-\u9fff]{{0,6}}:"),
        "xxx:",
        spared=("各区人民政府:",),
        more_examples=("××××××××:",),
    ),
    WholeTextRule(
        "正文",
        re.compile(rf"(?:[一二三四五]、)?{_BLANK}{{5,}}[。;,]?"),
        "xxxxxxxxxxxx。",
        spared=("×××。", "———"),
    ),
    WholeTextRule(
        "日期",
        re.compile(
            rf"(?:(?:20)?{_BLANK}{{2,4}}|20\d\d)年{_BLANK}{{1,2}}月{_BLANK}{{1,2}}日|年月日"
        ),
        "20xx年x月x日",
        spared=("2024年5月20日",),
        more_examples=("年月日", "××××年×月×日"),
    ),
    WholeTextRule(
        "署名",
        re.compile(rf"(?=.*{_BLANK}{{2}})(?:{_BLANK}|[\u3400-\u9fff]){{2,16}}"),
        "××市人民政府办公室",
        spared=("甲市水务局",),
    ),
)
#: how many parts a template leaves blank, more where it prints a date, and one of its head: names
#: are left out of real notices, too
_LEAST_BLANK, _LEAST_BESIDE_DATE, _HEAD_PARTS = 2, 3, frozenset({"版头", "文号", "标题"})
#: papers that are no notices: name → what they print, each sign once
PAPER_SIGNS: tuple[PatternRule[str], ...] = (
    PatternRule("发票", re.compile(r"发票代码"), "发票代码:3100204130"),
    PatternRule("发票", re.compile(r"发票号码"), "发票号码:12345678"),
    PatternRule("发票", re.compile(r"开票日期"), "开票日期:2024年5月20日"),
    PatternRule("发票", re.compile(r"购买方"), "购买方信息"),
    PatternRule("发票", re.compile(r"销售方"), "销售方信息"),
    PatternRule("发票", re.compile(r"价税合计"), "价税合计(大写)"),
    PatternRule("发票", re.compile(r"开票人"), "开票人:王某"),
    PatternRule(
        "合同",
        re.compile(r"^[^,。;]{2,20}(?:合同|协议|合同书|协议书)$"),
        "房屋租赁合同",
        spared=("关于印发合同示范文本的通知",),
    ),
    PatternRule("合同", re.compile(r"^甲方(?:\([^()]{1,8}\))?:"), "甲方(出租人):张某"),
    PatternRule("合同", re.compile(r"^乙方(?:\([^()]{1,8}\))?:"), "乙方:李某"),
    PatternRule(
        "合同",
        re.compile(r"^[甲乙]方(?:代表)?\((?:签字|签章|盖章|签名|公章)\)"),
        "甲方代表(签字):李某",
    ),
)
_LEAST_SIGNS = {"发票": 4, "合同": 4}
#: a line as printed has one of these where a template, an invoice or a contract says what it is:
#: nearly always, no line has to be squeezed
_HINTS = (
    re.compile(r"[XxＸｘ×✕*＊★☆□○◯_＿…票乙]"),
    re.compile(r"[〔\[［(（【]\s*[〕\]］)）】]"),
)
#: lines at either end of a text that are its own; a notice may bring a template as an annex
_HEAD_LINES, _TAIL_LINES = 14, 6


def reason_for_none(lines: Sequence[str]) -> str | None:
    """Why the printed lines are no document, in Chinese; None where they may be one.

    >>> reason_for_none(["XXXX人民政府文件", "XX发〔20XX〕X号", "关于XXXX的通知", "XX："])
    '是空白的公文格式（版头、文号、标题、主送机关、署名没有填写），不是公文'
    >>> reason_for_none(["甲市水务局文件", "甲水〔2024〕3号", "关于印发公文格式的通知"])
    """
    ends = [*lines[:_HEAD_LINES], *lines[max(_HEAD_LINES, len(lines) - _TAIL_LINES) :]]
    joined = "\n".join(ends)
    if not any(hint.search(joined) for hint in _HINTS):
        return None
    squeezed = [squeeze(to_simplified(line)) for line in ends]
    if any(_is_own_number(line) for line in squeezed):
        return None
    blank = [rule.name for rule in TEMPLATE_LINES if any(map(rule.find, squeezed))]
    dated = any(map(line_shapes.DATE_LINE.match, squeezed))
    if len(blank) >= (_LEAST_BESIDE_DATE if dated else _LEAST_BLANK) and _HEAD_PARTS & set(blank):
        return f"是空白的公文格式（{'、'.join(blank)}没有填写），不是公文"
    for paper, least in _LEAST_SIGNS.items():
        signs = [rule for rule in PAPER_SIGNS if rule.name == paper]
        if sum(any(map(rule.find, squeezed)) for rule in signs) >= least:
            return f"是{paper}，不是公文"
    return None


def _is_own_number(line: str) -> bool:
    """Whether a line prints a document number without blanks."""
    return line_shapes.NUMBER_LINE.match(line) is not None and not re.search(_BLANK, line)
