"""Compares two texts by provision and, inside, by character."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analyzers.span import Span
from corpus.comparison.character_edits import TextEdit, edit_provision
from corpus.comparison.compared_text import ComparedText
from corpus.comparison.glyph_forms import compared_form
from corpus.comparison.match_provisions import ProvisionMatch, ProvisionWords, match_provisions
from corpus.comparison.provision_labels import split_label
from corpus.model.provision_units import ProvisionUnit

ProvisionChange = Literal["same", "renumbered", "glyphs", "changed", "added", "removed", "moved"]


@dataclass(frozen=True, slots=True)
class ComparedProvision:
    """A provision of the old text, of the new one, or of both, and the edits between them.

    `old` and `new`: its addresses, None where a text lacks it. `in_order`: false where it stands
    elsewhere among the others, be it under the number that it had."""

    old: str | None
    new: str | None
    change: ProvisionChange
    edits: tuple[TextEdit, ...]
    in_order: bool = True


def compare_texts(old: ComparedText, new: ComparedText) -> list[ComparedProvision]:
    """The provisions of both texts, in the order of the new one.

    What was removed stands where it stood among its neighbours. Every character of the old text is
    in exactly one `equal` or `delete`, every one of the new text in one `equal` or `insert`, and
    these give the new text as they come (docs/contract.md, "Comparison").

    >>> from corpus.model.provision_units import split_units
    >>> old, new = (
    ...     ComparedText(text, text, split_units(text, [["第一条", "", 0, len(text), []]]))
    ...     for text in ("第一条 禁止排污。", "第一条 禁止直接排污。")
    ... )
    >>> [(one.change, [edit.op for edit in one.edits]) for one in compare_texts(old, new)]
    [('changed', ['equal', 'insert', 'equal'])]
    """
    words, words_new = ([_read_words(text, unit) for unit in text.units] for text in (old, new))
    matches = {match.new: match for match in match_provisions(words, words_new)}
    answered = {match.old for match in matches.values()}
    bounds = _bounds(len(old.units), len(new.units), matches)
    compared: list[ComparedProvision] = []
    reached = 0
    for index, unit in enumerate(new.units):
        match = matches.get(index)
        if match is None or not match.moved:
            gone = [each for each in range(reached, bounds[index]) if each not in answered]
            compared += (_removed(old.units[each], unit.start) for each in gone)
            reached = bounds[index]
        if match is None:
            compared.append(_added(unit, old.units[reached - 1].end if reached else 0))
            continue
        if not match.moved:
            reached = match.old + 1
        before = old.units[match.old]
        edits = _edit(old, before, new, unit)
        same_label = words[match.old].label == words_new[index].label
        if match.moved and not (same_label and words_new[index].label):
            change: ProvisionChange = "moved"
        elif words[match.old].words != words_new[index].words:
            change = "changed"
        elif not same_label:
            change = "renumbered"
        else:
            change = "same" if [edit.op for edit in edits] == ["equal"] else "glyphs"
        compared.append(
            ComparedProvision(before.address, unit.address, change, edits, not match.moved)
        )
    gone = [each for each in range(reached, len(old.units)) if each not in answered]
    return [*compared, *(_removed(old.units[each], len(new.text)) for each in gone)]


def _bounds(old: int, new: int, matches: Mapping[int, ProvisionMatch]) -> list[int]:
    """For each provision of the new text, the first of the old one that stands behind it: the next
    that kept its place."""
    bounds: list[int] = []
    bound = old
    for index in reversed(range(new)):
        match = matches.get(index)
        if match is not None and not match.moved:
            bound = match.old
        bounds.append(bound)
    return bounds[::-1]


def _read_words(text: ComparedText, unit: ProvisionUnit) -> ProvisionWords:
    return ProvisionWords(*split_label(compared_form(text.simplified[unit.start : unit.end])))


def _edit(
    old: ComparedText, unit: ProvisionUnit, new: ComparedText, other: ProvisionUnit
) -> tuple[TextEdit, ...]:
    span, span_new = Span(unit.start, unit.end), Span(other.start, other.end)
    if old.text[slice(*span)] == new.text[slice(*span_new)]:
        return (TextEdit("equal", span, span_new),)
    return tuple(edit_provision(old, span, new, span_new))


def _added(unit: ProvisionUnit, place: int) -> ComparedProvision:
    edit = TextEdit("insert", Span(place, place), Span(unit.start, unit.end))
    return ComparedProvision(None, unit.address, "added", (edit,))


def _removed(unit: ProvisionUnit, place: int) -> ComparedProvision:
    edit = TextEdit("delete", Span(unit.start, unit.end), Span(place, place))
    return ComparedProvision(unit.address, None, "removed", (edit,))
