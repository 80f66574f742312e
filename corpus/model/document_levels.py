"""The levels (效力级别) of documents as paths, from the constitution down."""

from __future__ import annotations

LEVELS: tuple[str, ...] = (
    "宪法",
    "法律",
    "法律解释",
    "有关法律问题的决定",
    "行政法规",
    "监察法规",
    "司法解释",
    "地方性法规",
    "经济特区法规",
    "自治条例和单行条例",
    "部门规章",
    "地方政府规章",
    "国务院文件",
    "规范性文件/国务院部门",
    "规范性文件/省级/政府",
    "规范性文件/省级/部门",
    "规范性文件/市级/政府",
    "规范性文件/市级/部门",
    "规范性文件/县级/政府",
    "规范性文件/县级/部门",
    "规范性文件/乡镇",
    "其他文件",
    "党内法规",
    "其他",
)

#: levels of documents by organs of the state, which bind everywhere
NATIONAL_LEVELS = frozenset(
    {
        "宪法",
        "法律",
        "法律解释",
        "有关法律问题的决定",
        "行政法规",
        "监察法规",
        "司法解释",
        "部门规章",
        "国务院文件",
        "规范性文件/国务院部门",
    }
)

_RANKS = {level: rank for rank, level in enumerate(LEVELS)}


def level_rank(level: str | None) -> int:
    """The rank of a level, 0 for the highest; unknown levels and None come last.

    >>> level_rank("宪法"), level_rank("行政法规") < level_rank("国务院文件")
    (0, True)
    >>> level_rank(None) == len(LEVELS)
    True
    """
    return _RANKS.get(level or "", len(LEVELS))
