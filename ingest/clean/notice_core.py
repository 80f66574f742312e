"""The running text of a notice, from which its head and its end are found."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.clean.squeezed_lines import SqueezedLine


@dataclass(frozen=True, slots=True)
class NoticeCore:
    """The running text of a notice: its lines `first` to `last`, both included.

    `element_path`: the innermost element around these lines. `has_surroundings`: whether the page
    has lines outside that element.
    """

    first: int
    last: int
    element_path: tuple[int, ...]
    has_surroundings: bool

    def contains(self, line: SqueezedLine) -> bool:
        """Whether a line is inside the innermost element around the running text."""
        return line.block.element_path[: len(self.element_path)] == self.element_path
