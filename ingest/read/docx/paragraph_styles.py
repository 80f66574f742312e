"""Looks up the settings that a paragraph takes from its styles."""

from __future__ import annotations

from ingest.read.common.xml_elements import (
    XmlElement,
    find_child,
    get_attribute,
    get_val,
    local_name,
    parse_setting,
)

#: a style is based on another; longer chains are circles
_CHAIN = 12


class ParagraphStyles:
    """Looks a setting up in a paragraph, then in its style and the styles that this is based on."""

    def __init__(self, root: XmlElement | None) -> None:
        self._styles: dict[str, XmlElement] = {}
        self._default: str | None = None
        for each in root if root is not None else ():
            name = get_attribute(each, "styleId")
            if local_name(each) == "style" and name:
                self._styles[name] = each
                if get_attribute(each, "type") == "paragraph" and get_attribute(each, "default"):
                    self._default = name

    def is_centered(self, paragraph: XmlElement) -> bool:
        """Whether a paragraph is centered."""
        alignments = (get_val(each, "jc") for each in self._settings(paragraph))
        return next((each for each in alignments if each), None) == "center"

    def list_and_level(self, paragraph: XmlElement) -> tuple[str, int] | None:
        """The list and level that number a paragraph, or None; Word's list 0 means no list."""
        level = None
        for settings in self._settings(paragraph):
            stated = find_child(settings, "numPr")
            level = parse_setting(get_val(stated, "ilvl")) if level is None else level
            if stated is not None and (name := get_val(stated, "numId")):
                return None if name == "0" else (name, level or 0)
        return None

    def _settings(self, paragraph: XmlElement) -> list[XmlElement]:
        own = find_child(paragraph, "pPr")
        chain = [] if own is None else [own]
        name = get_val(own, "pStyle") or self._default
        for _ in range(_CHAIN):
            style = self._styles.get(name or "")
            if style is None:
                break
            if (settings := find_child(style, "pPr")) is not None:
                chain.append(settings)
            name = get_val(style, "basedOn")
        return chain
