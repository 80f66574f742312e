"""A file that another system pushes through the API."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.model.domain_types import Fact


@dataclass(frozen=True, slots=True)
class PushedFile:
    """A pushed file, the facts declared for it, and who declared them.

    * `file`: the path of its bytes.
    * `name`: the file name, with its ending.
    * `source`: the URL or name under which the other system knows the document; another text with
      the same source is a revision (docs/contract.md, "Push").
    * `submitter`: who handed it over, and entered the facts."""

    file: Path
    name: str
    source: str | None
    facts: Sequence[Fact]
    submitter: str
