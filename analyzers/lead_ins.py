"""What stands before a document number and is no part of it: lead-ins and the issuer's full name.

按照财库〔2022〕3号 → 财库; …的通知国发〔2009〕12号 → 国发; 广州市人民政府穗府〔2015〕26号 → 穗府.
All on folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Words that no issuer's code holds: the code begins behind the last of them.
_ANYWHERE = (
    "按照 根据 依据 依照 参照 遵照 对照 执行 印发 转发 通知 决定 意见 办法 规定 条例 "
    "方案 批复 复函 关于 文件 发布 公布 颁布 联合 下发 文号 字号 编号 全文 原文 废止 "
    "修改 同时 现行 替代 取代 以下 此前 其中 经过 参见 详见 附件 贯彻 落实 引用 结合 "
    "收到 来函 来文 通过 号 年 的 以 按 据 见 即 附 第 了 将 为 我院 你局 我局"
)
# These begin some codes too (和政发, 自府发, 原政): lead-ins only where something stands before.
_INSIDE = "和 及 与 或 自 原 在 是 至 从 由 对 等 经 同 并 又 到"
# Names that hold such a sign and stay whole.
_WHOLE = (
    "共和国 发展和改革 人力资源和社会保障 住房和城乡建设 工业和信息化 文化和旅游 "
    "规划和自然资源 卫生和计划生育 国土资源和房屋 经济和信息化 教育和体育 农业和农村 "
    "交通和城乡 和信息化 和社会保障 和改革 和旅游 和城乡 为民 经济 经贸 经信 国经 对外 "
    "贸易和 第一 第二 第三 自治"
)
#: ends an issuer's full name; a code of two characters or more may follow it
_ORGANS = (
    "人民政府办公厅 人民政府办公室 人民政府 人民代表大会常务委员会 委员会办公厅 委员会办公室 "
    "委员会 办公厅 办公室 管理局 财政厅 财政局 教育厅 教育局 民政厅 民政局 总局 国务院 "
    "财政部"
)
#: 令 of other meanings: 责令第三号 …
_NOT_ORDER = set("命责指禁法勒司口条号时夏现此该")

_MASK = "一"
_MASKED = re.compile(
    "第[一二三四五六七八九十]+届|" + "|".join(sorted(_WHOLE.split(), key=len, reverse=True))
)
_LEAD_IN = re.compile(
    "|".join(sorted(_ANYWHERE.split(), key=len, reverse=True))
    + f"|(?<=.)(?:{'|'.join(_INSIDE.split())})"
)
# No organ that issues orders begins so: 由国务院令第5号公布
_BEFORE_ORGAN = re.compile("(?:[由经和及与在自等]|日(?!照))(?=..)")
_ORGAN = re.compile("|".join(_ORGANS.split()))
_CODE = re.compile(r"[一-鿿a-z]*\Z")
# Joint announcements print their issuers with spaces: 财政部 税务总局公告2023年第12号
_JOINT = re.compile(r"(?:[一-鿿]{2,14}(?:部|总局|局|委|署|院|会)[^\S\n]+)*[一-鿿a-z]*\Z")
_LONGEST = {"bracket": 14, "year": 10, "run": 10, "letter": 10}


@dataclass(frozen=True, slots=True)
class Code:
    """`printed` is what stands before the anchor, white space included; `text` the code in it."""

    text: str
    printed: str


def code_of(before: str, form: str) -> Code | None:
    """The code at the end of the text before an anchor; None where there can be no number.

    >>> code_of("按照财库", "bracket").text, code_of("市政府责", "order")
    ('财库', None)
    """
    if form == "gazette":
        return Code("", "")
    # 穗府 〔2015〕 26号: the white space of a line, where the form has a bracket or a year
    gap = before[len(before.rstrip(" \t　\xa0")) :] if form in ("bracket", "year") else ""
    run = (_JOINT if form == "announcement" else _CODE).search(before[: len(before) - len(gap)])
    printed = run.group() if run else ""
    printed = printed[_lead_in(printed) :]
    if form in ("order", "announcement") and _BEFORE_ORGAN.match(printed):
        printed = printed[1:]
    if form in _LONGEST and not printed.endswith("令"):
        name = organ_of(printed)
        if len(printed) - len(name) >= 2:  # noqa: PLR2004 (穗府)
            printed = printed[len(name) :]
    text = "".join(printed.split())
    if len(text) > _LONGEST.get(form, 40):
        return None
    if form == "order" and (not text or text[-1] in _NOT_ORDER):
        return None
    if form in ("letter", "year", "run") and len(text) < 2:  # noqa: PLR2004
        return None
    return Code(text, printed + gap if text else "")


def organ_of(text: str) -> str:
    """The issuer's full name at the text's beginning, up to the last word that ends one.

    >>> organ_of("广州市人民政府穗府")
    '广州市人民政府'
    """
    end = 0
    for match in _ORGAN.finditer(text):
        end = match.end()
    return text[:end]


def _lead_in(run: str) -> int:
    masked = _MASKED.sub(lambda match: _MASK * len(match.group()), run)
    end = 0
    for match in _LEAD_IN.finditer(masked):
        end = match.end()
    return end
