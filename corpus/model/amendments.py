"""Amendments that a text does not hold: a pure function of their days and of the text's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.model.domain_types import Evidence

#: days between the decision that a text names below its title, and the print of that decision
_PRINTED_LATER = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Amendment:
    """What another document (`source`) amends in a text, with the sentence in that document.

    `decided`: the earliest of its own days, None where it states none. `day`: the first day on
    which the amendment acts."""

    source: str
    decided: date | None
    day: date | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Wording:
    """The days of a text: `day` on which its wording was made, the days of all acts that made or
    amended it (`history`), and the last day on which it binds (`until`, None while none follows).

    `amended`: it names the act that made this wording, and is not the first one."""

    day: date | None
    history: Sequence[date] = ()
    until: date | None = None
    amended: bool = False


@dataclass(frozen=True, slots=True)
class UnappliedAct:
    """An amendment by the document `source` that a text does not hold, acting from `day` on.

    `evidence` is the sentence in that document."""

    source: str
    day: date
    evidence: Evidence


def find_unapplied(amendments: Iterable[Amendment], text: Wording) -> tuple[UnappliedAct, ...]:
    """The amendments that a text does not hold, one for each document, by day.

    An amendment without a day, or of a text without one, is left out: nobody knows which of the two
    is the older. So is one that acts only when another text binds.

    >>> said = Evidence("text", "《甲市书亭办法》作如下修改")
    >>> one = Amendment("b", date(2020, 6, 1), date(2020, 7, 1), said)
    >>> [str(each.day) for each in find_unapplied([one], Wording(date(2015, 3, 1)))]
    ['2020-07-01']
    >>> find_unapplied([one], Wording(date(2020, 6, 1), amended=True))
    ()
    """
    unapplied: dict[str, UnappliedAct] = {}
    for each in amendments:
        if each.day is None or _holds(text, each):
            continue
        if text.until is not None and each.day > text.until:
            continue
        found = UnappliedAct(each.source, each.day, each.evidence)
        if each.source not in unapplied or _order(found) < _order(unapplied[each.source]):
            unapplied[each.source] = found
    return tuple(sorted(unapplied.values(), key=_order))


def _holds(text: Wording, amendment: Amendment) -> bool:
    if text.day is None or amendment.decided is None:
        return True
    made = text.day + _PRINTED_LATER if text.amended else text.day
    return amendment.decided <= made or amendment.decided in text.history


def _order(act: UnappliedAct) -> tuple[date, str, int, str]:
    return act.day, act.source, act.evidence.start or 0, act.evidence.quote
