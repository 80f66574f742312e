"""What of a query is to be seen in a hit: every place where what it asks for stands, of NEAR and
同句 only those that satisfy it, of alternatives only those that hold."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyzers.sentences import sentence_ends
from corpus.index.entry.normalise import number_name
from corpus.index.query import (
    And,
    AnyWord,
    Keyword,
    Named,
    Near,
    Node,
    Not,
    NumberIs,
    NumberLike,
    Or,
    Scope,
    Within,
)
from corpus.model.provisions import Unit
from search_api.query.highlight.matches import (
    Stretch,
    every_standing,
    merged,
    numbers_standing,
    standing,
)

#: where lines end for str.splitlines
_LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Field:
    """A title or a text, and the stretch of it that is looked at. `simplified` None: as the text.
    `units` are asked for when a provision, paragraph or sentence has to be found in it: None where
    it is one of each, as a title is. `attached`: where its attached documents stand.
    """

    text: str
    simplified: str | None
    within: Stretch
    units: Callable[[], Sequence[Unit]] | None = None
    attached: Callable[[], Sequence[Stretch]] = tuple

    def narrowed(self, stretch: Stretch) -> Field:
        return Field(self.text, self.simplified, stretch, self.units, self.attached)


@dataclass(frozen=True, slots=True)
class Group:
    """Where one thing asked for stands."""

    leaf: Node
    title: Sequence[Stretch] = ()
    text: Sequence[Stretch] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """Whether a tree holds, as far as words decide it, and what is to be seen of it."""

    holds: bool
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """A hit's title and text, or one of them."""

    title: Field | None
    text: Field | None

    def fields(self) -> Iterator[tuple[str, Field]]:
        for name, each in (("title", self.title), ("text", self.text)):
            if each is not None:
                yield name, each

    def narrowed(self, name: str, stretch: Stretch) -> View:
        """One of the two, and a stretch of it."""
        if name == "title":
            return View(self.title, None)
        return View(None, self.text and self.text.narrowed(stretch))

    def widened(self) -> View:
        """With the whole text."""
        return View(self.title, self.text and self.text.narrowed((0, len(self.text.text))))


def seen(node: Node, view: View) -> Seen:
    """What holds of a hit, and where. Facts (dates, issuers) are taken to hold: the engine has
    said so of the whole.
    """
    match node:
        case And(items):
            found = [seen(item, view) for item in items]
            told = Seen(all(each.holds for each in found), _together(found))
        case Or(items):
            held = [each for item in items if (each := seen(item, view)).holds]
            told = Seen(bool(held), _together(held))
        case Not(item):
            told = Seen(not seen(item, view).holds)
        case AnyWord(words):
            told = seen(Or(tuple(map(Keyword, words))), view)
        case Within(scope, item):
            told = _within(scope, item, view)
        case Keyword() | Near():
            group = Group(node, *(_places(node, each) for each in (view.title, view.text)))
            told = Seen(bool(group.title or group.text), (group,))
        case _:
            told = Seen(True, (Group(node, text=_numbers(node, view.text)),))
    return told if told.holds else Seen(holds=False)


def _together(found: Iterable[Seen]) -> tuple[Group, ...]:
    """A group for each thing, wherever it was seen."""
    groups: dict[Node, Group] = {}
    for group in (group for each in found for group in each.groups):
        old = groups.get(group.leaf, Group(group.leaf))
        groups[group.leaf] = Group(
            group.leaf, merged({*old.title, *group.title}), merged({*old.text, *group.text})
        )
    return tuple(groups.values())


def _places(node: Keyword | Near, field: Field | None) -> list[Stretch]:
    if field is None:
        return []
    if isinstance(node, Near):
        return _near(node, field)
    titled = field.units is None
    if node.within == "attached":
        return [] if titled else _attached(node.text, field)
    if node.within == ("text" if titled else "title"):
        return []
    return standing(field.text, field.simplified, node.text, field.within)


def _attached(keyword: str, field: Field) -> list[Stretch]:
    first, last = field.within
    return [
        stretch
        for start, end in field.attached()
        if max(first, start) < min(last, end)
        for stretch in standing(
            field.text, field.simplified, keyword, (max(first, start), min(last, end))
        )
    ]


def _near(node: Near, field: Field) -> list[Stretch]:
    """The keywords of all pairs that stand near enough."""
    firsts, seconds = (
        every_standing(field.text, field.simplified, keyword.text, field.within)
        for keyword in (node.first, node.second)
    )
    if not firsts or not seconds:
        return []
    spaces = [space.start() for space in _SPACE.finditer(field.text, *field.within)]
    found: set[Stretch] = set()
    for before, behind in ((firsts, seconds), (seconds, firsts)):
        for one in before:
            reach = one[1] - bisect_left(spaces, one[1]) + node.distance
            for other in behind[bisect_left(behind, (one[1], 0)) :]:
                if other[0] - bisect_left(spaces, other[0]) > reach:
                    break
                found |= {one, other}
    return merged(found)


def _within(scope: Scope, item: Node, view: View) -> Seen:
    """In those stretches of which the whole item holds."""
    if scope == "document":
        return _clipped(seen(item, view.widened()), view)
    found: list[Seen] = []
    unknown = False
    for name, field in view.fields():
        if name == "title" and scope == "provision":
            continue
        starts = _starts(item, field)
        unknown = unknown or starts is None
        for stretch in dict.fromkeys(_stretch(scope, field, start) for start in starts or ()):
            here = seen(item, view.narrowed(name, stretch))
            if here.holds:
                found.append(_clipped(here, view))
    return Seen(bool(found) or unknown, _together(found))


def _starts(item: Node, field: Field) -> list[int] | None:
    """Where a stretch of which the item holds must have something; None: anywhere."""
    match item:
        case Keyword() | Near():
            return [start for start, _ in _places(item, field)]
        case And(items):
            told = [starts for each in items if (starts := _starts(each, field)) is not None]
            return min(told, key=len, default=None)
        case Or(items):
            every = [_starts(each, field) for each in items]
            return None if None in every else sorted({s for each in every for s in each or ()})
        case Within(_, inner):
            return _starts(inner, field)
        case _:
            return None


def _stretch(scope: Scope, field: Field, at: int) -> Stretch:
    """The sentence, paragraph or provision that holds an offset."""
    if field.units is None:
        return 0, len(field.text)
    units = field.units()
    unit = units[bisect_right(units, at, key=lambda each: each.start) - 1]
    if scope == "provision":
        return unit.start, unit.end
    start = max(
        (match.end() for match in _LINE_END.finditer(field.text, unit.start, at)),
        default=unit.start,
    )
    line_end = _LINE_END.search(field.text, at, unit.end)
    end = line_end.start() if line_end else unit.end
    if scope == "paragraph":
        return start, end
    ends = [start + each for each in sentence_ends(field.text[start:end])]
    which = bisect_right(ends, at)
    return (ends[which - 1] if which else start), ends[which]


def _clipped(found: Seen, view: View) -> Seen:
    """What lies in the view where the stretch reaches beyond it."""
    if view.text is None:
        return found
    first, last = view.text.within
    groups = (
        Group(each.leaf, each.title, [s for s in each.text if first <= s[0] and s[1] <= last])
        for each in found.groups
    )
    return Seen(found.holds, tuple(groups))


def _numbers(node: Node, field: Field | None) -> list[Stretch]:
    """Numbers that the text cites, or the title of what it cites."""
    if field is None:
        return []
    match node:
        case NumberIs(key, "any" | "cited"):
            return numbers_standing(field.text, field.within, lambda number: number.key == key)
        case NumberLike(pattern, "any"):
            fits = _fitting(pattern)
            return numbers_standing(
                field.text,
                field.within,
                lambda number: fits.fullmatch(number_name(number.canonical)) is not None,
            )
        case Named("cited", pattern) if "*" not in (title := pattern.strip("*")):
            return standing(field.text, field.simplified, title, field.within)
        case _:
            return []


def _fitting(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, number_name(pattern).split("*"))), re.DOTALL)
