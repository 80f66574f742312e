"""What a tree finds, by looking everywhere: the contract's rule in plain Python, no index."""

from dataclasses import dataclass
from functools import cached_property

from analyzers.chinese_script import fold, to_simplified
from corpus.index.query_tree import (
    And,
    Keyword,
    KeywordsNear,
    Not,
    Or,
    QueryNode,
    WithinScope,
    leaves,
)
from corpus.model.provision_units import split_units

ORDER = ("sentence", "paragraph", "provision", "document")


def plain(text: str) -> str:
    return "".join(c for c in fold(text) if not c.isspace())


def forms(keyword: str) -> set[str]:
    return {plain(keyword), plain(to_simplified(keyword))}


@dataclass(frozen=True)
class Stretch:
    """A sentence, paragraph, provision or document; `places`: (of the text?, start, end)."""

    scope: str
    whole: "Whole"
    places: tuple[tuple[bool, int, int], ...]

    def folds(self, *, title=True, text=True):
        for of_text, start, end in self.places:
            if text if of_text else title:
                source = self.whole.record.text if of_text else self.whole.record.title
                yield from {plain(source[start:end]), plain(to_simplified(source)[start:end])}

    def holds(self, other: "Stretch") -> bool:
        return all(
            any(t == u and a <= c and d <= b for u, a, b in self.places) for t, c, d in other.places
        )


class Whole:
    """A record with all its stretches."""

    def __init__(self, record):
        self.record = record

    @cached_property
    def stretches(self):
        record = self.record
        found = {scope: [] for scope in ORDER}
        titles = [(False, 0, len(record.title))] if plain(record.title) else []
        for unit in split_units(record.text, record.outline):
            found["provision"].append((True, unit.start, unit.end))
            at = unit.start
            for line in record.text[unit.start : unit.end].splitlines(keepends=True):
                if plain(line):
                    found["paragraph"].append((True, at, at + len(line)))
                    found["sentence"] += self._sentences(line, at)
                at += len(line)
        for scope in ("sentence", "paragraph"):
            found[scope] += titles
        made = {s: [Stretch(s, self, (p,)) for p in places] for s, places in found.items()}
        whole = (*titles, (True, 0, len(record.text)))
        return made | {"document": [Stretch("document", self, whole)]}

    def _sentences(self, line, at):
        start = 0
        ended = False
        for i, c in enumerate(line):
            if ended and not c.isspace() and c not in "。！？!?”’」』）)":
                yield True, at + start, at + i
                start, ended = i, False
            ended = ended or c in "。！？!?"
        yield True, at + start, at + len(line)


def true(node: QueryNode, here: Stretch) -> bool:
    match node:
        case Keyword(text, "any"):
            holds = any(form in fold for fold in here.folds() for form in forms(text))
        case Keyword(text, within):
            holds = _in_field(text, within, here)
        case KeywordsNear():
            holds = any(_near(node, fold) for fold in here.folds())
        case And(items):
            holds = all(true(item, here) for item in items)
        case Or(items):
            holds = any(true(item, here) for item in items)
        case Not(item):
            holds = not true(item, here)
        case WithinScope(scope, item):
            holds = _within(scope, item, here)
    return holds


def _within(scope, item, here):
    others = here.whole.stretches[scope]
    if ORDER.index(scope) <= ORDER.index(here.scope):
        return any(true(item, other) for other in others if here.holds(other))
    seen = list(leaves(item))
    around = [other for other in others if other.holds(here)]
    return any(true(item, other) for other in around) and (
        not seen or any(true(leaf, here) for leaf in seen)
    )


def _in_field(text, within, here):
    record = here.whole.record
    if within == "title":
        (document,) = here.whole.stretches["document"]
        return any(form in fold for fold in document.folds(text=False) for form in forms(text))
    if within == "text":
        return any(form in fold for fold in here.folds(title=False) for form in forms(text))
    if here.scope == "provision":
        ((_, start, _),) = here.places
        inside = any(a <= start < b for a, b in record.parts)
        return inside and true(Keyword(text), here)
    return any(
        form in plain(source[a:b])
        for a, b in record.parts
        for source in (record.text, to_simplified(record.text))
        for form in forms(text)
    )


def _near(node, text):
    firsts, seconds = (
        [(at, at + len(form)) for form in forms(k.text) for at in range(len(text))
         if text.startswith(form, at)]
        for k in (node.first, node.second)
    )  # fmt: skip
    return any(
        (b <= c and c - b <= node.distance) or (d <= a and a - d <= node.distance)
        for a, b in firsts
        for c, d in seconds
    )
