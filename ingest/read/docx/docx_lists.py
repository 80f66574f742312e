"""The lists of a .docx: numbering.xml as levels."""

from __future__ import annotations

from ingest.read.common.word_numbering import LEVELS, NumberingLevel, NumberingLists
from ingest.read.common.xml_elements import (
    XmlElement,
    find_child,
    get_attribute,
    get_val,
    local_name,
    parse_setting,
)


def read_docx_lists(root: XmlElement | None) -> NumberingLists:
    """The definitions (abstractNum), and the lists that count by them (num)."""
    lists = NumberingLists()
    for each in root if root is not None else ():
        if local_name(each) == "abstractNum":
            lists.definitions[get_attribute(each, "abstractNumId") or ""] = _read_levels(each)
        elif local_name(each) == "num":
            _add_list(lists, each)
    return lists


def _add_list(lists: NumberingLists, num: XmlElement) -> None:
    name = get_attribute(num, "numId") or ""
    lists.definition_ids[name] = get_val(num, "abstractNumId") or ""
    for each in num:
        level = parse_setting(get_attribute(each, "ilvl"))
        if local_name(each) != "lvlOverride" or level is None or level >= LEVELS:
            continue
        lists.level_overrides.setdefault(name, {}).update(_read_levels(each))
        start = parse_setting(get_val(each, "startOverride"))
        if start is not None:
            lists.start_overrides[name, level] = start


def _read_levels(definition: XmlElement) -> dict[int, NumberingLevel]:
    levels: dict[int, NumberingLevel] = {}
    for each in definition:
        level = parse_setting(get_attribute(each, "ilvl"))
        if local_name(each) != "lvl" or level is None or level >= LEVELS:
            continue
        start = parse_setting(get_val(each, "start"))
        levels[level] = NumberingLevel(
            1 if start is None else start,
            get_val(each, "numFmt") or "decimal",
            get_val(each, "lvlText") or "",
            get_val(each, "suff") != "nothing",
            find_child(each, "isLgl") is not None,
        )
    return levels
