"""Explains why a query does not find a document.

What its text lacks, with the nearest piece that it has; which filter leaves it out; or that it is a
copy, was set aside, or is not in the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from analyzers.chinese_script import keyword_forms, squeeze
from analyzers.span import Span
from corpus.documents.document_lists import facet_values
from corpus.documents.document_summaries import load_summaries
from corpus.documents.load_document import document_exists, load_text
from corpus.documents.search_facts import SearchFacts, load_search_facts
from corpus.index.query_tree import (
    AllDocuments,
    And,
    DateField,
    Keyword,
    KeywordsNear,
    Not,
    OneOfDocuments,
    Or,
    QueryNode,
    SearchRequest,
    WithinScope,
    leaves,
)
from corpus.index.search_engine import IndexSnapshot
from corpus.index.search_options import FACET_NAMES, FacetName, HitUnit
from corpus.index.update.index_queue import is_queued
from corpus.inputs.trace_input import trace_input
from corpus.store.database import Session
from search_api.query.highlight.find_spans import find_keyword
from search_api.query.parse.describe_query import describe_node, quote
from search_api.query.parse.search_filters import PlaceFilter
from search_api.vocabulary.field_labels import FACT_LABELS, FILTER_LABELS
from search_api.vocabulary.intake_labels import OBSTACLE_LABELS
from search_api.vocabulary.query_phrases import DATE_FIELD_LABELS

#: characters of a keyword whose pieces are looked for; characters shown on either side of a piece
MAX_PIECE = 60
SHOWN_CONTEXT = 12
#: values of a filter that are named
MAX_VALUES = 3
#: hits among which the rank of a hit is looked for
MAX_RANK = 1_000


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason why a search does not find a document: `what` it asks for, `why` that fails."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class WhyNotReport:
    """The report on one document and one search.

    `hit`: the search finds it after all, at rank `place` from 1 on, None beyond the first thousand.
    `id` is None where there is no such document."""

    id: str | None
    title: str | None
    read_as: str
    hit: bool
    place: int | None
    obstacles: tuple[Obstacle, ...]


def resolve_document(session: Session, which: str) -> str | Obstacle:
    """The id of the document that an id, path or URL names; else the reason why there is none."""
    if document_exists(session, which):
        return which
    trace = trace_input(session, which)
    if trace is None:
        return Obstacle(OBSTACLE_LABELS["intake"], f"没有标识、路径或网址为{quote(which)}的文件")
    if trace.document_id is None:
        return Obstacle(
            OBSTACLE_LABELS["intake"], f"这份输入被搁置了：{trace.reason or '原因没有记下'}"
        )
    if trace.is_copy:
        return Obstacle(
            OBSTACLE_LABELS["copy"], f"它是文件 {trace.document_id} 的副本，检索时只列那一份"
        )
    return trace.document_id


@dataclass(frozen=True, slots=True)
class WhyNotInquiry:
    """Asks why one search does not find a document; `request.query` is without places."""

    session: Session
    snapshot: IndexSnapshot
    request: SearchRequest
    places: PlaceFilter
    read_as: str

    def report(self, identifier: str) -> WhyNotReport:
        """The obstacles between the search and the document; its rank where there are none."""
        facts = load_search_facts(self.session, identifier)
        obstacles = tuple(self._obstacles(facts))
        place = None if obstacles else self._hit_rank(identifier)
        return WhyNotReport(identifier, facts.title, self.read_as, not obstacles, place, obstacles)

    def _obstacles(self, facts: SearchFacts) -> Iterator[Obstacle]:
        if is_queued(self.session, facts.id):
            yield Obstacle(OBSTACLE_LABELS["index"], "它还在等待进入索引，或正在更新")
        elif not self._holds(facts, AllDocuments(), unit="document"):
            yield Obstacle(OBSTACLE_LABELS["index"], "它不在索引里，请运行 fagui reindex")
            return
        yield from self._filter_obstacles(facts)
        query = self.request.query
        if self._holds(facts, query):
            return
        items = query.items if isinstance(query, And) else (query,)
        missing = [item for item in items if not self._holds(facts, item)]
        for item in missing:
            yield Obstacle(describe_node(item), self._explain_missing(facts, item))
        if not missing:
            yield Obstacle(describe_node(query), "各项都有，但不在同一条里")

    def _holds(self, facts: SearchFacts, node: QueryNode, unit: HitUnit | None = None) -> bool:
        """Whether the query holds of the document, whatever the filters."""
        request = SearchRequest(
            And((OneOfDocuments((facts.id,)), node)),
            self.request.as_of,
            unit=unit or self.request.unit,
            limit=1,
        )
        return self.snapshot.search(request).total > 0

    def _filter_obstacles(self, facts: SearchFacts) -> Iterator[Obstacle]:
        own = replace(self.request, query=OneOfDocuments((facts.id,)), facets=False, limit=1)
        filters = self.request.filters
        for name in FACET_NAMES:
            if (
                name in filters
                and not self.snapshot.search(replace(own, filters={name: filters[name]})).total
            ):
                condition = f"条件 {FILTER_LABELS[name]}={'、'.join(filters[name][:MAX_VALUES])}"
                yield Obstacle(condition, self._own_value(facts, name))
        if not self._holds(facts, self.places.narrow(AllDocuments())):
            senses = [FILTER_LABELS["applies_to"]] * bool(self.places.applies_to)
            senses += [FILTER_LABELS["within"]] * bool(self.places.within)
            yield Obstacle(f"条件 {'、'.join(senses)}", self._own_value(facts, "region"))

    def _explain_missing(self, facts: SearchFacts, item: QueryNode) -> str:
        """The reason, in Chinese, why a condition does not hold."""
        match item:
            case Keyword(text):
                why = self._nearest_piece(facts, text)
            case Not(inner):
                why = f"它恰恰符合：{describe_node(inner)}"
            case KeywordsNear() | WithinScope():
                why = self._explain_apart(facts, item)
            case Or(items) | And(items):
                why = "；".join(
                    f"{describe_node(each)}：{self._explain_missing(facts, each)}"
                    for each in items
                    if not self._holds(facts, each)
                )
            case _:
                why = self._known_facts(facts)
        return why

    def _explain_apart(self, facts: SearchFacts, item: KeywordsNear | WithinScope) -> str:
        """The reason why keywords are not together: some are absent, or they are too far apart."""
        keywords = [leaf for leaf in leaves(item) if isinstance(leaf, Keyword)]
        absent = [keyword for keyword in keywords if not self._holds(facts, keyword)]
        if absent and not (isinstance(item, WithinScope) and isinstance(item.item, Or)):
            return "；".join(self._nearest_piece(facts, keyword.text) for keyword in absent)
        return (
            "各个词都有，但隔得太远" if isinstance(item, KeywordsNear) else "有这些词，但不在一处"
        )

    def _nearest_piece(self, facts: SearchFacts, keyword: str) -> str:
        """The longest piece of a keyword that the text contains, quoted with its context."""
        stored = load_text(self.session, facts.id)
        if stored is None:
            return "它还没有文本，只能按标题和文号找到"
        texts = [squeeze(stored.text), squeeze(stored.simplified)]
        pieces = (
            form[at : at + length]
            for form in [form[:MAX_PIECE] for form in keyword_forms(keyword)]
            for length in range(len(form) - 1, 1, -1)
            for at in range(len(form) - length + 1)
        )
        piece = next((p for p in pieces if any(p in text for text in texts)), None)
        if piece is None:
            return f"文中没有{quote(keyword)}，也没有其中连着的两个字"
        whole = Span(0, len(stored.text))
        start, end = find_keyword(stored.text, stored.simplified, piece, whole)[0]
        about = "".join(stored.text[max(0, start - SHOWN_CONTEXT) : end + SHOWN_CONTEXT].split())
        return f"文中没有{quote(keyword)}；最接近的是“{stored.text[start:end]}”：……{about}……"

    def _own_value(self, facts: SearchFacts, name: FacetName) -> str:
        """The document's own value, in a sentence, where a filter wants another."""
        summary = load_summaries(self.session, [facts.id], self.request.as_of)[facts.id]
        own = [summary.status] if name == "status" else facet_values(facts, name)
        label = FILTER_LABELS[name]
        return f"它的{label}是{quote('、'.join(own))}" if own else f"它的{label}未知"

    def _known_facts(self, facts: SearchFacts) -> str:
        """The facts of the document, in a sentence, where a condition wants others."""
        dates: dict[DateField, date | None] = {
            "effective": facts.effective,
            "signed": facts.signed,
            "promulgated": facts.promulgated,
            "published": facts.published,
            "ends": facts.ends,
        }
        number = FACT_LABELS["number"]
        own: tuple[FacetName, ...] = ("issuer", "level", "region", "status")
        known = [
            f"{number} {'、'.join(facts.numbers)}" if facts.numbers else f"没有{number}",
            *(self._own_value(facts, name) for name in own),
            *(f"{DATE_FIELD_LABELS[name]} {day}" for name, day in dates.items() if day),
        ]
        return "；".join(known)

    def _hit_rank(self, identifier: str) -> int | None:
        request = replace(
            self.request,
            query=self.places.narrow(self.request.query),
            offset=0,
            limit=MAX_RANK,
            facets=False,
        )
        hits = self.snapshot.search(request).hits
        return next((at for at, hit in enumerate(hits, 1) if hit.document == identifier), None)
