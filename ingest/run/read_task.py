"""What a process is given to read, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.documents.row_values import PreparedReading
from corpus.inputs.blobs import InputBlob, PreviousIntake
from ingest.containers import InputContainer
from ingest.input_files import InputFile
from ingest.rules_version import rules_version

#: what rules this program reads by: what others read is read again. Taken once, when the process
#: begins and before the modules that read are loaded: if the program is replaced while it runs,
#: no result of the old rules bears the version of the new ones
RULES_VERSION = rules_version()
#: noted with what may go otherwise the next time although no rule changed: read again in any case
RETRY_VERSION = 0


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A file to be read. `previous`: what became of that place the last time; `trusted`: nothing is
    new there, and nobody need look. `container`: the innermost that it lies in, or (`edge`) whose
    own beginning or end this is."""

    input_file: InputFile
    previous: PreviousIntake | None
    trusted: bool = False
    container: InputContainer | None = None
    edge: Literal["begin", "end"] | None = None

    @property
    def known_sha256(self) -> str | None:
        """The hash of the bytes that these rules have read there."""
        if self.previous is None or self.previous.rules != RULES_VERSION:
            return None
        return self.previous.sha256


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What came of a file: `prepared`, or the `reason` why not, or (neither) nothing new; of a
    catalogue its `row_results`, each with its name and what came of it.

    `data` None: nothing could be read. `rules_version`: what the result rests on.
    """

    data: InputBlob | None = None
    prepared: PreparedReading | None = None
    reason: str | None = None
    rules_version: int = RULES_VERSION
    row_results: tuple[tuple[str, TaskResult], ...] = ()
