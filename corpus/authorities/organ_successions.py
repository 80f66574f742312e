"""The names of organs before and after reorganisations, and the organs above them.

`reorganisations.txt` has one line for each change: its day or month, the old names, `>`, the new
names. A line that begins with 地方 holds for the organs of every region, in each on its own day.
`state_organs.txt` has one line for each organ of the state: its full name, then its short names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from corpus.authorities.administrative_divisions import division_of

_LOCAL = "地方"
_STATE_PREFIX = "中华人民共和国"
#: 国家税务总局广东省税务局, 广东省国家税务局: the tax offices of a place before and after 2018
_TAX_BRANCH = re.compile(r"^国家税务总局(?P<place>.{2,20})(?=税务局$)")

#: offices of the state that are under a ministry, not under the State Council itself
_SUPERIORS = {
    "国家能源局": "国家发展和改革委员会",
    "国家数据局": "国家发展和改革委员会",
    "国家粮食和物资储备局": "国家发展和改革委员会",
    "国家国防科技工业局": "工业和信息化部",
    "国家烟草专卖局": "工业和信息化部",
    "国家移民管理局": "公安部",
    "国家林业和草原局": "自然资源部",
    "国家铁路局": "交通运输部",
    "中国民用航空局": "交通运输部",
    "国家邮政局": "交通运输部",
    "国家文物局": "文化和旅游部",
    "国家中医药管理局": "国家卫生健康委员会",
    "国家疾病预防控制局": "国家卫生健康委员会",
    "国家矿山安全监察局": "应急管理部",
    "国家外汇管理局": "中国人民银行",
    "国家药品监督管理局": "国家市场监督管理总局",
    "国务院办公厅": "国务院",
    "中央军委办公厅": "中央军委",
    "中共中央办公厅": "中共中央",
}
#: organs to which no organ above them issues documents
_HIGHEST_ORGANS = frozenset(
    {"国务院", "政务院", "最高人民法院", "最高人民检察院", "中央军委", "中共中央"}
)


@dataclass(frozen=True, slots=True)
class Succession:
    """An organ before or after another one.

    `day`: of the change, the first of its month where only the month is known; None where every
    region has its own."""

    name: str
    day: date | None


@dataclass(frozen=True, slots=True)
class _Reorganisation:
    local: bool
    day: date | None
    old: tuple[str, ...]
    new: tuple[str, ...]


@cache
def _reorganisations() -> tuple[_Reorganisation, ...]:
    changes = []
    for line in (
        files("corpus.authorities").joinpath("reorganisations.txt").read_text("utf-8").splitlines()
    ):
        when, _, names = line.partition(" ")
        old, _, new = names.partition(" > ")
        local = when == _LOCAL
        day = (
            None
            if local
            else date.fromisoformat(when if len(when) > len("2001-04") else f"{when}-01")
        )
        changes.append(_Reorganisation(local, day, tuple(old.split()), tuple(new.split())))
    return tuple(changes)


@cache
def _full_names() -> dict[str, str]:
    """The full name for each name of an organ of the state."""
    full_names: dict[str, str] = {}
    for line in (
        files("corpus.authorities").joinpath("state_organs.txt").read_text("utf-8").splitlines()
    ):
        whole, *short = line.split()
        full_names |= dict.fromkeys((whole, *short), whole)
    return full_names


def full_organ_name(name: str) -> str:
    """The full name of an organ of the state; other names as they are, simplified.

    >>> [full_organ_name(name) for name in ("工商总局", "中华人民共和国财政部", "广州市民政局")]
    ['国家工商行政管理总局', '财政部', '广州市民政局']
    """
    known = _full_names()
    return known.get(name) or known.get(name.removeprefix(_STATE_PREFIX)) or name


def organ_names(name: str) -> tuple[str, ...]:
    """The full name of an organ of the state and then its short names; of other organs the name
    alone.

    >>> organ_names("工商总局")
    ('国家工商行政管理总局', '工商总局')
    >>> organ_names("广州市民政局")
    ('广州市民政局',)
    """
    whole = full_organ_name(name)
    known = (other for other, its in _full_names().items() if its == whole)
    return tuple(dict.fromkeys((whole, *known)))


def predecessors(name: str) -> tuple[Succession, ...]:
    """The organs whose tasks passed to the organ of this name, the latest first.

    >>> [(each.name, str(each.day)) for each in predecessors("生态环境部")][:2]
    [('环境保护部', '2018-03-17'), ('国家环境保护总局', '2008-03-15')]
    >>> [each.name for each in predecessors("广州市市场监督管理局")]
    ['广州市工商行政管理局', '广州市质量技术监督局', '广州市食品药品监督管理局']
    """
    return _follow_changes(name, _old_names)


def successors(name: str) -> tuple[Succession, ...]:
    """The organs to which the tasks of the organ of this name passed, the earliest first.

    >>> [(each.name, str(each.day)) for each in successors("中国银监会")]
    [('中国银行保险监督管理委员会', '2018-03-17'), ('国家金融监督管理总局', '2023-03-10')]
    """
    return _follow_changes(name, _new_names)


def _old_names(change: _Reorganisation, name: str) -> tuple[str, ...]:
    return change.old if name in change.new else ()


def _new_names(change: _Reorganisation, name: str) -> tuple[str, ...]:
    return change.new if name in change.old else ()


def _follow_changes(
    name: str, step: Callable[[_Reorganisation, str], tuple[str, ...]]
) -> tuple[Succession, ...]:
    """All organs that `step` reaches from change to change.

    A name that comes again (国家药品监督管理局) is not followed a second time."""
    region, own = _split_place(name)
    days_by_organ: dict[str, date | None] = {}
    queue = [own]
    while queue:
        organ = queue.pop(0)
        for change in _reorganisations():
            if change.local != (region is not None):
                continue
            for other in step(change, organ):
                if other not in days_by_organ and other != own:
                    days_by_organ[other] = change.day
                    queue.append(other)
    return tuple(
        Succession(_join_place(region, other), day) for other, day in days_by_organ.items()
    )


def _split_place(name: str) -> tuple[str | None, str]:
    """The printed region of a local organ and its own name behind that; None for organs of the
    state."""
    name = full_organ_name(name)
    if branch := _TAX_BRANCH.match(name):
        return branch["place"], name[branch.end() :]
    division = division_of(name)
    if division is None or not division[1]:
        return None, name
    return name.removesuffix(division[1]), division[1]


def _join_place(place: str | None, own: str) -> str:
    if place is None:
        return own
    return f"国家税务总局{place}税务局" if own == "税务局" else place + own


def superior_organ(name: str) -> str | None:
    """The organ above an organ, or None where there is none.

    Above a department stands its government, above a government that of the next larger region.

    >>> [superior_organ(name) for name in ("广州市民政局", "广州市人民政府", "国家铁路局")]
    ['广州市人民政府', '广东省人民政府', '交通运输部']
    >>> superior_organ("国务院")
    """
    name = full_organ_name(name)
    if name in _HIGHEST_ORGANS:
        return None
    if _TAX_BRANCH.match(name):
        return "国家税务总局"
    division = division_of(name)
    if division is None:
        return _SUPERIORS.get(name, "国务院" if name in _full_names() else None)
    return _superior_in_region(*division, name.removesuffix(division[1]))


def _superior_in_region(region: str, own: str, printed: str) -> str | None:
    """The organ above the organ called `own`, in a region with this path and printed name."""
    if "人民代表大会" in own:
        return f"{printed}人民代表大会" if own == "人民代表大会常务委员会" else None
    if own != "人民政府":
        return f"{printed}人民政府" if own else None
    above = region.rpartition("/")[0]
    return f"{above.rsplit('/', 1)[-1]}人民政府" if above else "国务院"
