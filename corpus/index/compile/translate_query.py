"""A search as queries of an engine: what must match, and beside it clauses that rank, whose scores
are added up. Beside them only the bonus of the best hits counts: every score is explained."""

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
    """Something that ranks those who have it. `text`: the keyword, word or number. `leaf`: what it
    is of, where whatever has this also has that, and the other way round.
    """

    kind: ReasonKind
    text: str
    query: Q
    leaf: QueryNode | None

    def reason(self, score: float) -> ScoreReason:
        return ScoreReason(self.kind, self.text, score)


@dataclass(frozen=True, slots=True)
class QueryTranslation(Generic[Q]):
    """`match` is the query alone. Within the filters: `matching` finds the hits, with no score;
    `ranked` finds and scores them; `unranked` finds those that no clause gives a score, None where
    that is all of them.
    """

    match: Q
    matching: Q
    ranked: Q
    unranked: Q | None
    clauses: tuple[ScoreClause[Q], ...]


@dataclass(frozen=True, slots=True)
class QueryTranslator(Generic[Q]):
    """Translates for one view on one day."""

    matcher: QueryMatcher[Q]

    def translate_unscored(self, node: QueryNode, filters: Sequence[Q]) -> QueryTranslation[Q]:
        """What the node asks for, within the filters, for hits that no score orders."""
        match = self.matcher.match(node)
        matching = narrow_query(self._dialect, match, filters)
        return QueryTranslation(match, matching, matching, None, ())

    def translate(self, node: QueryNode, filters: Sequence[Q]) -> QueryTranslation[Q]:
        """The same with the clauses that score."""
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
        """One query a facet that is narrowed. Values above match what lies below them."""
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
        """Where a clause's leaf must stand anyhow, it is looked for once: it matches and ranks."""
        items: tuple[QueryNode, ...] = node.items if isinstance(node, And) else (node,)
        own = {item: [c.query for c in clauses if c.leaf == item] for item in items}
        required = [
            self._dialect.any_of(own[item]) if own[item] else self.matcher.match(item)
            for item in items
            if not isinstance(item, Not)
        ]
        return self._dialect.all_of(
            [*required, *map(self._dialect.without_score, filters)],
            [self.matcher.match(item.item) for item in items if isinstance(item, Not)],
            [clause.query for clause in clauses if clause.leaf not in own],
        )

    def _score_clauses(self, node: QueryNode) -> Iterator[ScoreClause[Q]]:
        found = list(dict.fromkeys(leaves(node)))
        for leaf in found:
            match leaf:
                case Keyword():
                    yield from self._phrase_clauses(leaf)
                case AnyWord():
                    yield from self._question_clauses(leaf)
                case NumberIs() | NumberLike():
                    yield from self._number_clauses(leaf)
        keywords = [leaf.text for leaf in found if isinstance(leaf, Keyword)]
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
        """One character matches without a score."""
        forms = [form for form in keyword_forms(keyword.text) if len(form) > 1]
        # a provision that holds it need not be attached
        elsewhere = self._by_provision and keyword.within == "attached"
        for field in KEYWORD_FIELDS[self.matcher.scope].get(keyword.within, ()):
            kind: ReasonKind = "phrase_title" if field == "title" else "phrase_text"
            for form in forms:
                query = self._dialect.boost_score(
                    self._dialect.substring(field, form), PHRASE_BOOSTS[field]
                )
                yield ScoreClause(kind, keyword.text, query, None if elsewhere else keyword)

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
        """A keyword that is one word of jieba's."""
        for keyword in set(keywords).intersection(query_words) if self._by_provision else ():
            query = self._dialect.constant_score(
                self._dialect.term("words", keyword), score_weights.WHOLE_WORD
            )
            yield ScoreClause("whole_word", keyword, query, None)

    def _question_clauses(self, question: AnyWord) -> Iterator[ScoreClause[Q]]:
        yield from self._word_clauses(question.words, question)
        known = {*question.words, *question.pairs}
        if question.pairs:
            pairs = self._weighted_query(
                {("text", pair): score_weights.PAIR_WEIGHT for pair in question.pairs}
            )
            yield ScoreClause("pairs", "", pairs, None)
        for term in question.terms:
            its = word_stream(term).split(" ")
            weights = {("words", word): score_weights.TERM_WORDS_WEIGHT / len(its) for word in its}
            weights |= {
                ("text", pair): score_weights.TERM_PAIRS_WEIGHT for pair in question_bigrams(term)
            }
            fresh = {at: weight for at, weight in weights.items() if at[1] not in known}
            known.update(value for _, value in fresh)
            if fresh:
                yield ScoreClause("legal_term", term, self._weighted_query(fresh), None)

    def _weighted_query(self, weights: Mapping[tuple[str, str], float]) -> Q:
        """Terms of fields, each by its weight."""
        return self._dialect.any_of(
            self._dialect.boost_score(self._dialect.word(field, value), weight)
            for (field, value), weight in weights.items()
        )

    def _number_clauses(self, leaf: NumberIs | NumberLike) -> Iterator[ScoreClause[Q]]:
        """A document's own number counts more than one that it cites."""
        if leaf.role != "any":
            return
        if isinstance(leaf, NumberIs):
            text = leaf.key
            own, cited = self._dialect.term("number", text), self._dialect.term("mention", text)
        else:
            text = normal_number(leaf.pattern)
            own, cited = self._dialect.like("number_name", text), self._dialect.like("named", text)
        yield ScoreClause(
            "own_number", text, self._dialect.constant_score(own, score_weights.OWN_NUMBER), None
        )
        yield ScoreClause(
            "cited_number",
            text,
            self._dialect.constant_score(cited, score_weights.CITED_NUMBER),
            None,
        )


def narrow_query(dialect: QueryDialect[Q], query: Q, filters: Iterable[Q]) -> Q:
    """What the query and all filters match, without a score."""
    return dialect.all_of([dialect.without_score(each) for each in (query, *filters)])
