"""A hit as it is shown: what is highlighted in its title and text, and its passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzers.chinese_script import to_simplified
from corpus.documents.current_texts import CurrentText
from corpus.index.query_tree import QueryNode
from search_api.query.highlight.find_spans import Stretch
from search_api.query.highlight.matched_spans import (
    HighlightField,
    HighlightView,
    MatchGroup,
    match_node,
)
from search_api.query.highlight.passages import Passage, select_passages


@dataclass(frozen=True, slots=True)
class HitView:
    """`text` of `place`, the whole of it or a provision; None: without a text, or the provision is
    gone from it. `provision`: the address of all that is shown, where it is one's.
    """

    title: str
    text: CurrentText | None
    place: Stretch | None
    provision: str | None = None

    def match_groups(self, node: QueryNode) -> tuple[MatchGroup, ...]:
        """Where each thing that a query asks for stands."""
        return match_node(node, self._highlight_view()).groups

    def passages(self, found: Sequence[MatchGroup]) -> list[Passage]:
        if self.text is None or self.place is None:
            return []
        address = self.text.address if self.provision is None else self._provision
        return select_passages(self.text.text, [group.text for group in found], address, self.place)

    def _provision(self, _: int) -> str | None:
        return self.provision

    def _highlight_view(self) -> HighlightView:
        title = HighlightField(self.title, to_simplified(self.title), (0, len(self.title)))
        text = self.text
        if text is None or self.place is None:
            return HighlightView(title, None)
        return HighlightView(
            title,
            HighlightField(
                text.text, text.simplified, self.place, lambda: text.units, lambda: text.attached
            ),
        )
