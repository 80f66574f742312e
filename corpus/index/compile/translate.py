"""A search as queries of an engine: what must match, and beside it clauses that rank, whose scores
are added up. Beside them only the bonus of the best hits counts: every score is explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Generic

from analyzers.script import keyword_forms, to_simplified
from analyzers.tokens import neighbours, words
from corpus.index.compile import weights as ranking
from corpus.index.compile.dialect import Dialect, Q
from corpus.index.compile.match_text import FIELDS, Matcher
from corpus.index.entry.columns import whole_title
from corpus.index.entry.normalise import number_name
from corpus.index.query import (
    And,
    AnyWord,
    Keyword,
    Node,
    Not,
    NumberIs,
    NumberLike,
    Reason,
    ReasonKind,
    leaves,
)
from corpus.model.types import Status

BOOSTS = {
    "text": ranking.PHRASE_IN_TEXT,
    "attached": ranking.PHRASE_IN_TEXT,
    "title": ranking.PHRASE_IN_TITLE,
}


@dataclass(frozen=True, slots=True)
class Clause(Generic[Q]):
    """Something that ranks those who have it. `text`: the keyword, word or number. `leaf`: what it
    is of, where whatever has this also has that, and the other way round.
    """

    kind: ReasonKind
    text: str
    query: Q
    leaf: Node | None

    def reason(self, score: float) -> Reason:
        return Reason(self.kind, self.text, score)


@dataclass(frozen=True, slots=True)
class Translation(Generic[Q]):
    """`match` is the query alone. Within the filters: `matching` finds the hits, with no score;
    `ranked` finds and scores them; `unranked` finds those that no clause gives a score, None where
    that is all of them.
    """

    match: Q
    matching: Q
    ranked: Q
    unranked: Q | None
    clauses: tuple[Clause[Q], ...]


@dataclass(frozen=True, slots=True)
class Translator(Generic[Q]):
    """Translates for one view on one day."""

    matcher: Matcher[Q]

    def matching(self, node: Node, filters: Sequence[Q]) -> Translation[Q]:
        """What the node asks for, within the filters, for hits that no score orders."""
        match = self.matcher.match(node)
        matching = narrowed(self._dialect, match, filters)
        return Translation(match, matching, matching, None, ())

    def translate(self, node: Node, filters: Sequence[Q]) -> Translation[Q]:
        """The same with the clauses that score."""
        told = self.matching(node, filters)
        clauses = tuple(self._clauses(node))
        if not clauses:
            return told
        return replace(
            told,
            ranked=self._ranked(node, filters, clauses),
            unranked=self._dialect.all_of([told.matching], [clause.query for clause in clauses]),
            clauses=clauses,
        )

    def filters(self, wanted: Mapping[str, Sequence[str]]) -> dict[str, Q]:
        """One query a facet that is narrowed. Values above match what lies below them."""
        return {
            name: (
                self._dialect.any_of(
                    self.matcher.status(status) for status in Status if status in simplified
                )
                if name == "status"
                else self._dialect.any_of(self._dialect.term(name, value) for value in simplified)
            )
            for name, values in wanted.items()
            if (simplified := [to_simplified(value) for value in values])
        }

    def _ranked(self, node: Node, filters: Sequence[Q], clauses: Sequence[Clause[Q]]) -> Q:
        """Where a clause's leaf must stand anyhow, it is looked for once: it matches and ranks."""
        items: tuple[Node, ...] = node.items if isinstance(node, And) else (node,)
        own = {item: [c.query for c in clauses if c.leaf == item] for item in items}
        required = [
            self._dialect.any_of(own[item]) if own[item] else self.matcher.match(item)
            for item in items
            if not isinstance(item, Not)
        ]
        return self._dialect.all_of(
            [*required, *map(self._dialect.silent, filters)],
            [self.matcher.match(item.item) for item in items if isinstance(item, Not)],
            [clause.query for clause in clauses if clause.leaf not in own],
        )

    def _clauses(self, node: Node) -> Iterator[Clause[Q]]:
        found = list(dict.fromkeys(leaves(node)))
        for leaf in found:
            match leaf:
                case Keyword():
                    yield from self._phrases(leaf)
                case AnyWord():
                    yield from self._question(leaf)
                case NumberIs() | NumberLike():
                    yield from self._numbers(leaf)
        keywords = [leaf.text for leaf in found if isinstance(leaf, Keyword)]
        spoken = dict.fromkeys(
            word for keyword in keywords for word in words(keyword).split(" ") if word
        )
        yield from self._words(spoken, None)
        yield from self._whole_words(dict.fromkeys(keywords), spoken)
        whole = "".join(keywords)
        for form in keyword_forms(whole):
            title = self._dialect.term("whole_title", whole_title(form))
            query = self._dialect.constant(title, ranking.WHOLE_TITLE)
            yield Clause("whole_title", whole, query, None)

    @property
    def _dialect(self) -> Dialect[Q]:
        return self.matcher.dialect

    @property
    def _by_provision(self) -> bool:
        return self.matcher.scope == "provision"

    def _phrases(self, keyword: Keyword) -> Iterator[Clause[Q]]:
        """One character matches without a score."""
        forms = [form for form in keyword_forms(keyword.text) if len(form) > 1]
        # a provision that holds it need not be attached
        elsewhere = self._by_provision and keyword.within == "attached"
        for field in FIELDS[self.matcher.scope].get(keyword.within, ()):
            kind: ReasonKind = "phrase_title" if field == "title" else "phrase_text"
            for form in forms:
                query = self._dialect.boosted(self._dialect.standing(field, form), BOOSTS[field])
                yield Clause(kind, keyword.text, query, None if elsewhere else keyword)

    def _words(self, spoken: Iterable[str], leaf: Node | None) -> Iterator[Clause[Q]]:
        titles = ranking.WORDS_IN_TITLE["provision" if self._by_provision else "document"]
        for word in spoken:
            text = self._dialect.boosted(self._dialect.word("words", word), ranking.WORDS_IN_TEXT)
            title = self._dialect.boosted(self._dialect.word("title_words", word), titles)
            yield Clause("word_text", word, text, leaf)
            yield Clause("word_title", word, title, leaf)

    def _whole_words(self, keywords: Iterable[str], spoken: Iterable[str]) -> Iterator[Clause[Q]]:
        """A keyword that is one word of jieba's."""
        for keyword in set(keywords).intersection(spoken) if self._by_provision else ():
            query = self._dialect.constant(self._dialect.term("words", keyword), ranking.WHOLE_WORD)
            yield Clause("whole_word", keyword, query, None)

    def _question(self, asked: AnyWord) -> Iterator[Clause[Q]]:
        yield from self._words(asked.words, asked)
        known = {*asked.words, *asked.pairs}
        if asked.pairs:
            pairs = self._weighted({("text", pair): ranking.PAIRS for pair in asked.pairs})
            yield Clause("pairs", "", pairs, None)
        for term in asked.terms:
            its = words(term).split(" ")
            weights = {("words", word): ranking.TERM_WORDS / len(its) for word in its}
            weights |= {("text", pair): ranking.TERM_PAIRS for pair in neighbours(term)}
            fresh = {at: weight for at, weight in weights.items() if at[1] not in known}
            known.update(value for _, value in fresh)
            if fresh:
                yield Clause("legal_term", term, self._weighted(fresh), None)

    def _weighted(self, weights: Mapping[tuple[str, str], float]) -> Q:
        """Terms of fields, each by its weight."""
        return self._dialect.any_of(
            self._dialect.boosted(self._dialect.word(field, value), weight)
            for (field, value), weight in weights.items()
        )

    def _numbers(self, leaf: NumberIs | NumberLike) -> Iterator[Clause[Q]]:
        """A document's own number counts more than one that it cites."""
        if leaf.place != "any":
            return
        if isinstance(leaf, NumberIs):
            text = leaf.key
            own, cited = self._dialect.term("number", text), self._dialect.term("mention", text)
        else:
            text = number_name(leaf.pattern)
            own, cited = self._dialect.like("number_name", text), self._dialect.like("named", text)
        yield Clause("own_number", text, self._dialect.constant(own, ranking.OWN_NUMBER), None)
        yield Clause(
            "cited_number", text, self._dialect.constant(cited, ranking.CITED_NUMBER), None
        )


def narrowed(dialect: Dialect[Q], query: Q, filters: Iterable[Q]) -> Q:
    """What the query and all filters match, without a score."""
    return dialect.all_of([dialect.silent(each) for each in (query, *filters)])
