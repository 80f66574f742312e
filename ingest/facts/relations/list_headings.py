"""The relation kind of a list's items, by its heading, the sentence above it, or the row itself."""

from __future__ import annotations

import re

from analyzers.pattern_rules import PatternRule, first_name
from corpus.model.domain_types import RelationKind

#: the relation kind of a list's items, by its heading; the first row that matches wins
HEADING_KINDS: tuple[PatternRule[RelationKind], ...] = (
    PatternRule(
        "confirms",
        re.compile(r"(?:继续|现行|予以)(?:有效|保留|执行|施行|实施)"),
        "继续有效的行政规范性文件目录",
    ),
    PatternRule(
        "extends",
        re.compile(r"延长.{0,20}有效期|有效期.{0,4}(?:延长|延续)"),
        "延长有效期的行政规范性文件目录",
    ),
    PatternRule(
        "declares_void",
        re.compile(r"(?:宣布|自然|已|自行|拟)?失效"),
        "宣布失效的行政规范性文件目录",
    ),
    PatternRule(
        "repeals",
        re.compile(r"废止|停止执行|不再执行"),
        "决定废止的行政规范性文件目录",
        spared=("申报材料清单",),
    ),
    PatternRule("amends", re.compile(r"修改|修订"), "决定修改的行政规范性文件目录"),
)
_DOCUMENTS = r"(?:文件|规章|法规|法律|规定|办法|通知|决定|条例|制度|细则|意见|解释)"
_WHICH = r"(?:下列|以下|如下|下述)"
OUTCOME_VERBS = (
    r"(?:废止|停止执行|不再执行|失效|(?:继续|现行)(?:有效|执行|施行)|予以保留|延长|延续|修改|修订)"
)
#: what opens a list of documents: 决定废止下列规章：, 下列文件同时废止：, 废止的文件如下：
_OPENING = re.compile(
    rf"{OUTCOME_VERBS}(?:的|了|以及|、)?{_WHICH}[^，。；《》]{{0,16}}{_DOCUMENTS}[^。；《》]{{0,20}}[：:]$"
    rf"|{_WHICH}[^，。；《》]{{0,16}}{_DOCUMENTS}[^。；《》]{{0,30}}{OUTCOME_VERBS}(?!的)[^。；《》]{{0,6}}[：:]$"
    rf"|{OUTCOME_VERBS}的[^，。；《》]{{0,20}}{_DOCUMENTS}[^。；《》]{{0,12}}[：:]$"
)
#: the verdict in a row of a catalogue of reviewed documents, as its cell prints it → relation kind
ROW_VERDICTS: dict[str, RelationKind] = {
    "废止": "repeals",
    "予以废止": "repeals",
    "拟废止": "cites",
    "失效": "declares_void",
    "宣布失效": "declares_void",
    "继续有效": "confirms",
    "继续执行": "confirms",
    "保留": "confirms",
    "予以保留": "confirms",
    "有效": "confirms",
    "修改": "amends",
    "予以修改": "amends",
    "拟修改": "cites",
}


def relation_kind_of_opening(opening: str) -> RelationKind | None:
    """The relation kind of the documents listed below an opening, or None.

    >>> relation_kind_of_opening("下列文件同时废止：")
    'repeals'
    >>> relation_kind_of_opening("有下列情形之一的，许可证失效：")
    """
    squeezed = "".join(opening.split())
    found = _OPENING.search(squeezed)
    return relation_kind_of_heading(found[0]) if found else None


def relation_kind_of_heading(heading: str) -> RelationKind | None:
    """The relation kind of the items of a list with this heading, or None.

    >>> relation_kind_of_heading("宣布失效的行政规范性文件目录")
    'declares_void'
    >>> relation_kind_of_heading("申报材料清单")
    """
    return first_name(HEADING_KINDS, heading)
