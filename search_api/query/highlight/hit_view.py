"""A hit as it is shown: the highlights of its title and text, and its passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzers.chinese_script import to_simplified
from analyzers.span import Span
from corpus.documents.current_texts import CurrentText
from corpus.index.query_tree import QueryNode
from search_api.query.highlight.matched_spans import (
    HighlightField,
    HighlightView,
    MatchGroup,
    match_node,
)
from search_api.query.highlight.passages import Passage, select_passages


@dataclass(frozen=True, slots=True)
class HitView:
    """The title of a hit, and the part of its text that is shown.

    `place` is the span of that part, the whole text or a provision; None where the document has no
    text, or the provision is gone from it. `provision` is that provision's address, None where the
    whole text is shown."""

    title: str
    text: CurrentText | None
    place: Span | None
    provision: str | None = None

    def match_groups(self, node: QueryNode) -> tuple[MatchGroup, ...]:
        """The spans of title and text that match, in one group for each leaf of the query."""
        return match_node(node, self._highlight_view()).groups

    def passages(self, found: Sequence[MatchGroup]) -> list[Passage]:
        """The passages of the text that hold the matches; none where no text is shown."""
        if self.text is None or self.place is None:
            return []
        address = self.text.address if self.provision is None else self._provision
        return select_passages(self.text.text, [group.text for group in found], address, self.place)

    def _provision(self, _: int) -> str | None:
        return self.provision

    def _highlight_view(self) -> HighlightView:
        title = HighlightField(self.title, to_simplified(self.title), Span(0, len(self.title)))
        text = self.text
        if text is None or self.place is None:
            return HighlightView(title, None)
        return HighlightView(
            title,
            HighlightField(
                text.text, text.simplified, self.place, lambda: text.units, lambda: text.attached
            ),
        )
