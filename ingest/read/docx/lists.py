"""The lists of a .docx: numbering.xml as levels."""

from __future__ import annotations

from ingest.read.common.numbering import LEVELS, Level, Lists
from ingest.read.common.xml import Element, attribute, child, local, number, value


def lists_of(root: Element | None) -> Lists:
    """The definitions (abstractNum), and the lists that count by them (num)."""
    lists = Lists()
    for each in root if root is not None else ():
        if local(each) == "abstractNum":
            lists.definitions[attribute(each, "abstractNumId") or ""] = _levels(each)
        elif local(each) == "num":
            _note(lists, each)
    return lists


def _note(lists: Lists, num: Element) -> None:
    name = attribute(num, "numId") or ""
    lists.of[name] = value(num, "abstractNumId") or ""
    for each in num:
        level = number(attribute(each, "ilvl"))
        if local(each) != "lvlOverride" or level is None or level >= LEVELS:
            continue
        lists.own.setdefault(name, {}).update(_levels(each))
        start = number(value(each, "startOverride"))
        if start is not None:
            lists.starts[name, level] = start


def _levels(definition: Element) -> dict[int, Level]:
    levels: dict[int, Level] = {}
    for each in definition:
        level = number(attribute(each, "ilvl"))
        if local(each) != "lvl" or level is None or level >= LEVELS:
            continue
        start = number(value(each, "start"))
        levels[level] = Level(
            1 if start is None else start,
            value(each, "numFmt") or "decimal",
            value(each, "lvlText") or "",
            value(each, "suff") != "nothing",
            child(each, "isLgl") is not None,
        )
    return levels
