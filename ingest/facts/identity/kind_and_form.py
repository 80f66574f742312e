"""The kind (文种) and the form (体例) of a document, by its title.

The kind is what it is as an official letter; the form is what it issues, or else is itself.
"""

from __future__ import annotations

import re

from analyzers.pattern_rules import PatternRule, first_name
from ingest.structure.title_forms import form_at_end

#: the kind by the end of a title
KIND_ENDINGS: tuple[PatternRule[str], ...] = (
    PatternRule("决议", re.compile(r"决议\Z"), "某某省人民代表大会关于年度预算的决议"),
    PatternRule("决定", re.compile(r"决定\Z"), "关于废止部分规范性文件的决定"),
    PatternRule(
        "令",
        re.compile(r"令\Z"),
        "某某市人民政府令",
        spared=("法令汇编",),
        more_examples=("关于统一计量单位的命令",),
    ),
    PatternRule("公报", re.compile(r"公报\Z"), "某某会议公报"),
    PatternRule("公告", re.compile(r"公告\Z"), "关于开票事项的公告"),
    PatternRule("通告", re.compile(r"通告\Z"), "关于划定禁放区域的通告"),
    PatternRule("意见", re.compile(r"意见\Z"), "关于加快节水工作的指导意见"),
    PatternRule("通知", re.compile(r"通知\Z"), "关于印发节水办法的通知", spared=("通知书",)),
    PatternRule("通报", re.compile(r"通报\Z"), "关于检查情况的通报"),
    PatternRule("请示", re.compile(r"请示\Z"), "关于设立公园的请示"),
    PatternRule("报告", re.compile(r"报告\Z"), "关于节水工作的报告"),
    PatternRule("批复", re.compile(r"批复\Z"), "关于同意设立公园的批复"),
    PatternRule("议案", re.compile(r"议案\Z"), "关于年度预算的议案"),
    PatternRule(
        "函",
        re.compile(r"(?:函|答复)\Z"),
        "关于第三条适用问题的函",
        more_examples=("关于黄金政策的复函", "对第1号建议的答复"),
    ),
    PatternRule("纪要", re.compile(r"纪要\Z"), "关于节水工作的会议纪要"),
)
#: what may follow the kind or form in a title: （试行）, （2021—2026年）, (修订), 修正案（七）
_TAIL = re.compile(r"(?:[（(〔\[][^（）()〔〕\[\]]{1,30}[)）〕\]]|[\d—–\-年～~]+|》)+$")
_ISSUED = re.compile(
    r"(?:印发|发布|公布|颁发|颁布|下发|转发|批转)(?P<what>.{2,120}?)(?:的(?:决定|通知|通告|公告|函))$"
)
#: a notice with such a title amends, voids or interprets a document and issues none
_ABOUT = re.compile(r"关于(?:修改|废止|延长|宣布|调整|适用|执行|贯彻|清理|停止)|适用问题|有关问题")


def kind_of_title(title: str) -> str | None:
    """The kind in which a simplified title without white space ends, or None.

    >>> kind_of_title("某某市人民政府关于节水的指导意见（试行）"), kind_of_title("节水条例")
    ('意见', None)
    """
    return first_name(KIND_ENDINGS, _TAIL.sub("", title))


def form_of_title(title: str) -> str | None:
    """The form that a simplified title without white space says it issues, or ends in, or None.

    >>> form_of_title("某某市节水规划（2021—2026年）"), form_of_title("关于印发《节水办法》的通知")
    ('规划', '办法')
    """
    issued = _ISSUED.search(title)
    if issued is not None:
        return None if _ABOUT.search(title) else form_at_end(issued["what"].strip("《》"))
    if kind_of_title(title) is not None:
        return None
    return form_at_end(title)
