"""Where a document stands: its region, its level, and whether it is a normative document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.divisions import division_of, within_text
from corpus.organs import Organ, organ, region_of_code
from corpus.types import Evidence, Fact
from ingest.facts.kinds import kind_of_title
from ingest.facts.notice import bare, fact


@dataclass(frozen=True, slots=True)
class Known:
    """What is already known when a document's standing is judged; all simplified.

    `title` without white space; `codes`, `forms`: of its numbers; `adopted`: whether lines of
    promulgation stand under the title; `form`: 体例 of what it issues or is.
    """

    title: str
    issuers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    canonical: tuple[str, ...] = ()
    kind: str | None = None
    form: str | None = None
    registration: str | None = None
    head: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    region: str | None
    level: str | None
    normative: bool | None
    facts: tuple[Fact, ...]


def find_standing(known: Known, told: Sequence[Fact]) -> Standing:
    """Region, level and normative, each resting on the facts `told` before it."""
    region, region_fact = _region(known, told)
    organs = tuple(organ(bare(name), region) for name in known.issuers)
    normative, normative_fact = _normative(known, told)
    level, rule = level_of(known, organs, normative=normative)
    facts = [each for each in (region_fact, normative_fact) if each is not None]
    if level is not None:
        evidence = _evidence(told, "issuer") or _evidence(told, "title")
        facts.append(fact("level", level, rule, evidence, "derived"))
    return Standing(region, level, normative, tuple(facts))


def _evidence(told: Sequence[Fact], name: str) -> Evidence | None:
    return next((each.evidence for each in told if each.name == name), None)


def _region(known: Known, told: Sequence[Fact]) -> tuple[str | None, Fact | None]:
    """From the first issuer's name, else the title, else the number's code."""
    hint = next((place for code in known.codes if (place := region_of_code(code))), None)
    title_place = division_of(known.title, hint)
    above = title_place[0] if title_place else hint
    for name in known.issuers:
        place = organ(bare(name), above)
        if place.region is not None:
            evidence = _evidence(told, "issuer")
            return place.region, fact("region", place.region, "发文机关", evidence, "derived")
        if place.tier == "国家":
            return None, None
    if title_place is not None:
        evidence = _evidence(told, "title")
        return title_place[0], fact("region", title_place[0], "标题", evidence, "derived")
    if known.form is not None and known.kind is None and (place_of := within_text(known.title)):
        return place_of, fact("region", place_of, "标题", _evidence(told, "title"), "derived")
    if hint is not None:
        return hint, fact("region", hint, "发文字号", _evidence(told, "number"), "derived")
    return None, None


#: 规 at the end of an issuer's code marks a normative document: 穗府办规, 穗民规字. Not 规 of 规划.
_NORMATIVE_CODE = re.compile(r"规(?:字|发|范)?$")
#: what is no normative document by its title or kind, with an example
NOT_NORMATIVE: tuple[tuple[str, str, str], ...] = (
    ("人事任免", r"任免|任命|免去.{0,20}职务|职务的?(?:通知|决定)$", "关于样例一等同志职务任免的通知"),
    ("批复", r"批复$", "关于同意设立公园的批复"),
    ("函件", r"(?:复函|函|答复)$", "关于第三条适用问题的函"),
    ("通报", r"通报$", "关于检查情况的通报"),
    ("请示报告", r"(?:请示|报告|议案|纪要|公报)$", "关于节水工作的报告"),
    ("表彰奖励", r"表彰|授予.{0,30}称号|嘉奖", "关于表彰先进集体的决定"),
    ("机构人员", r"(?:组成人员|领导小组|指挥部|委员会)(?:的?成员)?的?通知$|成立.{0,30}小组", "关于成立节水领导小组的通知"),
    ("工作安排", r"工作(?:要点|安排|分工|计划)(?:的通知)?$|立法工作计划|放假安排", "关于印发节水工作要点的通知"),
    ("会议活动", r"召开.{0,40}会议|举办.{0,40}的通知$|开展.{0,30}(?:检查|督查|评选)的通知$", "关于召开节水工作会议的通知"),
)  # fmt: skip
_NOT_NORMATIVE = tuple((rule, re.compile(pattern)) for rule, pattern, _ in NOT_NORMATIVE)


def _normative(known: Known, told: Sequence[Fact]) -> tuple[bool | None, Fact | None]:
    for code in known.codes:
        if _NORMATIVE_CODE.search(code):
            evidence = _evidence(told, "number")
            return True, fact("normative", "true", "文号中的规字", evidence, "derived")
    if known.registration is not None:
        evidence = _evidence(told, "registration_number")
        return True, fact("normative", "true", "规范性文件统一编号", evidence, "derived")
    for rule, pattern in _NOT_NORMATIVE:
        if pattern.search(known.title):
            evidence = _evidence(told, "title")
            return False, fact("normative", "false", rule, evidence, "derived")
    return None, None


#: 体例 of laws and regulations
_LAWS = frozenset({"法", "条例", "规定", "办法", "细则", "规则", "规程", "决定"})
_PARTY_RULES = frozenset({"条例", "规定", "办法", "细则", "规则", "准则", "章程"})
_STATE_COUNCIL = ("国务院", "国务院办公厅", "政务院")
_ZONE = re.compile(r"^.{2,4}经济特区|^海南自由贸易港|^浦东新区")
_AUTONOMOUS = re.compile(r"自治[州县旗]")


def level_of(
    known: Known, organs: Sequence[Organ], *, normative: bool | None
) -> tuple[str | None, str]:
    """The 效力级别 and the rule that gave it."""
    if known.title.removeprefix("中华人民共和国").startswith("宪法") and not organs[1:]:
        if re.fullmatch(r"(?:中华人民共和国)?宪法(?:修正案)?(?:[（(].*[)）])?", known.title):
            return "宪法", "题名"
    if not organs:
        return _level_by_title(known), "题名"
    first = organs[0]
    if first.body == "人大":
        return _congress_level(known, first), "人大立法"
    if first.body == "监察" and known.form in _LAWS and first.tier == "国家":
        return "监察法规", "国家监察委员会"
    if first.body == "司法":
        state = first.tier == "国家"
        return ("司法解释" if state and _interprets(known) else "其他文件"), "司法机关"
    if first.body == "党委":
        return ("党内法规" if known.form in _PARTY_RULES else "其他文件"), "党的机关"
    order = known.kind == "令" or any("令" in number for number in known.canonical)
    if first.name in _STATE_COUNCIL:
        regulation = order or (known.kind is None and known.form in _LAWS and not known.canonical)
        return ("行政法规" if regulation else "国务院文件"), "国务院"
    if known.head and known.form in _LAWS and "国务院批准" in known.head:
        return "行政法规", "国务院批准发布"
    if order:
        if first.tier == "国家":
            return "部门规章", "部门令"
        if first.tier in ("省级", "市级") and first.body == "政府":
            return "地方政府规章", "政府令"
    if normative is False:
        return "其他文件", "非规范性文件"
    return _document_level(first), "发文机关"


def _interprets(known: Known) -> bool:
    return any(number.startswith(("法释", "高检发释")) for number in known.canonical) or bool(
        re.search(
            r"(?:解释|规定|规则|批复|解答|决定|意见|安排|答复|办法)(?:[（(].{1,12}[)）])*$",
            known.title,
        )
    )


def _congress_level(known: Known, congress: Organ) -> str | None:
    if congress.tier == "国家":
        if re.search(r"的解释$", known.title):
            return "法律解释"
        if known.form == "法" or re.search(
            r"法(?:[（(].*[)）])?$|修正案|条例$|议事规则$", known.title
        ):
            return "法律"
        if kind_of_title(known.title) in ("决定", "决议"):
            return "有关法律问题的决定"
        return "法律" if known.form else "其他"
    if _AUTONOMOUS.search(congress.name):
        return "自治条例和单行条例"
    if _ZONE.match(known.title):
        return "经济特区法规"
    if known.form is not None or kind_of_title(known.title) in ("决定", "决议"):
        return "地方性法规"
    return "其他"


#: what a title alone makes certain: only the State Council and congresses may call a rule 条例
BY_TITLE: tuple[tuple[str, str, str], ...] = (
    ("司法解释", r"^最高人民(?:法院|检察院).*(?:解释|规定|批复|解答)(?:[（(].*[)）])?$", "最高人民法院关于水权案件的解释"),
    ("党内法规", r"^中国共产党.*(?:条例|准则|规定|办法|细则|规则)(?:[（(].*[)）])?$", "中国共产党样例工作条例"),
    ("法律", r"^中华人民共和国(?!.*(?:办法|方法)(?:[（(].*[)）])?$).*法(?:[（(].*[)）])?$", "中华人民共和国节水样例法"),
    ("经济特区法规", r"^.{2,4}经济特区.*条例(?:[（(].*[)）])?$", "珠海经济特区海岛书店促进条例"),
    ("自治条例和单行条例", r"^.*自治[州县旗].*条例(?:[（(].*[)）])?$", "某某自治县城镇管理条例"),
)  # fmt: skip
_BY_TITLE = tuple((level, re.compile(pattern)) for level, pattern, _ in BY_TITLE)
_REGULATION = re.compile(r"条例(?:[（(].*[)）])?$")
_CARRIES_OUT = re.compile(r"实施《.*法》(?:办法|规定|细则)?|实施.{0,20}《.*法》的?.{0,6}(?:办法|规定)$")


def _level_by_title(known: Known) -> str | None:
    for level, pattern in _BY_TITLE:
        if pattern.search(known.title):
            return level
    local = division_of(known.title) is not None
    if known.kind is None and _REGULATION.search(known.title):
        return "地方性法规" if local else "行政法规"
    return "地方性法规" if local and _CARRIES_OUT.search(known.title) else None


def _document_level(issuer: Organ) -> str | None:
    if issuer.tier is None or issuer.body in ("军队", "其他"):
        return "其他文件"
    if issuer.tier == "国家":
        return "规范性文件/国务院部门"
    if issuer.tier == "乡镇":
        return "规范性文件/乡镇"
    body = "政府" if issuer.body == "政府" else "部门"
    return f"规范性文件/{issuer.tier}/{body}"
