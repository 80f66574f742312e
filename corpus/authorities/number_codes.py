"""The regions and organs behind codes of numbers: 穗府办规 belongs to Guangzhou's government.

`number_codes.txt` has one line for each region, with the first characters of its codes. Beginnings
that two regions use (宁政发, 济政发, 通政发) are left out."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

#: the rest of a code behind its region: for a government's own numbers, and for its office's
_GOVERNMENT = re.compile(r"^(?:人民政府|政府|[政府])(?:发|规|函|字|文|令|告)*$")
_OFFICE = re.compile(r"^(?:政府|[政府])?[办厅]公?[厅室]?(?:发|规|函|字|文)*$")
#: cities whose governments have an 办公厅, as those of provinces have; others have an 办公室
_SUB_PROVINCIAL = re.compile(
    r"^(?:广州|深圳|南京|武汉|沈阳|西安|成都|济南|杭州|哈尔滨|长春|大连|青岛|厦门|宁波)市$"
)
#: codes of the State Council's numbers, and of its office's
_STATE = {
    "国发": "国务院",
    "国函": "国务院",
    "国令": "国务院",
    "国办发": "国务院办公厅",
    "国办函": "国务院办公厅",
    "国办发明电": "国务院办公厅",
}


@cache
def regions_by_code() -> dict[str, str]:
    """The path of the region for each known beginning of a code."""
    regions: dict[str, str] = {}
    for line in (
        files("corpus.authorities").joinpath("number_codes.txt").read_text("utf-8").splitlines()
    ):
        region, _, beginnings = line.partition(":")
        regions |= dict.fromkeys(beginnings.split(), region)
    return regions


def region_of_code(code: str) -> str | None:
    """The region whose organs' codes begin like a code, by the longest known beginning, or None.

    >>> region_of_code("穗府办规"), region_of_code("粤府函"), region_of_code("财税")
    ('广东省/广州市', '广东省', None)
    >>> region_of_code("青政发"), region_of_code("青政办")
    ('山东省/青岛市', '青海省')
    """
    known = regions_by_code()
    for length in range(min(5, len(code)), 0, -1):
        if (region := known.get(code[:length])) is not None:
            return region
    return None


def organ_of_code(code: str) -> str | None:
    """The government, or its office, whose numbers have this code; None for the codes of
    departments.

    >>> organ_of_code("穗府规"), organ_of_code("沪府办"), organ_of_code("国办发")
    ('广州市人民政府', '上海市人民政府办公厅', '国务院办公厅')
    >>> organ_of_code("江府办"), organ_of_code("穗民规字")
    ('江门市人民政府办公室', None)
    """
    if (state := _STATE.get(code)) is not None:
        return state
    if (region := region_of_code(code)) is None:
        return None
    name = region.rsplit("/", 1)[-1]
    ending = re.search(r"(?:市)?(?=[政府办厅]).*$", code)
    rest = ending[0].removeprefix("市") if ending else ""
    if _GOVERNMENT.match(rest):
        return f"{name}人民政府"
    if not _OFFICE.match(rest):
        return None
    grand = "/" not in region or _SUB_PROVINCIAL.match(name) is not None
    return f"{name}人民政府办公{'厅' if grand else '室'}"
