"""What a search asks for, as a query over one of the views: hits only, no scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol

from analyzers.script import keyword_forms
from corpus.index.compile.dialect import Dialect, Q
from corpus.index.compile.match_facts import Facts
from corpus.index.query import (
    SCOPES,
    And,
    AnyWord,
    Everything,
    Keyword,
    Near,
    Node,
    Not,
    Noted,
    Or,
    Scope,
    TextField,
    Within,
    leaves,
)
from corpus.model.types import Status

#: where a keyword may stand. A provision is compared with its own text only
FIELDS: Mapping[Scope, Mapping[TextField, tuple[str, ...]]] = {
    "document": {
        "any": ("text", "title"),
        "text": ("text",),
        "title": ("title",),
        "attached": ("attached",),
    },
    "provision": {"any": ("text",), "text": ("text",), "attached": ("text",)},
}
#: the field that tells what a row belongs to
KEYS: Mapping[Scope, str] = {"document": "document", "provision": "unit"}


class Joined(Protocol):
    """The keys, of a field, of all that a tree finds in another view."""

    def __call__(self, scope: Scope, item: Node, field: str, /) -> Sequence[int]: ...


@dataclass(frozen=True, slots=True)
class Matcher(Generic[Q]):
    """Matches in one view, on a day that decides the status."""

    dialect: Dialect[Q]
    scope: Scope
    joined: Joined
    as_of: date

    def match(self, node: Node) -> Q:
        match node:
            case And(items):
                found = self._all(items)
            case Not() | Everything():
                found = self._all((node,))
            case Or(items):
                found = self.dialect.silent(self.dialect.any_of(map(self.match, items)))
            case Keyword():
                found = self.keyword(node)
            case AnyWord(spoken):
                found = self.dialect.silent(self.dialect.any_of(self._spoken(spoken)))
            case Near() if self.scope == "document":
                # a union of many phrases over long texts: looked for once, not for each facet. Of
                # provisions, which are short and many, naming them again costs as much
                found = self._among(self.scope, node)
            case Near():
                found = self.near(node)
            case Within(scope, item):
                found = self._within(scope, item)
            case Noted():
                raise TypeError("an engine knows no annotations: ask for Among")
            case fact:
                found = self._facts.match(fact)
        return found

    def keyword(self, keyword: Keyword) -> Q:
        """Where it stands. A provision has the title of its document, and is attached or not."""
        if self.scope == "provision" and keyword.within == "title":
            return self._among("document", keyword)
        dialect = self.dialect
        found = dialect.any_of(
            dialect.standing(field, form)
            for field in FIELDS[self.scope][keyword.within]
            for form in keyword_forms(keyword.text)
        )
        if self.scope == "provision" and keyword.within == "attached":
            found = dialect.all_of([found, dialect.term("place", "attached")])
        return dialect.silent(found)

    def status(self, status: Status) -> Q:
        return self._facts.status(status)

    @property
    def _facts(self) -> Facts[Q]:
        return Facts(self.dialect, self.scope, self.as_of)

    def _spoken(self, words: Iterable[str]) -> Iterator[Q]:
        for word in words:
            for field in ("words", "title_words"):
                yield self.dialect.word(field, word)

    def near(self, node: Near) -> Q:
        """Where the two stand near enough, in this view."""
        return self.dialect.any_of(
            self.dialect.near(field, (first, second), node.distance)
            for field in FIELDS[self.scope]["any"]
            for first in keyword_forms(node.first.text)
            for second in keyword_forms(node.second.text)
        )

    def _within(self, scope: Scope, item: Node) -> Q:
        """A finer stretch counts for what it belongs to. What holds of a wider one counts for
        those of its stretches that hold something of it themselves.
        """
        if scope == self.scope:
            return self.match(item)
        if SCOPES.index(scope) < SCOPES.index(self.scope):
            return self._among(scope, item, KEYS[self.scope])
        here = [self.match(leaf) for leaf in leaves(item)]
        around = self._among(scope, item)
        return self.dialect.all_of([around, *([self.dialect.any_of(here)] if here else [])])

    def _among(self, scope: Scope, item: Node, key: str = "") -> Q:
        field = key or KEYS[scope]
        keys = self.joined(scope, item, field)
        return self.dialect.silent(self.dialect.among(field, keys))

    def _all(self, items: Sequence[Node]) -> Q:
        return self.dialect.all_of(
            [self.match(item) for item in items if not isinstance(item, Not | Everything)],
            [self.match(item.item) for item in items if isinstance(item, Not)],
        )
