"""Reads the lists of a .docx from its numbering.xml."""

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
    """The definitions (abstractNum) of a .docx, and the lists that count by them (num)."""
    lists = NumberingLists()
    for element in root if root is not None else ():
        if local_name(element) == "abstractNum":
            lists.definitions[get_attribute(element, "abstractNumId") or ""] = _read_levels(element)
        elif local_name(element) == "num":
            _add_list(lists, element)
    return lists


def _add_list(lists: NumberingLists, num: XmlElement) -> None:
    name = get_attribute(num, "numId") or ""
    lists.definition_ids[name] = get_val(num, "abstractNumId") or ""
    for override in num:
        level = parse_setting(get_attribute(override, "ilvl"))
        if local_name(override) != "lvlOverride" or level is None or level >= LEVELS:
            continue
        lists.level_overrides.setdefault(name, {}).update(_read_levels(override))
        start = parse_setting(get_val(override, "startOverride"))
        if start is not None:
            lists.start_overrides[name, level] = start


def _read_levels(definition: XmlElement) -> dict[int, NumberingLevel]:
    levels: dict[int, NumberingLevel] = {}
    for element in definition:
        level = parse_setting(get_attribute(element, "ilvl"))
        if local_name(element) != "lvl" or level is None or level >= LEVELS:
            continue
        start = parse_setting(get_val(element, "start"))
        levels[level] = NumberingLevel(
            1 if start is None else start,
            get_val(element, "numFmt") or "decimal",
            get_val(element, "lvlText") or "",
            get_val(element, "suff") != "nothing",
            find_child(element, "isLgl") is not None,
            parse_setting(get_val(element, "lvlRestart")),
        )
    return levels
