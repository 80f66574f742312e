"""Finds where the styles of a page keep the line breaks of its source: `white-space: pre-line`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_WHITE_SPACE = re.compile(r"white-space(?:-collapse)?\s*:\s*([\w-]+)", re.IGNORECASE)
_KEEPING = frozenset({"pre", "pre-wrap", "pre-line", "break-spaces", "preserve", "preserve-breaks"})
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]*)\}")
_COMPOUND = re.compile(r"([a-z][\w-]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]+")
_COMBINATORS = re.compile(r"[\s>]+")


class OpenElement(NamedTuple):
    """An element as selectors see it: its tag, and its id and classes as `#id` and `.class`."""

    tag: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class _BreakRule:
    """A rule of a style sheet: the compounds of its selector, and whether it keeps line breaks."""

    compounds: tuple[OpenElement, ...]
    keeps: bool


@lru_cache(4096)  # a page has thousands of elements and few styles
def keeps_line_breaks(style: str | None) -> bool | None:
    """Whether a style keeps the line breaks of the source; None where it says nothing of them.

    >>> keeps_line_breaks("white-space: pre-wrap"), keeps_line_breaks("white-space:nowrap")
    (True, False)
    >>> keeps_line_breaks("color: red") is None
    True
    """
    found = _WHITE_SPACE.findall(style) if style and "white-space" in style.lower() else []
    return found[-1].lower() in _KEEPING if found else None


def open_element(tag: str, attributes: Mapping[str, str]) -> OpenElement:
    """The element as selectors see it.

    >>> sorted(open_element("div", {"id": "zoom", "class": "text big"}).names)
    ['#zoom', '.big', '.text']
    """
    names = [f".{name}" for name in attributes.get("class", "").split()]
    names += [f"#{attributes['id'].strip()}"] if attributes.get("id") else []
    return OpenElement(tag, frozenset(names))


class LineBreakStyles:
    """The rules about line breaks in the style sheets that a page holds itself."""

    def __init__(self) -> None:
        self._rules: list[_BreakRule] = []

    def __bool__(self) -> bool:
        return bool(self._rules)

    def read(self, sheet: str) -> None:
        """Adds the rules of a style sheet whose selectors are tags, ids and classes.

        >>> styles = LineBreakStyles()
        >>> styles.read(".a, #b p { white-space: pre-line }")
        >>> styles.keeps([open_element("div", {"class": "a"})])
        True
        """
        if "white-space" not in sheet.lower():
            return
        for rule in _RULE.finditer(_COMMENT.sub("", sheet)):
            keeps = keeps_line_breaks(rule[2])
            if keeps is None:
                continue
            for selector in rule[1].split(","):
                compounds = _parse_selector(selector.strip())
                if compounds:
                    self._rules.append(_BreakRule(compounds, keeps))

    def keeps(self, elements: Sequence[OpenElement]) -> bool | None:
        """Whether the innermost of the open elements keeps line breaks; None: no rule says it."""
        answer = None
        for rule in self._rules:
            if _selects(rule.compounds, elements):
                answer = rule.keeps
        return answer


def _parse_selector(selector: str) -> tuple[OpenElement, ...]:
    """The compounds of a selector, outermost first; none where it is not understood."""
    compounds: list[OpenElement] = []
    for piece in _COMBINATORS.split(selector):
        match = _COMPOUND.fullmatch(piece)
        if match is None or not piece:
            return ()
        tag = (match[1] or "*").lower()
        compounds.append(OpenElement(tag, frozenset(_NAME.findall(match[2]))))
    return tuple(compounds)


def _selects(compounds: Sequence[OpenElement], elements: Sequence[OpenElement]) -> bool:
    """Whether a selector matches the innermost element, with the elements around it."""
    if not elements or not _matches(compounds[-1], elements[-1]):
        return False
    at = len(elements) - 1
    for compound in reversed(compounds[:-1]):
        at -= 1
        while at >= 0 and not _matches(compound, elements[at]):
            at -= 1
        if at < 0:
            return False
    return True


def _matches(compound: OpenElement, element: OpenElement) -> bool:
    return compound.tag in ("*", element.tag) and compound.names <= element.names
