"""A file that another system pushes through the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PushedFile:
    """A pushed file, the values declared for its fields, and who declared them.

    * `file`: the path of its bytes.
    * `name`: the file name, with its ending.
    * `source`: the URL or name under which the other system knows the document; another text with
      the same source is a revision (docs/contract.md, "Push").
    * `values`: checked values by field (corpus.documents.enter_facts.check_values).
    * `submitter`: who handed it over, and entered the values."""

    file: Path
    name: str
    source: str | None
    values: Mapping[str, Sequence[str]]
    submitter: str
