"""Word's paragraph styles: what a paragraph is when it does not say so itself."""

from __future__ import annotations

from ingest.read.common.xml import Element, attribute, child, local, number, value

#: styles rest on one another; longer chains are circles
_CHAIN = 12


class Styles:
    """Looks a setting up in a paragraph, then in its style and those that it rests on."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        for each in root if root is not None else ():
            name = attribute(each, "styleId")
            if local(each) == "style" and name:
                self._styles[name] = each
                if attribute(each, "type") == "paragraph" and attribute(each, "default"):
                    self._default = name

    def centered(self, paragraph: Element) -> bool:
        """Whether a paragraph stands in the middle."""
        said = (value(each, "jc") for each in self._settings(paragraph))
        return next((each for each in said if each), None) == "center"

    def numbering(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and level that number a paragraph; Word's list 0 is none."""
        level = None
        for settings in self._settings(paragraph):
            stated = child(settings, "numPr")
            level = number(value(stated, "ilvl")) if level is None else level
            if stated is not None and (name := value(stated, "numId")):
                return None if name == "0" else (name, level or 0)
        return None

    def _settings(self, paragraph: Element) -> list[Element]:
        own = child(paragraph, "pPr")
        found = [] if own is None else [own]
        name = value(own, "pStyle") or self._default
        for _ in range(_CHAIN):
            style = self._styles.get(name or "")
            if style is None:
                break
            if (settings := child(style, "pPr")) is not None:
                found.append(settings)
            name = value(style, "basedOn")
        return found
