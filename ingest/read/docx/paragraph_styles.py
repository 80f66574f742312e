"""Looks up the settings that a paragraph takes from its styles."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class _Settings:
    """What a paragraph or a style states itself, None where it states nothing.

    * `alignment`: Word's name for it.
    * `list_id`, `level`: of its numbering."""

    alignment: str | None = None
    list_id: str | None = None
    level: int | None = None


_NO_SETTINGS = _Settings()


class ParagraphStyles:
    """Looks a setting up in a paragraph, then in its style and the styles that this is based on."""

    def __init__(self, root: XmlElement | None) -> None:
        self._styles: dict[str, XmlElement] = {}
        self._default: str | None = None
        #: name of a style → its settings, and the style that it is based on; each is read once: a
        #: file of thousands of styles and paragraphs took seconds
        self._read: dict[str, tuple[_Settings, str]] = {}
        for each in root if root is not None else ():
            name = get_attribute(each, "styleId")
            if local_name(each) == "style" and name:
                self._styles[name] = each
                if get_attribute(each, "type") == "paragraph" and get_attribute(each, "default"):
                    self._default = name

    def is_centered(self, paragraph: XmlElement) -> bool:
        """Whether a paragraph is centered."""
        stated = (each.alignment for each in self._settings(paragraph))
        return next(filter(None, stated), None) == "center"

    def list_and_level(self, paragraph: XmlElement) -> tuple[str, int] | None:
        """The list and level that number a paragraph, or None; Word's list 0 means no list."""
        level = None
        for settings in self._settings(paragraph):
            level = settings.level if level is None else level
            if settings.list_id:
                return None if settings.list_id == "0" else (settings.list_id, level or 0)
        return None

    def _settings(self, paragraph: XmlElement) -> tuple[_Settings, ...]:
        own = find_child(paragraph, "pPr")
        if own is None:
            return self._chain(self._default or "")
        return (_read_settings(own), *self._chain(get_val(own, "pStyle") or self._default or ""))

    def _chain(self, name: str) -> tuple[_Settings, ...]:
        found: list[_Settings] = []
        while name in self._styles and len(found) < _CHAIN:
            if name not in self._read:
                style = self._styles[name]
                base = get_val(style, "basedOn") or ""
                self._read[name] = _read_settings(find_child(style, "pPr")), base
            settings, name = self._read[name]
            found.append(settings)
        return tuple(found)


def _read_settings(element: XmlElement | None) -> _Settings:
    if element is None:
        return _NO_SETTINGS
    numbering = find_child(element, "numPr")
    return _Settings(
        get_val(element, "jc"),
        get_val(numbering, "numId"),
        parse_setting(get_val(numbering, "ilvl")),
    )
