"""Finds the spans of a hit that make each leaf of the query hold.

Every occurrence of a leaf counts; of NEAR and 同句 only the occurrences that satisfy it, of
alternatives only the ones that hold."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyzers.sentences import sentence_ends
from analyzers.span import Span
from corpus.index.entry.normalise_names import normal_number
from corpus.index.query_tree import (
    And,
    AnyWord,
    Keyword,
    KeywordsNear,
    NameLike,
    Not,
    NumberIs,
    NumberLike,
    Or,
    QueryNode,
    TextScope,
    WithinScope,
)
from corpus.model.provision_units import ProvisionUnit
from search_api.query.highlight.find_spans import (
    find_keyword,
    find_number_spans,
    find_overlapping,
    merge_spans,
)

#: the ends of lines by str.splitlines
_LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class HighlightField:
    """A title or a text, and the span of it that is searched.

    `simplified` is None where it equals the text. `units` returns the provisions of a text, and is
    called only where a provision, paragraph or sentence has to be found; None for a title, which is
    one of each. `attached` returns the spans of the attached documents."""

    text: str
    simplified: str | None
    within: Span
    units: Callable[[], Sequence[ProvisionUnit]] | None = None
    attached: Callable[[], Sequence[Span]] = tuple

    def narrow(self, span: Span) -> HighlightField:
        return HighlightField(self.text, self.simplified, span, self.units, self.attached)


@dataclass(frozen=True, slots=True)
class MatchGroup:
    """The spans of one leaf of the query in the title and in the text."""

    leaf: QueryNode
    title: Sequence[Span] = ()
    text: Sequence[Span] = ()


@dataclass(frozen=True, slots=True)
class NodeMatch:
    """Whether a tree holds, as far as words decide it, and the spans that match.

    `is_certain` is False where it is only taken to hold: then it may as well not, so that its
    negation is taken to hold, too. What does not hold certainly does not."""

    holds: bool
    groups: tuple[MatchGroup, ...] = ()
    is_certain: bool = True


@dataclass(frozen=True, slots=True)
class HighlightView:
    """The title and the text of a hit, or only one of them."""

    title: HighlightField | None
    text: HighlightField | None

    def fields(self) -> Iterator[tuple[str, HighlightField]]:
        for name, each in (("title", self.title), ("text", self.text)):
            if each is not None:
                yield name, each

    def narrow(self, name: str, span: Span) -> HighlightView:
        """The title alone, or a span of the text alone; `name` says which of the two."""
        if name == "title":
            return HighlightView(self.title, None)
        return HighlightView(None, self.text and self.text.narrow(span))

    def widen(self) -> HighlightView:
        """The title, and the text in full."""
        return HighlightView(
            self.title, self.text and self.text.narrow(Span(0, len(self.text.text)))
        )


def match_node(node: QueryNode, view: HighlightView) -> NodeMatch:
    """Whether a query holds of a hit, and the spans that match.

    Facts (dates, issuers) are taken to hold: the engine has found that the whole query holds."""
    match node:
        case And(items):
            matches = [match_node(item, view) for item in items]
            result = NodeMatch(
                all(each.holds for each in matches),
                _merge_groups(matches),
                all(each.is_certain for each in matches),
            )
        case Or(items):
            holding = [each for item in items if (each := match_node(item, view)).holds]
            is_certain = any(each.is_certain for each in holding)
            result = NodeMatch(bool(holding), _merge_groups(holding), is_certain)
        case Not(item):
            inner = match_node(item, view)
            result = NodeMatch(not (inner.holds and inner.is_certain), (), not inner.holds)
        case AnyWord(words):
            result = match_node(Or(tuple(map(Keyword, words))), view)
        case WithinScope(scope, item):
            result = _match_within(scope, item, view)
        case Keyword() | KeywordsNear():
            group = MatchGroup(node, *(_find_spans(node, each) for each in (view.title, view.text)))
            result = NodeMatch(bool(group.title or group.text), (group,))
        case _:
            group = MatchGroup(node, text=_number_spans(node, view.text))
            result = NodeMatch(holds=True, groups=(group,), is_certain=False)
    return result if result.holds else NodeMatch(holds=False)


def _merge_groups(matches: Iterable[NodeMatch]) -> tuple[MatchGroup, ...]:
    """One group for each leaf, with its spans from all matches merged."""
    spans: dict[QueryNode, tuple[set[Span], set[Span]]] = {}
    for group in (group for each in matches for group in each.groups):
        title, text = spans.setdefault(group.leaf, (set(), set()))
        title.update(group.title)
        text.update(group.text)
    return tuple(
        MatchGroup(leaf, merge_spans(title), merge_spans(text))
        for leaf, (title, text) in spans.items()
    )


def _find_spans(node: Keyword | KeywordsNear, field: HighlightField | None) -> list[Span]:
    if field is None:
        return []
    if isinstance(node, KeywordsNear):
        return _near_spans(node, field)
    titled = field.units is None
    if node.within == "attached":
        return [] if titled else _attached_spans(node.text, field)
    if node.within == ("text" if titled else "title"):
        return []
    return find_keyword(field.text, field.simplified, node.text, field.within)


def _attached_spans(keyword: str, field: HighlightField) -> list[Span]:
    first, last = field.within
    return [
        span
        for start, end in field.attached()
        if max(first, start) < min(last, end)
        for span in find_keyword(
            field.text, field.simplified, keyword, Span(max(first, start), min(last, end))
        )
    ]


def _near_spans(node: KeywordsNear, field: HighlightField) -> list[Span]:
    """The spans of both keywords of every pair that is near enough."""
    firsts, seconds = (
        find_overlapping(field.text, field.simplified, keyword.text, field.within)
        for keyword in (node.first, node.second)
    )
    if not firsts or not seconds:
        return []
    spaces = [space.start() for space in _SPACE.finditer(field.text, *field.within)]
    spans: set[Span] = set()
    for before, behind in ((firsts, seconds), (seconds, firsts)):
        for earlier in before:
            reach = earlier.end - bisect_left(spaces, earlier.end) + node.distance
            for later in behind[bisect_left(behind, Span(earlier.end, 0)) :]:
                if later.start - bisect_left(spaces, later.start) > reach:
                    break
                spans |= {earlier, later}
    return merge_spans(spans)


def _match_within(scope: TextScope, item: QueryNode, view: HighlightView) -> NodeMatch:
    """The match of an item in every sentence, paragraph, provision or document where it holds."""
    if scope == "document":
        return _clip_to_view(match_node(item, view.widen()), view)
    matches: list[NodeMatch] = []
    unknown = False
    for name, field in view.fields():
        if name == "title" and scope == "provision":
            continue
        starts = _candidate_starts(item, field)
        unknown = unknown or starts is None
        for span in _enclosing_spans(scope, field, starts or ()):
            here = match_node(item, view.narrow(name, span))
            if here.holds:
                matches.append(_clip_to_view(here, view))
    is_certain = any(each.is_certain for each in matches)
    return NodeMatch(bool(matches) or unknown, _merge_groups(matches), is_certain)


def _candidate_starts(item: QueryNode, field: HighlightField) -> list[int] | None:
    """The offsets near which the item may hold, or None where that may be anywhere.

    Every sentence, paragraph or provision in which the item holds contains one of the offsets."""
    match item:
        case Keyword() | KeywordsNear():
            return [start for start, _ in _find_spans(item, field)]
        case And(items):
            limited = [
                starts for each in items if (starts := _candidate_starts(each, field)) is not None
            ]
            return min(limited, key=len, default=None)
        case Or(items):
            every = [_candidate_starts(each, field) for each in items]
            return None if None in every else sorted({s for each in every for s in each or ()})
        case WithinScope(_, inner):
            return _candidate_starts(inner, field)
        case _:
            return None


def _enclosing_spans(
    scope: TextScope, field: HighlightField, offsets: Iterable[int]
) -> Iterator[Span]:
    """The sentences, paragraphs or provisions that contain the offsets, which come in order."""
    last = Span(0, 0)
    for offset in offsets:
        if offset >= last.end:
            last = _enclosing_span(scope, field, offset)
            yield last


def _enclosing_span(scope: TextScope, field: HighlightField, offset: int) -> Span:
    """The span of the sentence, paragraph or provision that contains an offset."""
    if field.units is None:
        return Span(0, len(field.text))
    units = field.units()
    unit = units[bisect_right(units, offset, key=lambda each: each.start) - 1]
    if scope == "provision":
        return Span(unit.start, unit.end)
    start = max(
        (match.end() for match in _LINE_END.finditer(field.text, unit.start, offset)),
        default=unit.start,
    )
    line_end = _LINE_END.search(field.text, offset, unit.end)
    end = line_end.start() if line_end else unit.end
    if scope == "paragraph":
        return Span(start, end)
    ends = [start + each for each in sentence_ends(field.text[start:end])]
    which = bisect_right(ends, offset)
    return Span(ends[which - 1] if which else start, ends[which])


def _clip_to_view(node_match: NodeMatch, view: HighlightView) -> NodeMatch:
    """The match without the spans outside the view; a scope may reach beyond the view."""
    if view.text is None:
        return node_match
    first, last = view.text.within
    groups = (
        MatchGroup(
            group.leaf, group.title, [s for s in group.text if first <= s.start and s.end <= last]
        )
        for group in node_match.groups
    )
    return NodeMatch(node_match.holds, tuple(groups), node_match.is_certain)


def _number_spans(node: QueryNode, field: HighlightField | None) -> list[Span]:
    """The spans in a text of the numbers, or of the title, that the query asks for as cited."""
    if field is None:
        return []
    match node:
        case NumberIs(key, "any" | "cited"):
            return find_number_spans(field.text, field.within, lambda number: number.key == key)
        case NumberLike(pattern, "any"):
            fits = _number_regex(pattern)
            return find_number_spans(
                field.text,
                field.within,
                lambda number: fits.fullmatch(normal_number(number.canonical)) is not None,
            )
        case NameLike("cited", pattern) if "*" not in (title := pattern.strip("*")):
            return find_keyword(field.text, field.simplified, title, field.within)
        case _:
            return []


def _number_regex(pattern: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, normal_number(pattern).split("*"))), re.DOTALL)
