"""When a document was in force: a pure function of its own text and of what others did to it.

A day has one status (docs/contract.md, "Status"): what a person entered, else decided in this
order: before its start a
document is not yet in force; a decision (repeal, declaration) acts from its day on, and the first
one counts; a mark on the page (【已失效】) holds from the day that it states, else from the day
after the printed end, else from the page's own day or the day on which it was read; a term that is
over makes the document void, while a presumed term or a plan's period only asks for a check; a void
part or article makes it partly void. A text of a law whose next text binds is superseded, unless
its own term was over before.

What the contract leaves open is settled here. An extension moves the end only if it was decided
while the document was in force, or while its status was not certain; a later one is a conflict and
is flagged, but revives nothing. `ends` is the earlier of the term's end and the day before the
decision, and a decision always overrides a presumed end. A declaration that depends on a fact
(逾期未公布的，自…起失效) makes nothing void: from its day on the document asks for a check, unless
a list or an extension before that day shows that the fact did not occur. Where a notice has one
attached document, what is done to that is done to the notice; where it has several, the notice is
void only when all of them are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from analyzers.chinese_dates import add_months
from corpus.model.domain_types import Ends, EndsReason, Status, StatusBasis
from corpus.model.validity_inputs import (
    ONE_DAY,
    VALIDITY_ACTS,
    EventKind,
    OwnValidity,
    ValidityEvent,
    is_certain,
)

ValidityFlag = Literal["extended_after_end", "confirmed_after_end", "conditional_end"]

VALIDITY_FLAGS: tuple[ValidityFlag, ...] = (
    "extended_after_end",
    "confirmed_after_end",
    "conditional_end",
)

#: the status that a decision gives a document, its basis, and the reason of the end
_DECISIONS: dict[EventKind, tuple[Status, StatusBasis, EndsReason]] = {
    "repeals": (Status.REPEALED, "repealed", "repealed"),  # 《甲办法》同时废止
    "replaces": (Status.REPEALED, "repealed", "repealed"),  # 本办法施行后，《甲办法》以本办法为准
    "declares_void": (Status.EXPIRED, "declared_void", "declared"),  # 《甲办法》宣布失效
}


@dataclass(frozen=True, slots=True)
class ValidityPeriod:
    """A period of days with one status, both ends included; None as an end: without limit."""

    first: date | None
    last: date | None
    status: Status
    basis: StatusBasis | None


@dataclass(frozen=True, slots=True)
class Validity:
    """The validity of a document; its periods cover all days.

    `decided_by`: the event that set `ends`, None where the document's own text did. `ended_by`: the
    decision that made the whole void, None where there is none."""

    ends: Ends | None
    decided_by: ValidityEvent | None
    periods: tuple[ValidityPeriod, ...]
    flags: tuple[ValidityFlag, ...] = ()
    ended_by: ValidityEvent | None = None


def assess_validity(own: OwnValidity, events: Sequence[ValidityEvent]) -> Validity:
    """The validity of a document; the order of the events does not matter.

    >>> own = OwnValidity(effective=date(2020, 1, 1))
    >>> found = assess_validity(own, [ValidityEvent("repeals", "b", date(2024, 7, 1))])
    >>> [(str(p.first), str(p.status)) for p in found.periods]
    [('None', '尚未生效'), ('2020-01-01', '现行有效'), ('2024-07-01', '已废止')]
    >>> found.ends
    Ends(value=datetime.date(2024, 6, 30), certainty='stated', reason='repealed', latest=None)
    """
    if own.entered is not None:
        return _assess_entered(own, own.entered, events)
    if own.marked is Status.DRAFT:  # in force on no day, whatever it states, and whoever acts on it
        return Validity(None, None, (ValidityPeriod(None, None, Status.DRAFT, "draft"),))
    history = _ValidityHistory.of(own, events)
    ends, decided_by = history.ends()
    ended_by = history.decision.event if history.decision else None
    return Validity(ends, decided_by, tuple(history.periods()), history.flags, ended_by)


def _assess_entered(own: OwnValidity, status: Status, events: Sequence[ValidityEvent]) -> Validity:
    """The validity of a document whose status a person entered: it is so on every day of its life.

    A decision that the person's word contradicts sets no end either."""
    if status not in (Status.REPEALED, Status.EXPIRED):
        events = [event for event in events if event.kind not in _DECISIONS]
    found = assess_validity(replace(own, entered=None), events)
    periods = (ValidityPeriod(own.start, None, status, "entered"),)
    if own.start is None or status in (Status.NOT_YET, Status.DRAFT):
        return replace(found, periods=(replace(periods[0], first=None),))
    before = ValidityPeriod(None, own.start - ONE_DAY, Status.NOT_YET, "not_yet")
    return replace(found, periods=(before, *periods))


def assess_part_validity(
    own: OwnValidity, address: str, events: Sequence[ValidityEvent]
) -> Validity:
    """The validity of one attached document, by its own end and by what was done to it or to the
    whole."""
    (part,) = [part for part in own.parts if part.address == address]
    if own.entered is Status.PARTLY_VOID:  # which part is void, it does not say
        own = replace(own, entered=None)
    return assess_validity(
        replace(own, ends=part.ends or own.ends, parts=()),
        [replace(event, part=None) for event in events if event.part in (None, address)],
    )


def status_on(periods: Sequence[ValidityPeriod], day: date) -> tuple[Status, StatusBasis | None]:
    """The status on a day, and its basis.

    >>> status_on(assess_validity(OwnValidity(), []).periods, date(2020, 1, 1))
    (<Status.UNKNOWN: '未知'>, None)
    """
    for period in periods:
        if (period.first or date.min) <= day <= (period.last or date.max):
            return period.status, period.basis
    return Status.UNKNOWN, None


@dataclass(frozen=True, slots=True)
class _VoidDecision:
    """A decision that makes void, in whole or in part, from a day on (None: from the start)."""

    day: date | None
    event: ValidityEvent

    def holds(self, day: date) -> bool:
        """Whether the decision has acted by this day."""
        return self.day is None or self.day <= day


@dataclass(frozen=True, slots=True)
class _ValidityHistory:
    """A document's own statements and the events, sorted by what they affect."""

    own: OwnValidity
    term: Ends | None
    extended_by: ValidityEvent | None
    conditional_event: ValidityEvent | None
    decision: _VoidDecision | None
    partial_voids: tuple[_VoidDecision, ...]
    confirmations: tuple[ValidityEvent, ...]
    flags: tuple[ValidityFlag, ...]

    @classmethod
    def of(cls, own: OwnValidity, events: Sequence[ValidityEvent]) -> _ValidityHistory:
        # sorted by all fields: events with equal keys are identical, so their order cannot matter
        ordered = sorted(events, key=_sort_key)
        addresses = [part.address for part in own.parts]
        whole = [e for e in ordered if e.provision is None and _acts_on_whole(e, addresses)]
        voids = [e for e in ordered if e.kind in _DECISIONS and e.condition is None]
        decisions = [_VoidDecision(e.day, e) for e in voids if e in whole]
        partial_voids = [_VoidDecision(e.day, e) for e in voids if e not in whole]
        if every := _void_of_all_parts(partial_voids, addresses):
            decisions.append(every)
        decision = min(decisions, key=lambda void: _sort_key(void.event), default=None)
        term, extended_by, flags = _extend_term(own, whole, decision)
        confirmations = [e for e in whole if e.kind == "confirms" and e.day is not None]
        if any(_comes_too_late(e, term, decision) for e in confirmations):
            flags.add("confirmed_after_end")
            confirmations = [e for e in confirmations if not _comes_too_late(e, term, decision)]
        conditional_event = _first_conditional(whole)
        if conditional_event is not None:
            flags.add("conditional_end")
        return cls(
            own=own,
            term=term,
            conditional_event=conditional_event,
            extended_by=extended_by,
            decision=decision,
            partial_voids=tuple(partial_voids),
            confirmations=tuple(confirmations),
            flags=tuple(flag for flag in VALIDITY_FLAGS if flag in flags),
        )

    def ends(self) -> tuple[Ends | None, ValidityEvent | None]:
        """The last day in force, and the event that set it."""
        term, by = self.term, self.extended_by
        if term is not None and (listed := self._listed_after(term)):
            term, by = None, listed
        doubtful = self._doubtful_end
        if (
            doubtful is not None
            and not self._listed_after(doubtful)
            and (term is None or doubtful.value < term.value)
        ):
            term, by = doubtful, self.conditional_event
        if self.decision and self.decision.day and self.decision.day > date.min:
            event, last = self.decision.event, self.decision.day - ONE_DAY
            if term is None or last < term.value or term.certainty == "presumed":
                reason = _DECISIONS[event.kind][2]
                return Ends(last, event.certainty, reason), event
        return term, by

    def periods(self) -> Iterator[ValidityPeriod]:
        """The periods of one status that cover all days in order; neighbours differ."""
        days = sorted({day for day in self._turning_days() if day > date.min})
        first: date | None = None
        status, basis = self._status(date.min)
        for day in days:
            found = self._status(day)
            if found != (status, basis):
                yield ValidityPeriod(first, day - ONE_DAY, status, basis)
                first, (status, basis) = day, found
        yield ValidityPeriod(first, None, status, basis)

    def _turning_days(self) -> Iterator[date]:
        """All days on which the status may change."""
        lasts = [self.term, self._doubtful_end, *(part.ends for part in self.own.parts)]
        yield from (e.value + ONE_DAY for e in lasts if e and e.value < date.max)
        voids = [self.decision, *self.partial_voids]
        yield from (void.day for void in voids if void and void.day)
        yield from (event.day for event in self.confirmations if event.day)
        yield from (day for day in (self.own.start, self.own.mark_day, self.own.superseded) if day)

    def _status(self, day: date) -> tuple[Status, StatusBasis | None]:
        own = self.own
        before = own.start is not None and day < own.start
        void = self.decision
        if void and void.holds(day) and not (before and void.day is None):
            return _DECISIONS[void.event.kind][:2]
        if before:
            return Status.NOT_YET, "not_yet"
        if over := self._marked_or_superseded(day):
            return over
        listed = any(event.day and event.day <= day for event in self.confirmations)
        for last in (self.term, self._doubtful_end):
            if last and day > last.value and not (listed and self._listed_after(last)):
                return _status_after(last)
        if own.start is None:
            return Status.UNKNOWN, None
        return self._partial_status(day) or (Status.IN_FORCE, self._basis_in_force(listed=listed))

    def _marked_or_superseded(self, day: date) -> tuple[Status, StatusBasis] | None:
        """The status of a text that its page marks as over, or whose next text binds."""
        marked = self.own.marked
        if marked in (Status.EXPIRED, Status.REPEALED) and not self.decision and self._marks(day):
            return marked, "register"
        return (Status.SUPERSEDED, "superseded") if self._is_superseded(day) else None

    def _is_superseded(self, day: date) -> bool:
        """Whether on this day another text of the law had taken the place of one in force."""
        since = self.own.superseded
        if since is None or day < since:
            return False
        return self.term is None or not is_certain(self.term) or self.term.value >= since - ONE_DAY

    def _marks(self, day: date) -> bool:
        """Whether the mark of the page holds on this day."""
        since = self.own.mark_day
        return since is None or day >= since

    @property
    def _doubtful_end(self) -> Ends | None:
        """The last day before a conditional declaration, or None where there is none."""
        if self.conditional_event is None or self.conditional_event.day is None:
            return None
        return Ends(self.conditional_event.day - ONE_DAY, "presumed", "declared")

    def _partial_status(self, day: date) -> tuple[Status, StatusBasis] | None:
        for void in self.partial_voids:
            if void.holds(day):
                return Status.PARTLY_VOID, _DECISIONS[void.event.kind][1]
        if len(self.own.parts) > 1 and any(
            part.ends and day > part.ends.value and is_certain(part.ends) for part in self.own.parts
        ):
            return Status.PARTLY_VOID, "expired"
        if self.own.marked is Status.PARTLY_VOID and self._marks(day):
            return Status.PARTLY_VOID, "register"
        return None

    def _basis_in_force(self, *, listed: bool) -> StatusBasis:
        """The basis on which a document is in force."""
        if listed:
            return "listed"
        if "entered" in (self.own.effective_certainty, self.term and self.term.certainty):
            return "entered"
        if self.own.marked is Status.IN_FORCE:
            return "register"
        return "term_running" if self.term else "no_adverse_evidence"

    def _listed_after(self, term: Ends) -> ValidityEvent | None:
        """The first confirmation after an end that is not certain, or None."""
        if is_certain(term):
            return None
        late = (event for event in self.confirmations if event.day and event.day > term.value)
        return next(late, None)


def _first_conditional(events: Sequence[ValidityEvent]) -> ValidityEvent | None:
    """The first conditional declaration without an earlier extension or confirmation, or None.

    An earlier one shows that the fact on which the declaration depends did not occur."""
    for event in events:
        if event.condition is None or event.day is None or event.day == date.min:
            continue
        spared = (e for e in events if e.kind in ("extends", "confirms") and e.day)
        if not any(e.day and e.day < event.day for e in spared):
            return event
    return None


def _sort_key(event: ValidityEvent) -> tuple[date, int, date, str]:
    """The sort key of an event: by day, unknown days first, and a repeal before a declaration of
    its day."""
    rank = VALIDITY_ACTS.index(event.kind)
    return (event.day or date.min, rank, event.until or date.min, repr(event))


def _acts_on_whole(event: ValidityEvent, addresses: Sequence[str]) -> bool:
    return event.part is None or list(addresses) == [event.part]


def _void_of_all_parts(
    partial: Sequence[_VoidDecision], addresses: Sequence[str]
) -> _VoidDecision | None:
    """The decision by which the last of all parts became void, or None while one is left."""
    firsts: dict[str, _VoidDecision] = {}
    for void in partial:
        if void.event.part and void.event.provision is None:
            firsts.setdefault(void.event.part, void)
    if not addresses or any(address not in firsts for address in addresses):
        return None
    return max(firsts.values(), key=lambda void: _sort_key(void.event))


def _extend_term(
    own: OwnValidity, events: Sequence[ValidityEvent], decision: _VoidDecision | None
) -> tuple[Ends | None, ValidityEvent | None, set[ValidityFlag]]:
    """The end after all extensions that came in time, the event that set it, and the flags."""
    term, by = own.ends, None
    flags: set[ValidityFlag] = set()
    for event in events:
        if event.kind not in ("extends", "confirms"):
            continue
        granted = _granted_end(event, term)
        if granted is None or (term is not None and granted.value <= term.value):
            continue
        if event.day is None or _comes_too_late(event, term, decision):
            flags.add("extended_after_end")
            continue
        term, by = granted, event
    return term, by, flags


def _granted_end(event: ValidityEvent, term: Ends | None) -> Ends | None:
    if event.until is not None:
        return Ends(event.until, "stated", "date")
    months = 12 * (event.years or 0) + (event.months or 0)
    if not months or term is None or term.value == date.max:
        return None
    last = add_months(term.value + ONE_DAY, months) - ONE_DAY
    return Ends(last, "derived", "term")


def _comes_too_late(
    event: ValidityEvent, term: Ends | None, decision: _VoidDecision | None
) -> bool:
    """Whether on the event's day nothing was left to extend or confirm."""
    day = event.day or date.max
    if decision is not None and decision.holds(day):
        return True
    return term is not None and is_certain(term) and day > term.value


def _status_after(term: Ends) -> tuple[Status, StatusBasis]:
    if is_certain(term):
        return Status.EXPIRED, "expired"
    return Status.TO_VERIFY, "presumed" if term.certainty == "presumed" else "expired"
