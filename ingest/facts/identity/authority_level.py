"""效力级别: from the kind of organ that issued a document, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzers.pattern_rules import PatternRule, first_name
from corpus.authorities.administrative_divisions import division_of
from corpus.authorities.organs import Organ
from ingest.facts.identity.kind_and_form import kind_of_title


@dataclass(frozen=True, slots=True)
class ClassificationInput:
    """What is already known when a document's standing is judged; all simplified.

    `title` without white space; `codes`: of its numbers; `head`: its lines of promulgation;
    `form`: 体例 of what it issues or is.
    """

    title: str
    issuers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    canonical: tuple[str, ...] = ()
    kind: str | None = None
    form: str | None = None
    registration: str | None = None
    head: str = ""


#: what may follow the last word of a title: （试行）
_TAIL = r"(?:[（(].*[)）])?$"
_CONSTITUTION = re.compile(rf"^(?:中华人民共和国)?宪法(?:修正案)?{_TAIL}")
#: 体例 of laws and regulations
_LAWS = frozenset({"法", "条例", "规定", "办法", "细则", "规则", "规程", "决定"})
_PARTY_RULES = frozenset({"条例", "规定", "办法", "细则", "规则", "准则", "章程"})
_STATE_COUNCIL = ("国务院", "国务院办公厅", "政务院")
_ZONE = re.compile(r"^.{2,4}经济特区|^海南自由贸易港|^浦东新区")
_AUTONOMOUS = re.compile(r"自治[州县旗]")
_LAW = re.compile(rf"(?:法|修正案|条例|议事规则){_TAIL}")
_JUDICIAL = re.compile(
    r"(?:解释|规定|规则|批复|解答|决定|意见|安排|答复|办法)(?:[（(].{1,12}[)）])*$"
)
_JUDICIAL_NUMBERS = ("法释", "高检发释")


def level_of(
    known: ClassificationInput, organs: Sequence[Organ], *, normative: bool | None
) -> tuple[str | None, str]:
    """The level and the rule that gave it."""
    if _CONSTITUTION.match(known.title):
        return "宪法", "题名"
    if not organs:
        return _level_of_title(known), "题名"
    return _level_of_issuer(known, organs[0], normative=normative)


def _level_of_issuer(
    known: ClassificationInput, first: Organ, *, normative: bool | None
) -> tuple[str, str]:
    if first.body in _BY_BODY:
        return _BY_BODY[first.body](known, first), f"{first.body}机关"
    if first.name in _STATE_COUNCIL:
        return _level_of_state_council(known), "国务院"
    if known.form in _LAWS and "国务院批准" in known.head:
        return "行政法规", "国务院批准发布"
    if _is_order(known) and (rules := _level_of_order(first)) is not None:
        return rules, "令"
    if normative is False:
        return "其他文件", "非规范性文件"
    return _level_of_document(first), "发文机关"


def _is_order(known: ClassificationInput) -> bool:
    return known.kind == "令" or any("令" in number for number in known.canonical)


def _level_of_order(issuer: Organ) -> str | None:
    """规章 are given by orders of ministries, and of governments of provinces and cities."""
    if issuer.tier == "国家":
        return "部门规章"
    local = issuer.tier in ("省级", "市级") and issuer.body == "政府"
    return "地方政府规章" if local else None


def _level_of_state_council(known: ClassificationInput) -> str:
    plain = known.kind is None and known.form in _LAWS and not known.canonical
    return "行政法规" if plain or _is_order(known) else "国务院文件"


def _level_of_congress(known: ClassificationInput, congress: Organ) -> str:
    decided = kind_of_title(known.title) in ("决定", "决议")
    if congress.tier == "国家":
        return _level_of_national_congress(known, decided=decided)
    if _AUTONOMOUS.search(congress.name):
        return "自治条例和单行条例"
    if _ZONE.match(known.title):
        return "经济特区法规"
    return "地方性法规" if known.form is not None or decided else "其他"


def _level_of_national_congress(known: ClassificationInput, *, decided: bool) -> str:
    if known.title.endswith("的解释"):
        return "法律解释"
    if known.form == "法" or _LAW.search(known.title):
        return "法律"
    if decided:
        return "有关法律问题的决定"
    return "法律" if known.form else "其他"


def _level_of_court(known: ClassificationInput, court: Organ) -> str:
    return "司法解释" if court.tier == "国家" and _interprets(known) else "其他文件"


def _interprets(known: ClassificationInput) -> bool:
    numbered = any(number.startswith(_JUDICIAL_NUMBERS) for number in known.canonical)
    return numbered or _JUDICIAL.search(known.title) is not None


def _level_of_party(known: ClassificationInput, _: Organ) -> str:
    return "党内法规" if known.form in _PARTY_RULES else "其他文件"


def _level_of_supervision(known: ClassificationInput, organ: Organ) -> str:
    return "监察法规" if organ.tier == "国家" and known.form in _LAWS else "其他文件"


_BY_BODY = {
    "人大": _level_of_congress,
    "司法": _level_of_court,
    "党委": _level_of_party,
    "监察": _level_of_supervision,
}

#: what a title alone makes certain
TITLE_LEVELS: tuple[PatternRule[str], ...] = (
    PatternRule(
        "司法解释",
        re.compile(rf"^最高人民(?:法院|检察院).*(?:解释|规定|批复|解答){_TAIL}"),
        "最高人民法院关于水权案件的解释",
    ),
    PatternRule(
        "党内法规",
        re.compile(rf"^中国共产党.*(?:条例|准则|规定|办法|细则|规则){_TAIL}"),
        "中国共产党样例工作条例",
    ),
    PatternRule(
        "法律",
        re.compile(rf"^中华人民共和国.*(?<!办)(?<!方)法{_TAIL}"),
        "中华人民共和国节水样例法",
        spared=("中华人民共和国节水样例办法", "中华人民共和国样例计算方法"),
    ),
    PatternRule("法律", re.compile(rf"^中华人民共和国.*法典{_TAIL}"), "中华人民共和国样例法典"),
    PatternRule(
        "经济特区法规",
        re.compile(rf"^.{{2,4}}经济特区.*条例{_TAIL}"),
        "珠海经济特区海岛书店促进条例",
    ),
    PatternRule(
        "自治条例和单行条例",
        re.compile(rf"^.*自治[州县旗].*条例{_TAIL}"),
        "某某自治县城镇管理条例",
        spared=("某某自治区城镇管理条例",),
    ),
)
_REGULATION = re.compile(rf"条例{_TAIL}")
_CARRIES_OUT = re.compile(r"实施.{0,20}《.*法》的?.{0,6}(?:办法|规定|细则)?$")


def _level_of_title(known: ClassificationInput) -> str | None:
    """Only the State Council and congresses give 条例; 实施《…法》办法 is a congress's."""
    if (level := first_name(TITLE_LEVELS, known.title)) is not None:
        return level
    local = division_of(known.title) is not None
    if known.kind is None and _REGULATION.search(known.title):
        return "地方性法规" if local else "行政法规"
    return "地方性法规" if local and _CARRIES_OUT.search(known.title) else None


def _level_of_document(issuer: Organ) -> str:
    if issuer.tier is None or issuer.body in ("军队", "其他"):
        return "其他文件"
    if issuer.tier == "国家":
        return "规范性文件/国务院部门"
    if issuer.tier == "乡镇":
        return "规范性文件/乡镇"
    body = "政府" if issuer.body == "政府" else "部门"
    return f"规范性文件/{issuer.tier}/{body}"
