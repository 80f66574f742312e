"""Organs that issue documents: their tier, body and region, by their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from analyzers.pattern_rules import PatternRule, first_name
from corpus.authorities.administrative_divisions import division_of

OrganTier = Literal["国家", "省级", "市级", "县级", "乡镇"]
OrganBody = Literal["政府", "部门", "人大", "司法", "监察", "军队", "党委", "其他"]


@dataclass(frozen=True, slots=True)
class Organ:
    """What an organ's simplified name says of it; `region` is None for the state and unknown
    regions."""

    name: str
    tier: OrganTier | None
    body: OrganBody
    region: str | None


#: what a name says of the organ; the first row that matches decides
BODIES: tuple[PatternRule[OrganBody], ...] = (
    PatternRule(
        "党委",
        re.compile(r"^中共|^中国共产党|党委(?:办公[厅室])?$|纪律检查委员会"),
        "中共广东省委办公厅",
    ),
    PatternRule(
        "军队", re.compile(r"中央军委|军事委员会|解放军|武警|军区|警备区"), "中央军委办公厅"
    ),
    PatternRule(
        "人大",
        re.compile(r"人民代表大会|人大常委会|全国人大"),
        "珠海市人民代表大会常务委员会",
    ),
    PatternRule("监察", re.compile(r"监察委员会$"), "国家监察委员会"),
    PatternRule("司法", re.compile(r"法院$|检察院$"), "最高人民检察院"),
    PatternRule("政府", re.compile(r"人民政府(?:办公[厅室])?$"), "广州市人民政府办公厅"),
    PatternRule(
        "政府",
        re.compile(r"(?:公署|行署|管理委员会|管委会)(?:办公[厅室])?$"),
        "海南州行政公署",
    ),
    PatternRule(
        "政府",
        re.compile(r"[省市县区州旗镇乡]政府(?:办公[厅室])?$|街道办事处$"),
        "石龙镇政府",
    ),
    PatternRule(
        "政府",
        re.compile(r"^国务院(?:办公厅)?$|^政务院$"),
        "国务院办公厅",
        spared=("国务院国有资产监督管理委员会",),
    ),
    PatternRule("其他", re.compile(r"(?:协会|学会|商会|促进会|基金会)$"), "广州市律师协会"),
    PatternRule("部门", re.compile(r"[厅局部署处室院委会办行队社所团关]$"), "广州市民政局"),
    PatternRule(
        "部门",
        re.compile(r"(?:中心|集团|公司|大学|学院|机构|联合会|指挥部|机关|小组)$"),
        "市疾控中心",
    ),
)

#: names of organs of the state, present and past, beside those that _STATE_FORM recognises
_STATE = frozenset(
    files("corpus.authorities").joinpath("state_organs.txt").read_text("utf-8").split()
)
_STATE_FORM = re.compile(
    r"^(?:中华人民共和国|国家|全国|国务院|最高人民)|^中国人民|^中共中央|^中央|^中华全国"
)
#: local branches of organs of the state: the region behind the organ's name decides
_BRANCH = re.compile(r"^国家(?:税务|统计|外汇管理|金融监督管理)[总局]{1,2}(?=..)")
_TOWN = re.compile(r"(?:镇|乡|街道)(?:人民政府|政府|办事处|人民代表大会|党委)")
#: code points of the longest name of an organ
_LONGEST = 40
_TIERS: tuple[OrganTier, ...] = ("省级", "市级", "县级")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_BY_LAST: dict[str, OrganTier] = {
    "省": "省级",
    "市": "市级",
    "州": "市级",
    "县": "县级",
    "区": "县级",
    "旗": "县级",
}


def tier_of(region: str) -> OrganTier:
    """The tier of a region's own organs; districts of the four municipalities count as counties.

    >>> tier_of("广东省/广州市"), tier_of("北京市/海淀区"), tier_of("北京市")
    ('市级', '县级', '省级')
    """
    depth = region.count("/")
    if depth == 1 and (region.startswith(_MUNICIPALITIES) or region.endswith(("县", "区", "林区"))):
        depth = 2
    return _TIERS[depth]


@lru_cache(maxsize=4096)
def classify_organ(name: str, within: str | None = None) -> Organ:
    """The organ that a simplified name means; `within`: where a county lies whose name others use
    too.

    >>> classify_organ("广州市天河区人民政府")
    Organ(name='广州市天河区人民政府', tier='县级', body='政府', region='广东省/广州市/天河区')
    >>> classify_organ("国家税务总局广东省税务局").region, classify_organ("财政部").tier
    ('广东省', '国家')
    """
    body = _body_of(name)
    division = division_of(name.removeprefix("中共").removeprefix("中国共产党"), within)
    if division is None and (branch := _BRANCH.match(name)):
        division = division_of(name[branch.end() :])
    if division is not None:
        region, rest = division
        if _TOWN.search(rest):
            return Organ(name, "乡镇", body, region)
        return Organ(name, tier_of(region), body, region)
    if _TOWN.search(name):
        return Organ(name, "乡镇", body, None)
    if name in _STATE or _STATE_FORM.match(name):
        return Organ(name, "国家", body, None)
    ending = re.search(r"^[^省市州县区旗]{1,8}([省市州县区旗])", name)
    return Organ(name, _BY_LAST[ending[1]] if ending else None, body, None)


@lru_cache(maxsize=4096)
def _body_of(name: str) -> OrganBody:
    return first_name(BODIES, name) or "其他"


def has_organ_ending(name: str) -> bool:
    """Whether a simplified name ends as organs' names do.

    >>> has_organ_ending("广州市民政局"), has_organ_ending("关于做好工作")
    (True, False)
    """
    return len(name) <= _LONGEST and _body_of(name) != "其他"
