"""The task that a worker process reads, and the result that it returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.documents.row_values import PreparedReading
from corpus.inputs.blobs import InputBlob, PreviousIntake
from ingest.containers import InputContainer
from ingest.input_files import InputFile
from ingest.rules_version import rules_version

#: the version of the rules that this process reads by; what other versions read is read again.
#: Computed once, when the process begins and before the modules that read are loaded: if the
#: program is replaced while it runs, no result of the old rules bears the version of the new ones
RULES_VERSION = rules_version()
#: the version of results that may differ the next time although no rule changed (no permission to
#: read the file, no extra to recognise a scan): such inputs are read again in any case
RETRY_VERSION = 0


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A file to be read, or the beginning or end of a container.

    * `previous`: the previous intake of this location.
    * `trusted`: the file need not be opened, as nothing is new there.
    * `container`: the innermost container that holds the file, or the one that begins or ends.
    * `edge`: which edge of the container this is; None for a file."""

    input_file: InputFile
    previous: PreviousIntake | None
    trusted: bool = False
    container: InputContainer | None = None
    edge: Literal["begin", "end"] | None = None

    @property
    def known_sha256(self) -> str | None:
        """The hash of the bytes that these rules have read at this location, or None."""
        if self.previous is None or self.previous.rules != RULES_VERSION:
            return None
        return self.previous.sha256


@dataclass(frozen=True, slots=True)
class TaskResult:
    """The result of reading a file; without `prepared`, `reason` and `row_results`: nothing is new.

    * `data`: the bytes; None where none were read.
    * `prepared`: the reading, ready to be saved.
    * `reason`: why the file cannot be read, or some of its sheets, in Chinese.
    * `rules_version`: the version of the rules that the result rests on.
    * `row_results`: the name and result of each row of a catalogue, or notice of a collection.
    * `row_form`: how the bytes of each of them are read (`ingest.input_files.InlineData`)."""

    data: InputBlob | None = None
    prepared: PreparedReading | None = None
    reason: str | None = None
    rules_version: int = RULES_VERSION
    row_results: tuple[tuple[str, TaskResult], ...] = ()
    row_form: str = "row"
