"""The level (效力级别) of a document, by the organ that issued it and the way it was issued."""

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
    """What is known of a document before it is classified, in simplified characters.

    `title`: without white space. `codes`: the issuer codes of its numbers. `canonical`: its
    numbers. `kind`: its 文种. `form`: the 体例 of what it issues or is. `registration`: its
    registration number. `head`: its promulgation lines.
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
    """The level and the Chinese name of the rule that determined it; no level where it is unknown.

    The level is one of `corpus.model.document_levels.LEVELS`. `organs`: the issuers, of which the
    first one counts.
    """
    if _CONSTITUTION.match(known.title):
        return "宪法", "题名"
    if not organs:
        return _level_of_title(known), "题名"
    return _level_of_issuer(known, organs[0], normative=normative)


def _level_of_issuer(
    known: ClassificationInput, first: Organ, *, normative: bool | None
) -> tuple[str, str]:
    """The level by the first issuer, and the rule.

    The bodies of _BY_BODY, the State Council and orders are decided before other documents.
    """
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
    """The level of an order, or None where it is not that of 规章.

    规章 are issued by orders of ministries, and of the governments of provinces and cities.
    """
    if issuer.tier == "国家":
        return "部门规章"
    local = issuer.tier in ("省级", "市级") and issuer.body == "政府"
    return "地方政府规章" if local else None


def _level_of_state_council(known: ClassificationInput) -> str:
    plain = known.kind is None and known.form in _LAWS and not known.canonical
    return "行政法规" if plain or _is_order(known) else "国务院文件"


def _level_of_congress(known: ClassificationInput, congress: Organ) -> str:
    """The level of what a congress issued; an autonomous one is recognised by its name."""
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

#: levels that are certain by the title alone; the first row that matches wins
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
    """The level by the title where no issuer is known, or None.

    Only the State Council and congresses issue 条例; a congress issues 实施《…法》办法.
    """
    if (level := first_name(TITLE_LEVELS, known.title)) is not None:
        return level
    local = division_of(known.title) is not None
    if known.kind is None and _REGULATION.search(known.title):
        return "地方性法规" if local else "行政法规"
    return "地方性法规" if local and _CARRIES_OUT.search(known.title) else None


def _level_of_document(issuer: Organ) -> str:
    """The level of a document that is no law and no order, by its issuer's tier."""
    if issuer.tier is None or issuer.body in ("军队", "其他"):
        return "其他文件"
    if issuer.tier == "国家":
        return "规范性文件/国务院部门"
    if issuer.tier == "乡镇":
        return "规范性文件/乡镇"
    body = "政府" if issuer.body == "政府" else "部门"
    return f"规范性文件/{issuer.tier}/{body}"
