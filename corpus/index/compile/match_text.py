"""Translates a query tree into a query that finds hits in one of the views, without scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, NamedTuple, Protocol

from analyzers.chinese_script import keyword_forms
from corpus.index.compile.examine_folds import has_scopes, required_node, whole_node
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


class ExaminedProvisions(NamedTuple):
    """The keys of the provisions that were looked at: those that satisfy an item, and the rest."""

    satisfying: Sequence[int]
    others: Sequence[int]


class KeyLookup(Protocol):
    """Finds the values of a key column of all that an item matches in another scope."""

    def find_keys(self, scope: TextScope, item: QueryNode, field: str) -> Sequence[int]:
        """The values for an item that the index of the scope decides."""
        ...

    def examine_documents(self, scope: TextScope, item: QueryNode) -> Sequence[int]:
        """The keys of the documents with a span that satisfies an item, by looking at the texts."""
        ...

    def examine_provisions(self, scope: TextScope, item: QueryNode) -> ExaminedProvisions:
        """What looking at the texts says of the provisions of `QueryMatcher.match_split`."""
        ...


@dataclass(frozen=True, slots=True)
class QueryMatcher(Generic[Q]):
    """Translates queries for one view; `as_of` is the day on which the status is taken."""

    dialect: QueryDialect[Q]
    scope: TextScope
    lookup: KeyLookup
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
            case KeywordsNear():
                query = self._match_near(node)
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
            return self._match_keys("document", keyword, KEY_FIELDS["document"])
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

    def match_whole(self, scope: TextScope, item: QueryNode) -> Q | None:
        """The query for the provisions within one sentence or paragraph that satisfy an item.

        None where their texts have to be looked at like those of the others."""
        node = whole_node(item)
        if node is None:
            return None
        return self.dialect.all_of([self.match_extent(scope, item), self.match(node)])

    def match_split(self, scope: TextScope, item: QueryNode, decided: Sequence[int] = ()) -> Q:
        """The query for the provisions that may satisfy an item and that `match_whole` leaves.

        Those of the documents with the keys `decided` are left out."""
        whole = [] if whole_node(item) is None else [self.match_extent(scope, item)]
        known = [self.dialect.among(KEY_FIELDS["document"], decided)] if decided else []
        return self.dialect.all_of([self.match(required_node(item))], [*whole, *known])

    def match_extent(self, scope: TextScope, item: QueryNode) -> Q:
        """The query for the provisions in which an item holds of a scope if it holds of the text.

        Where parts of the item hold within sentences, these are provisions of one sentence."""
        fine = scope == "sentence" or has_scopes(item)
        extents = ("sentence",) if fine else ("sentence", "paragraph")
        return self.dialect.without_score(
            self.dialect.any_of(self.dialect.term("extent", extent) for extent in extents)
        )

    def _match_near(self, node: KeywordsNear) -> Q:
        queries = [
            self.dialect.near(field, (first, second), node.distance)
            for field in KEYWORD_FIELDS[self.scope]["any"]
            for first in keyword_forms(node.first.text)
            for second in keyword_forms(node.second.text)
        ]
        known = [query for query in queries if query is not None]
        if len(known) < len(queries):
            return self._match_examined(self.scope, node)
        return self.dialect.without_score(self.dialect.any_of(known))

    def _match_within(self, scope: TextScope, item: QueryNode) -> Q:
        """The query for the rows that match a tree within a scope, which may be finer or wider than
        a row.

        Finer: a document is a hit of 同句(甲 乙) where one of its sentences contains both. Wider: a
        provision is a hit of 同篇(甲 乙) where its document contains both and it contains 甲 or 乙
        itself."""
        if scope in {"sentence", "paragraph"} or (scope == "provision" and has_scopes(item)):
            return self._match_examined(scope, item)
        if scope == self.scope:
            return self.match(item)
        if SCOPES.index(scope) < SCOPES.index(self.scope):
            return self._match_keys(scope, item, KEY_FIELDS[self.scope])
        here = [self.match(leaf) for leaf in leaves(item)]
        around = self._match_keys(scope, item, KEY_FIELDS[scope])
        return self.dialect.all_of([around, *([self.dialect.any_of(here)] if here else [])])

    def _match_keys(self, scope: TextScope, item: QueryNode, field: str) -> Q:
        keys = self.lookup.find_keys(scope, item, field)
        return self.dialect.without_score(self.dialect.among(field, keys))

    def _match_examined(self, scope: TextScope, item: QueryNode) -> Q:
        dialect, field = self.dialect, KEY_FIELDS[self.scope]
        if self.scope == "document":
            query = dialect.among(field, self.lookup.examine_documents(scope, item))
            return dialect.without_score(query)
        satisfying, others = self.lookup.examine_provisions(scope, item)
        if len(satisfying) <= len(others):
            query = dialect.among(field, satisfying)
        else:  # the fewer keys, the cheaper
            query = dialect.all_of(
                [self.match_split(scope, item)], [dialect.among(field, others)] if others else []
            )
        whole = self.match_whole(scope, item)
        return dialect.without_score(query if whole is None else dialect.any_of([query, whole]))

    def _match_all(self, items: Sequence[QueryNode]) -> Q:
        return self.dialect.all_of(
            [self.match(item) for item in items if not isinstance(item, Not | AllDocuments)],
            [self.match(item.item) for item in items if isinstance(item, Not)],
        )
