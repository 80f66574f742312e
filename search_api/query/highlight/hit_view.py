"""A hit as it is shown: what is highlighted in its title and text, and its passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyzers.script import to_simplified
from corpus.index.query import Node
from search_api.query.highlight.matched_spans import Field, Group, View, seen
from search_api.query.highlight.matches import Stretch
from search_api.query.highlight.passages import Passage, passages
from search_api.query.highlight.text_cache import Present


@dataclass(frozen=True, slots=True)
class Shown:
    """`text` of `place`, the whole of it or a provision; None: without a text, or the provision is
    gone from it. `provision`: the address of all that is shown, where it is one's.
    """

    title: str
    text: Present | None
    place: Stretch | None
    provision: str | None = None

    def found(self, node: Node) -> tuple[Group, ...]:
        """Where each thing that a query asks for stands."""
        return seen(node, self._view()).groups

    def passages(self, found: Sequence[Group]) -> list[Passage]:
        if self.text is None or self.place is None:
            return []
        address = self.text.address if self.provision is None else self._provision
        return passages(self.text.text, [group.text for group in found], address, self.place)

    def _provision(self, _: int) -> str | None:
        return self.provision

    def _view(self) -> View:
        title = Field(self.title, to_simplified(self.title), (0, len(self.title)))
        text = self.text
        if text is None or self.place is None:
            return View(title, None)
        return View(
            title,
            Field(
                text.text, text.simplified, self.place, lambda: text.units, lambda: text.attached
            ),
        )
