"""The events of a law's promulgation: on which day it was adopted, approved, published, amended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from analyzers.document_numbers import NumberMention
from analyzers.span import Span

PromulgationAct = Literal["adopted", "approved", "published", "amended", "effective", "abolished"]

#: days within which two congresses or courts adopt one text
_SAME_ADOPTION = 60


@dataclass(frozen=True, slots=True)
class PromulgationEvent:
    """One act on one day.

    `start`, `end`: the offsets of the date and the words after it, up to the next date. `clause`:
    the span of these words. `numbers`: the document's own numbers in them.
    """

    act: PromulgationAct
    day: date
    start: int
    end: int
    clause: Span
    numbers: tuple[NumberMention, ...] = ()


@dataclass(frozen=True, slots=True)
class Promulgation:
    """The promulgation of a document: its events in printed order."""

    events: tuple[PromulgationEvent, ...] = ()

    def first(self, *acts: PromulgationAct) -> PromulgationEvent | None:
        """The first event of one of these acts, or None."""
        return next((event for event in self.events if event.act in acts), None)

    @property
    def numbered_events(self) -> list[PromulgationEvent]:
        """The events that print a number of the document itself, by which it was published."""
        return [event for event in self.events if event.numbers]

    @property
    def present_version_event(self) -> PromulgationEvent | None:
        """The event of the present version, or None: the latest publication, approval or amendment.

        An adoption more than 60 days after the first one is an amendment too.
        """
        latest = [e for e in self.events if e.act in ("published", "approved", "amended")]
        adopted = [e for e in self.events if e.act == "adopted"]
        latest += [e for e in adopted[1:] if (e.day - adopted[0].day).days > _SAME_ADOPTION]
        return max(latest, key=lambda event: event.day, default=None)
