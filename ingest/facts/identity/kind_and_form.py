"""文种 and 体例: what a document is as an official letter, and what it issues or is."""

from __future__ import annotations

import re

from ingest.structure.title_forms import form_at_end

#: 文种 by how a title ends, longest first, each with a title
KIND_ENDINGS: tuple[tuple[str, str, str], ...] = (
    ("决议", "决议", "某某省人民代表大会关于年度预算的决议"),
    ("决定", "决定", "关于废止部分规范性文件的决定"),
    ("命令", "令", "关于统一计量单位的命令"),
    ("令", "令", "某某市人民政府令"),
    ("公报", "公报", "某某会议公报"),
    ("公告", "公告", "关于开票事项的公告"),
    ("通告", "通告", "关于划定禁放区域的通告"),
    ("意见", "意见", "关于加快节水工作的指导意见"),
    ("通知", "通知", "关于印发节水办法的通知"),
    ("通报", "通报", "关于检查情况的通报"),
    ("请示", "请示", "关于设立公园的请示"),
    ("报告", "报告", "关于节水工作的报告"),
    ("批复", "批复", "关于同意设立公园的批复"),
    ("议案", "议案", "关于年度预算的议案"),
    ("复函", "函", "关于黄金政策的复函"),
    ("答复", "函", "对第1号建议的答复"),
    ("函", "函", "关于第三条适用问题的函"),
    ("纪要", "纪要", "关于节水工作的会议纪要"),
)
_KIND_ENDINGS = tuple((ending, kind) for ending, kind, _ in KIND_ENDINGS)
#: what may follow the word that tells: （试行）, （2021—2026年）, (修订), 修正案（七）
_TAIL = re.compile(r"(?:[（(〔\[][^（）()〔〕\[\]]{1,30}[)）〕\]]|[\d—–\-年～~]+|》)+$")
_ISSUED = re.compile(
    r"(?:印发|发布|公布|颁发|颁布|下发|转发|批转)(?P<what>.{2,120}?)(?:的(?:决定|通知|通告|公告|函))$"
)
#: a title that changes, voids or interprets a document issues none
_ABOUT = re.compile(r"关于(?:修改|废止|延长|宣布|调整|适用|执行|贯彻|清理|停止)|适用问题|有关问题")


def kind_of_title(title: str) -> str | None:
    """The 文种 that a simplified title without white space ends in.

    >>> kind_of_title("某某市人民政府关于节水的指导意见（试行）"), kind_of_title("节水条例")
    ('意见', None)
    """
    stem = _TAIL.sub("", title)
    return next((kind for ending, kind in _KIND_ENDINGS if stem.endswith(ending)), None)


def form_of_title(title: str) -> str | None:
    """The 体例 that a simplified title without white space ends in, or that it says it issues.

    >>> form_of_title("某某市节水规划（2021—2026年）"), form_of_title("关于印发《节水办法》的通知")
    ('规划', '办法')
    """
    issued = _ISSUED.search(title)
    if issued is not None:
        return None if _ABOUT.search(title) else form_at_end(issued["what"].strip("《》"))
    if kind_of_title(title) is not None:
        return None
    return form_at_end(title)
