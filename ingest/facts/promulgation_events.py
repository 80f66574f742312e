"""What was done with a law on which day: adopted, approved, published, amended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analyzers.document_numbers import NumberMention

PromulgationAct = Literal["adopted", "approved", "published", "amended", "effective", "abolished"]

#: days within which two congresses or courts adopt one text
_SAME_ADOPTION = 60


@dataclass(frozen=True, slots=True)
class PromulgationEvent:
    """One thing done on a day. `clause`: offsets of what follows the date, up to the next one."""

    act: PromulgationAct
    day: date
    start: int
    end: int
    clause: tuple[int, int]
    numbers: tuple[NumberMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Promulgation:
    """The events in printed order."""

    events: tuple[PromulgationEvent, ...] = ()

    def first(self, *acts: PromulgationAct) -> PromulgationEvent | None:
        return next((event for event in self.events if event.act in acts), None)

    @property
    def numbered_events(self) -> list[PromulgationEvent]:
        """The events by which the document itself was given out: its number stands there."""
        return [event for event in self.events if event.numbers]

    @property
    def present_version_event(self) -> PromulgationEvent | None:
        """The latest publication, approval or amendment: that of the present version. A second
        adoption months after the first is an amendment too."""
        latest = [e for e in self.events if e.act in ("published", "approved", "amended")]
        adopted = [e for e in self.events if e.act == "adopted"]
        latest += [e for e in adopted[1:] if (e.day - adopted[0].day).days > _SAME_ADOPTION]
        return max(latest, key=lambda event: event.day, default=None)
