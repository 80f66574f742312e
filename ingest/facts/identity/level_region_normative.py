"""The classification of a document: its region, its level, and whether it is normative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzers.pattern_rules import PatternRule, first_name
from corpus.authorities.administrative_divisions import division_of, region_named_in_title
from corpus.authorities.number_codes import region_of_code
from corpus.authorities.organs import classify_organ
from corpus.model.domain_types import Evidence, Fact
from ingest.facts.identity.authority_level import ClassificationInput, level_of
from ingest.facts.notice import compact_simplified, fact


@dataclass(frozen=True, slots=True)
class ClassificationFinding:
    """The classification of a document, and its facts; None for what is unknown.

    `region`: a path 省级/市级/县级. `level`: one of `corpus.model.document_levels.LEVELS`.
    """

    region: str | None
    level: str | None
    normative: bool | None
    facts: tuple[Fact, ...]


def find_classification(
    known: ClassificationInput, earlier_facts: Sequence[Fact]
) -> ClassificationFinding:
    """The region, the level and whether the document is normative, with their facts.

    `earlier_facts`: the facts of title, issuers and numbers, which give the evidence.
    """
    region, region_fact = _find_region(known, earlier_facts)
    organs = tuple(classify_organ(compact_simplified(name), region) for name in known.issuers)
    normative, normative_fact = _find_normative(known, earlier_facts)
    level, rule = level_of(known, organs, normative=normative)
    facts = [each for each in (region_fact, normative_fact) if each is not None]
    if level is not None:
        evidence = _evidence_of(earlier_facts, "issuer") or _evidence_of(earlier_facts, "title")
        facts.append(fact("level", level, rule, evidence, "derived"))
    return ClassificationFinding(region, level, normative, tuple(facts))


def _evidence_of(earlier_facts: Sequence[Fact], name: str) -> Evidence | None:
    """The evidence of the first fact with this name, or None."""
    return next((each.evidence for each in earlier_facts if each.name == name), None)


def _find_region(
    known: ClassificationInput, earlier_facts: Sequence[Fact]
) -> tuple[str | None, Fact | None]:
    """The region and its fact, from an issuer's name, else the title, else the number's code.

    Both are None where a national organ issued the document.
    """
    hint = next((region for code in known.codes if (region := region_of_code(code))), None)
    title_division = division_of(known.title, hint)
    above = title_division[0] if title_division else hint
    for name in known.issuers:
        issuer = classify_organ(compact_simplified(name), above)
        if issuer.region is not None:
            evidence = _evidence_of(earlier_facts, "issuer")
            return issuer.region, fact("region", issuer.region, "发文机关", evidence, "derived")
        if issuer.tier == "国家":
            return None, None
    if title_division is not None:
        evidence = _evidence_of(earlier_facts, "title")
        return title_division[0], fact("region", title_division[0], "标题", evidence, "derived")
    if (
        known.form is not None
        and known.kind is None
        and (named_region := region_named_in_title(known.title))
    ):
        return named_region, fact(
            "region", named_region, "标题", _evidence_of(earlier_facts, "title"), "derived"
        )
    if hint is not None:
        return hint, fact(
            "region", hint, "发文字号", _evidence_of(earlier_facts, "number"), "derived"
        )
    return None, None


#: 规 at the end of an issuer's code marks a normative document: 穗府办规, 穗民规字. Not 规 of 规划.
_NORMATIVE_CODE = re.compile(r"规(?:字|发|范)?$")
#: documents that are not normative, by title
NOT_NORMATIVE: tuple[PatternRule[str], ...] = (
    PatternRule(
        "人事任免",
        re.compile(r"任免|任命|[任免]职|免去.{0,20}职务|职务的?(?:通知|决定)$"),
        "关于样例一等同志职务任免的通知",
    ),
    PatternRule("批复", re.compile(r"批复$"), "关于同意设立公园的批复"),
    PatternRule("函件", re.compile(r"(?:复函|函|答复)$"), "关于第三条适用问题的函"),
    PatternRule("通报", re.compile(r"通报$"), "关于检查情况的通报"),
    PatternRule("请示报告", re.compile(r"(?:请示|报告|议案|纪要|公报)$"), "关于节水工作的报告"),
    PatternRule("表彰奖励", re.compile(r"表彰|授予.{0,30}称号|嘉奖"), "关于表彰先进集体的决定"),
    PatternRule(
        "机构人员",
        re.compile(r"(?:组成人员|领导小组|指挥部|委员会)(?:的?成员)?的?通知$|成立.{0,30}小组"),
        "关于成立节水领导小组的通知",
    ),
    PatternRule(
        "工作安排",
        re.compile(r"工作(?:要点|安排|分工|计划)(?:的通知)?$|立法工作计划|放假安排"),
        "关于印发节水工作要点的通知",
        spared=("关于加强节水工作的通知",),
    ),
    PatternRule(
        "会议活动",
        re.compile(r"召开.{0,40}会议|举办.{0,40}的通知$|开展.{0,30}(?:检查|督查|评选)的通知$"),
        "关于召开节水工作会议的通知",
    ),
)


def _find_normative(
    known: ClassificationInput, earlier_facts: Sequence[Fact]
) -> tuple[bool | None, Fact | None]:
    """Whether the document is normative, with the fact; both None where nothing shows it.

    Source: docs/contract.md, "Document".
    """
    for code in known.codes:
        if _NORMATIVE_CODE.search(code):
            evidence = _evidence_of(earlier_facts, "number")
            return True, fact("normative", "true", "文号中的规字", evidence, "derived")
    if known.registration is not None:
        evidence = _evidence_of(earlier_facts, "registration_number")
        return True, fact("normative", "true", "规范性文件统一编号", evidence, "derived")
    rule = first_name(NOT_NORMATIVE, known.title)
    if rule is None:
        return None, None
    evidence = _evidence_of(earlier_facts, "title")
    return False, fact("normative", "false", rule, evidence, "derived")
