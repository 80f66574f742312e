"""What another system hands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.model.domain_types import Fact


@dataclass(frozen=True, slots=True)
class PushedFile:
    """`file`: where its bytes lie; `name`: of the file; `source`: by what the other system knows
    the document, a web address or a name of its own; the same one with another text is a revision.
    """

    file: Path
    name: str
    source: str | None
    facts: Sequence[Fact]
    entered_by: str
