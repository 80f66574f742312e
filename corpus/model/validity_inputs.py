"""What the validity of a document is computed from: its own statements, and others' acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from corpus.model.domain_types import Certainty, Ends, OwnPart, RelationKind, Status

EventKind = Literal["repeals", "replaces", "declares_void", "extends", "confirms"]

#: relations that act on the validity of their target, in the order in which those of one day act
VALIDITY_ACTS: tuple[EventKind, ...] = get_args(EventKind)
#: relations after which what is known of their target has to be computed again
ACTS: tuple[RelationKind, ...] = (*VALIDITY_ACTS, "amends")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class OwnValidity:
    """What a document's own text and page state of its validity.

    `marked_since`: the first day of the mark, where it states one. `read`: the day on which the
    page was first read. `entered`: the status that a person entered.

    `binds_from`: the first day of this wording, where another text of the law went before it.
    `superseded`: the first day of the text that follows it."""

    effective: date | None = None
    effective_certainty: Certainty | None = None
    signed: date | None = None
    published: date | None = None
    promulgated: date | None = None
    ends: Ends | None = None
    marked: Status | None = None
    parts: tuple[OwnPart, ...] = ()
    marked_since: date | None = None
    read: date | None = None
    binds_from: date | None = None
    superseded: date | None = None
    entered: Status | None = None

    @property
    def mark_day(self) -> date | None:
        """The first day on which the mark holds, or None where no day is known.

        A mark is true of the day on which it was read, and is carried back only to a day that the
        page states: docs/contract.md, "Status"."""
        ends = self.ends
        if self.marked_since is not None:
            return self.marked_since
        if (
            ends is not None
            and is_certain(ends)
            and ends.value < (self.read or date.max)
            and self.marked is not Status.PARTLY_VOID
        ):
            return ends.value + ONE_DAY
        return self.published or self.read

    @property
    def start(self) -> date | None:
        """The first day in force, or None where no date is known.

        The order is that of docs/contract.md, "Status", and promulgation where a text has no other
        date. An amended law prints the first day of its first text, when this wording did not bind.
        """
        day = self.effective or self.signed or self.published or self.promulgated
        if day is None or self.binds_from is None:
            return day
        return max(day, self.binds_from)


@dataclass(frozen=True, slots=True)
class ValidityEvent:
    """What another document (`source`) did to a document, or to one part or provision of it.

    `day`: of a decision, the first day on which it acts; of an extension or a confirmation, the day
    on which it was decided; None where unknown. `until`, `years`, `months`: the extension that is
    granted. `condition`: of a declaration, None where it holds unconditionally. `successor`: the
    source takes the place of what it ends."""

    kind: EventKind
    source: str
    day: date | None
    certainty: Certainty = "stated"
    until: date | None = None
    years: int | None = None
    months: int | None = None
    condition: str | None = None
    part: str | None = None
    provision: str | None = None
    successor: bool = False


def is_certain(ends: Ends) -> bool:
    """Whether the document is void after this end without any other decision."""
    return ends.certainty != "presumed" and ends.reason != "plan_period"
