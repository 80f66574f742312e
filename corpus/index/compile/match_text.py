"""What a search asks for, as a query over one of the views: hits only, no scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol

from analyzers.chinese_script import keyword_forms
from corpus.index.compile.match_facts import FactMatcher
from corpus.index.compile.query_dialect import Q, QueryDialect
from corpus.index.query_tree import (
    SCOPES,
    AllDocuments,
    And,
    AnnotationHolds,
    AnyWord,
    Keyword,
    KeywordsNear,
    Not,
    Or,
    QueryNode,
    TextField,
    TextScope,
    WithinScope,
    leaves,
)
from corpus.model.domain_types import Status

#: where a keyword may stand. A provision is compared with its own text only
KEYWORD_FIELDS: Mapping[TextScope, Mapping[TextField, tuple[str, ...]]] = {
    "document": {
        "any": ("text", "title"),
        "text": ("text",),
        "title": ("title",),
        "attached": ("attached",),
    },
    "provision": {"any": ("text",), "text": ("text",), "attached": ("text",)},
}
#: the field that tells what a row belongs to
KEY_FIELDS: Mapping[TextScope, str] = {"document": "document", "provision": "unit"}


class KeyLookup(Protocol):
    """The keys, of a field, of all that a tree finds in another view."""

    def __call__(self, scope: TextScope, item: QueryNode, field: str, /) -> Sequence[int]: ...


@dataclass(frozen=True, slots=True)
class QueryMatcher(Generic[Q]):
    """Matches in one view, on a day that decides the status."""

    dialect: QueryDialect[Q]
    scope: TextScope
    find_keys: KeyLookup
    as_of: date

    def match(self, node: QueryNode) -> Q:
        match node:
            case And(items):
                found = self._match_all(items)
            case Not() | AllDocuments():
                found = self._match_all((node,))
            case Or(items):
                found = self.dialect.without_score(self.dialect.any_of(map(self.match, items)))
            case Keyword():
                found = self.match_keyword(node)
            case AnyWord(words):
                found = self.dialect.without_score(self.dialect.any_of(self._word_queries(words)))
            case KeywordsNear() if self.scope == "document":
                # a union of many phrases over long texts: looked for once, not for each facet. Of
                # provisions, which are short and many, naming them again costs as much
                found = self._match_keys(self.scope, node)
            case KeywordsNear():
                found = self.match_near(node)
            case WithinScope(scope, item):
                found = self._match_within(scope, item)
            case AnnotationHolds():
                raise TypeError("an engine knows no annotations: ask for OneOfDocuments")
            case fact:
                found = self._fact_matcher.match(fact)
        return found

    def match_keyword(self, keyword: Keyword) -> Q:
        """Where it stands. A provision has the title of its document, and is attached or not."""
        if self.scope == "provision" and keyword.within == "title":
            return self._match_keys("document", keyword)
        dialect = self.dialect
        found = dialect.any_of(
            dialect.substring(field, form)
            for field in KEYWORD_FIELDS[self.scope][keyword.within]
            for form in keyword_forms(keyword.text)
        )
        if self.scope == "provision" and keyword.within == "attached":
            found = dialect.all_of([found, dialect.term("place", "attached")])
        return dialect.without_score(found)

    def match_status(self, status: Status) -> Q:
        return self._fact_matcher.match_status(status)

    @property
    def _fact_matcher(self) -> FactMatcher[Q]:
        return FactMatcher(self.dialect, self.scope, self.as_of)

    def _word_queries(self, question_words: Iterable[str]) -> Iterator[Q]:
        for word in question_words:
            for field in ("words", "title_words"):
                yield self.dialect.word(field, word)

    def match_near(self, node: KeywordsNear) -> Q:
        """Where the two stand near enough, in this view."""
        return self.dialect.any_of(
            self.dialect.near(field, (first, second), node.distance)
            for field in KEYWORD_FIELDS[self.scope]["any"]
            for first in keyword_forms(node.first.text)
            for second in keyword_forms(node.second.text)
        )

    def _match_within(self, scope: TextScope, item: QueryNode) -> Q:
        """A finer stretch counts for what it belongs to. What holds of a wider one counts for
        those of its stretches that hold something of it themselves.
        """
        if scope == self.scope:
            return self.match(item)
        if SCOPES.index(scope) < SCOPES.index(self.scope):
            return self._match_keys(scope, item, KEY_FIELDS[self.scope])
        here = [self.match(leaf) for leaf in leaves(item)]
        around = self._match_keys(scope, item)
        return self.dialect.all_of([around, *([self.dialect.any_of(here)] if here else [])])

    def _match_keys(self, scope: TextScope, item: QueryNode, key: str = "") -> Q:
        field = key or KEY_FIELDS[scope]
        keys = self.find_keys(scope, item, field)
        return self.dialect.without_score(self.dialect.among(field, keys))

    def _match_all(self, items: Sequence[QueryNode]) -> Q:
        return self.dialect.all_of(
            [self.match(item) for item in items if not isinstance(item, Not | AllDocuments)],
            [self.match(item.item) for item in items if isinstance(item, Not)],
        )
