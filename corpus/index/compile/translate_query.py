"""Translates a search into an engine's queries: the query that must match, and clauses that score.

The scores of the clauses are added up. Besides them only the bonus of the best hits counts, so
every score can be explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from analyzers.chinese_script import keyword_forms, to_simplified
from analyzers.token_streams import question_bigrams, word_stream
from corpus.index.compile import score_weights
from corpus.index.compile.match_text import KEYWORD_FIELDS, QueryMatcher
from corpus.index.compile.query_dialect import Q, QueryDialect
from corpus.index.entry.index_columns import title_term
from corpus.index.entry.normalise_names import normal_number
from corpus.index.query_tree import (
    And,
    AnyWord,
    CitedProvision,
    Keyword,
    Not,
    NumberIs,
    NumberLike,
    QueryNode,
    ReasonKind,
    ScoreReason,
    leaves,
)
from corpus.model.domain_types import Status

PHRASE_BOOSTS = {
    "text": score_weights.PHRASE_IN_TEXT,
    "attached": score_weights.PHRASE_IN_TEXT,
    "title": score_weights.PHRASE_IN_TITLE,
}


@dataclass(frozen=True, slots=True)
class ScoreClause(Generic[Q]):
    """A query that raises the score of the rows that match it.

    `text` is the keyword, word or number that it is about. `leaf` is the leaf of the query that
    matches exactly the rows that its clauses match together, so that they can replace it; None
    where there is no such leaf."""

    kind: ReasonKind
    text: str
    query: Q
    leaf: QueryNode | None

    def reason(self, score: float) -> ScoreReason:
        """The reason that this clause gives for a part of a hit's score."""
        return ScoreReason(self.kind, self.text, score)


@dataclass(frozen=True, slots=True)
class QueryTranslation(Generic[Q]):
    """The queries of a search.

    `match` is the query without the filters. The others are within the filters: `matching` finds
    the hits without a score, `ranked` finds and scores them, `unranked` finds those that no clause
    scores; it is None where that is all of them."""

    match: Q
    matching: Q
    ranked: Q
    unranked: Q | None
    clauses: tuple[ScoreClause[Q], ...]


@dataclass(frozen=True, slots=True)
class QueryTranslator(Generic[Q]):
    """Translates searches for one view and one day, those of its `matcher`."""

    matcher: QueryMatcher[Q]

    def translate_unscored(self, node: QueryNode, filters: Sequence[Q]) -> QueryTranslation[Q]:
        """The queries for hits that no score orders, within the filters."""
        match = self.matcher.match(node)
        matching = narrow_query(self._dialect, match, filters)
        return QueryTranslation(match, matching, matching, None, ())

    def translate(self, node: QueryNode, filters: Sequence[Q]) -> QueryTranslation[Q]:
        """The queries for hits that are scored, within the filters."""
        unscored = self.translate_unscored(node, filters)
        clauses = tuple(self._score_clauses(node))
        if not clauses:
            return unscored
        return replace(
            unscored,
            ranked=self._ranked_query(node, filters, clauses),
            unranked=self._dialect.all_of(
                [unscored.matching], [clause.query for clause in clauses]
            ),
            clauses=clauses,
        )

    def translate_filters(self, wanted: Mapping[str, Sequence[str]]) -> dict[str, Q]:
        """One query for each facet that has a filter; a path also matches the paths below it."""
        return {
            name: (
                self._dialect.any_of(
                    self.matcher.match_status(status) for status in Status if status in simplified
                )
                if name == "status"
                else self._dialect.any_of(self._dialect.term(name, value) for value in simplified)
            )
            for name, values in wanted.items()
            if (simplified := [to_simplified(value) for value in values])
        }

    def _ranked_query(
        self, node: QueryNode, filters: Sequence[Q], clauses: Sequence[ScoreClause[Q]]
    ) -> Q:
        """The query that both matches and scores.

        Where the clauses of a leaf match exactly what the leaf matches, they replace it, so that
        the engine runs it once."""
        items: tuple[QueryNode, ...] = node.items if isinstance(node, And) else (node,)
        clause_queries = {item: [c.query for c in clauses if c.leaf == item] for item in items}
        required = [
            self._dialect.any_of(clause_queries[item])
            if clause_queries[item]
            else self.matcher.match(item)
            for item in items
            if not isinstance(item, Not)
        ]
        return self._dialect.all_of(
            [*required, *map(self._dialect.without_score, filters)],
            [self.matcher.match(item.item) for item in items if isinstance(item, Not)],
            [clause.query for clause in clauses if clause.leaf not in clause_queries],
        )

    def _score_clauses(self, node: QueryNode) -> Iterator[ScoreClause[Q]]:
        query_leaves = list(dict.fromkeys(leaves(node)))
        for leaf in query_leaves:
            match leaf:
                case Keyword():
                    yield from self._phrase_clauses(leaf)
                case AnyWord():
                    yield from self._question_clauses(leaf)
                case NumberIs() | NumberLike():
                    yield from self._number_clauses(leaf)
                case CitedProvision(_, citation):
                    query = self._dialect.constant_score(
                        self.matcher.match_cited(leaf), score_weights.CITED_PROVISION
                    )
                    yield ScoreClause("cited_provision", citation, query, None)
        keywords = [leaf.text for leaf in query_leaves if isinstance(leaf, Keyword)]
        query_words = dict.fromkeys(
            word for keyword in keywords for word in word_stream(keyword).split(" ") if word
        )
        yield from self._word_clauses(query_words, None)
        yield from self._whole_word_clauses(dict.fromkeys(keywords), query_words)
        whole = "".join(keywords)
        for form in keyword_forms(whole):
            title = self._dialect.term("whole_title", title_term(form))
            query = self._dialect.constant_score(title, score_weights.WHOLE_TITLE)
            yield ScoreClause("whole_title", whole, query, None)

    @property
    def _dialect(self) -> QueryDialect[Q]:
        return self.matcher.dialect

    @property
    def _by_provision(self) -> bool:
        return self.matcher.scope == "provision"

    def _phrase_clauses(self, keyword: Keyword) -> Iterator[ScoreClause[Q]]:
        """The phrases of a keyword; a single character matches without a score."""
        forms = [form for form in keyword_forms(keyword.text) if len(form) > 1]
        # provisions that contain the keyword are not all attached, so the clause cannot replace the
        # leaf
        is_wider = self._by_provision and keyword.within == "attached"
        for field in KEYWORD_FIELDS[self.matcher.scope].get(keyword.within, ()):
            kind: ReasonKind = "phrase_title" if field == "title" else "phrase_text"
            for form in forms:
                query = self._dialect.boost_score(
                    self._dialect.substring(field, form), PHRASE_BOOSTS[field]
                )
                yield ScoreClause(kind, keyword.text, query, None if is_wider else keyword)

    def _word_clauses(
        self, query_words: Iterable[str], leaf: QueryNode | None
    ) -> Iterator[ScoreClause[Q]]:
        titles = score_weights.WORDS_IN_TITLE["provision" if self._by_provision else "document"]
        for word in query_words:
            text = self._dialect.boost_score(
                self._dialect.word("words", word), score_weights.WORDS_IN_TEXT
            )
            title = self._dialect.boost_score(self._dialect.word("title_words", word), titles)
            yield ScoreClause("word_text", word, text, leaf)
            yield ScoreClause("word_title", word, title, leaf)

    def _whole_word_clauses(
        self, keywords: Iterable[str], query_words: Iterable[str]
    ) -> Iterator[ScoreClause[Q]]:
        """A clause for each keyword that jieba cuts as one word; only among provisions."""
        for keyword in set(keywords).intersection(query_words) if self._by_provision else ():
            query = self._dialect.constant_score(
                self._dialect.term("words", keyword), score_weights.WHOLE_WORD
            )
            yield ScoreClause("whole_word", keyword, query, None)

    def _question_clauses(self, question: AnyWord) -> Iterator[ScoreClause[Q]]:
        yield from self._word_clauses(question.words, question)
        scored_values = {*question.words, *question.pairs}
        if question.pairs:
            pairs = self._weighted_query(
                {("text", pair): score_weights.PAIR_WEIGHT for pair in question.pairs}
            )
            yield ScoreClause("pairs", "", pairs, None)
        for term in question.terms:
            term_words = word_stream(term).split(" ")
            weights = {
                ("words", word): score_weights.TERM_WORDS_WEIGHT / len(term_words)
                for word in term_words
            }
            weights |= {
                ("text", pair): score_weights.TERM_PAIRS_WEIGHT for pair in question_bigrams(term)
            }
            new_weights = {
                at: weight for at, weight in weights.items() if at[1] not in scored_values
            }
            scored_values.update(value for _, value in new_weights)
            if new_weights:
                yield ScoreClause("legal_term", term, self._weighted_query(new_weights), None)

    def _weighted_query(self, weights: Mapping[tuple[str, str], float]) -> Q:
        """The query for tokens of fields, the score of each multiplied by its weight."""
        return self._dialect.any_of(
            self._dialect.boost_score(self._dialect.word(field, value), weight)
            for (field, value), weight in weights.items()
        )

    def _number_clauses(self, leaf: NumberIs | NumberLike) -> Iterator[ScoreClause[Q]]:
        """The clauses of a number: a document's own number counts more than one that it cites."""
        if leaf.role != "any":
            return
        if isinstance(leaf, NumberIs):
            text = leaf.key
            own_query, cited_query = (
                self._dialect.term("number", text),
                self._dialect.term("mention", text),
            )
        else:
            text = normal_number(leaf.pattern)
            own_query, cited_query = (
                self._dialect.like("number_name", text),
                self._dialect.like("named", text),
            )
        yield ScoreClause(
            "own_number",
            text,
            self._dialect.constant_score(own_query, score_weights.OWN_NUMBER),
            None,
        )
        yield ScoreClause(
            "cited_number",
            text,
            self._dialect.constant_score(cited_query, score_weights.CITED_NUMBER),
            None,
        )


def narrow_query(dialect: QueryDialect[Q], query: Q, filters: Iterable[Q]) -> Q:
    """The rows that match the query and all filters, without a score."""
    return dialect.all_of([dialect.without_score(each) for each in (query, *filters)])
