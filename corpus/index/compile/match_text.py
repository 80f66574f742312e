"""Translates a query tree into a query that finds hits in one of the views, without scores."""

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
    CitedProvision,
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

#: the columns in which a keyword is looked up. A provision is compared with its own text only
KEYWORD_FIELDS: Mapping[TextScope, Mapping[TextField, tuple[str, ...]]] = {
    "document": {
        "any": ("text", "title"),
        "text": ("text",),
        "title": ("title",),
        "attached": ("attached",),
    },
    "provision": {"any": ("text",), "text": ("text",), "attached": ("text",)},
}
#: the column of the key by which rows of a view are joined to those of another
KEY_FIELDS: Mapping[TextScope, str] = {"document": "document", "provision": "unit"}


class KeyLookup(Protocol):
    """Returns the values of a key column of all that an item matches in another scope."""

    def __call__(self, scope: TextScope, item: QueryNode, field: str, /) -> Sequence[int]: ...


@dataclass(frozen=True, slots=True)
class QueryMatcher(Generic[Q]):
    """Translates queries for one view; `as_of` is the day on which the status is taken."""

    dialect: QueryDialect[Q]
    scope: TextScope
    find_keys: KeyLookup
    as_of: date

    def match(self, node: QueryNode) -> Q:
        """The query, without a score, for the rows of this view that a tree matches."""
        match node:
            case And(items):
                query = self._match_all(items)
            case Not() | AllDocuments():
                query = self._match_all((node,))
            case Or(items):
                query = self.dialect.without_score(self.dialect.any_of(map(self.match, items)))
            case Keyword():
                query = self.match_keyword(node)
            case AnyWord(words):
                query = self.dialect.without_score(self.dialect.any_of(self._word_queries(words)))
            case KeywordsNear() if self.scope == "document":
                # a union of many phrases over long texts, so it is run once and not again for each
                # facet. Provisions are short and many, and there listing their keys costs as much
                # as the phrases
                query = self._match_keys(self.scope, node)
            case KeywordsNear():
                query = self.match_near(node)
            case WithinScope(scope, item):
                query = self._match_within(scope, item)
            case AnnotationHolds():
                raise TypeError("an engine knows no annotations: ask for OneOfDocuments")
            case fact:
                query = self._fact_matcher.match(fact)
        return query

    def match_keyword(self, keyword: Keyword) -> Q:
        """The query for the rows that contain a keyword.

        A provision has no title column, so a keyword in the title is looked up among documents;
        whether a provision is attached is a column of its own."""
        if self.scope == "provision" and keyword.within == "title":
            return self._match_keys("document", keyword)
        dialect = self.dialect
        query = dialect.any_of(
            dialect.substring(field, form)
            for field in KEYWORD_FIELDS[self.scope][keyword.within]
            for form in keyword_forms(keyword.text)
        )
        if self.scope == "provision" and keyword.within == "attached":
            query = dialect.all_of([query, dialect.term("place", "attached")])
        return dialect.without_score(query)

    def match_cited(self, node: CitedProvision) -> Q:
        """The query for the rows of this view that a cited provision names."""
        return self._fact_matcher.match_cited(node)

    def match_status(self, status: Status) -> Q:
        """The query for the rows that have a status on the day."""
        return self._fact_matcher.match_status(status)

    @property
    def _fact_matcher(self) -> FactMatcher[Q]:
        return FactMatcher(self.dialect, self.scope, self.as_of)

    def _word_queries(self, question_words: Iterable[str]) -> Iterator[Q]:
        for word in question_words:
            for field in ("words", "title_words"):
                yield self.dialect.word(field, word)

    def match_near(self, node: KeywordsNear) -> Q:
        """The query for the rows of this view that contain both keywords near each other."""
        return self.dialect.any_of(
            self.dialect.near(field, (first, second), node.distance)
            for field in KEYWORD_FIELDS[self.scope]["any"]
            for first in keyword_forms(node.first.text)
            for second in keyword_forms(node.second.text)
        )

    def _match_within(self, scope: TextScope, item: QueryNode) -> Q:
        """The query for the rows that match a tree within a scope, which may be finer or wider than
        a row.

        Finer: a document is a hit of 同句(甲 乙) where one of its sentences contains both. Wider: a
        provision is a hit of 同篇(甲 乙) where its document contains both and it contains 甲 or 乙
        itself."""
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
