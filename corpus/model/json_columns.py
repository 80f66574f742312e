"""Conversion between domain values and the JSON in which columns hold them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from corpus.model.amendments import UnappliedAct
from corpus.model.domain_types import (
    Cell,
    Cut,
    Ends,
    Evidence,
    Fact,
    OwnPart,
    Provision,
    RecognisedSpan,
    Status,
    ValidityClaims,
)

#: a JSON value. Any: only the function that reads it knows its shape
Json: TypeAlias = Any


def evidence_json(evidence: Evidence | None) -> Json:
    """Evidence as a JSON object, or None where there is none.

    >>> evidence_json(Evidence("text", "有效期五年", 3, 8))
    {'where': 'text', 'quote': '有效期五年', 'start': 3, 'end': 8, 'confidence': None}
    """
    if evidence is None:
        return None
    return {
        "where": evidence.where,
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "confidence": evidence.confidence,
    }


def read_evidence(value: Mapping[str, Any]) -> Evidence:
    """The evidence that evidence_json wrote."""
    return Evidence(
        value["where"],
        value["quote"],
        value["start"],
        value["end"],
        value.get("confidence"),  # rows from before pictures were read lack it
    )


def fact_json(fact: Fact | None) -> Json:
    """A fact as a JSON object, or None where there is none."""
    if fact is None:
        return None
    return {
        "name": fact.name,
        "value": fact.value,
        "certainty": fact.certainty,
        "rule": fact.rule,
        "evidence": evidence_json(fact.evidence),
    }


def read_fact(value: Mapping[str, Any]) -> Fact:
    """The fact that fact_json wrote."""
    evidence = value["evidence"]
    return Fact(
        value["name"],
        value["value"],
        value["certainty"],
        value["rule"],
        evidence and read_evidence(evidence),
    )


def outline_json(outline: Sequence[Provision]) -> Json:
    """An outline as lists within lists, which take less room: a law has hundreds of provisions.

    >>> outline_json([Provision("第一条", "", 0, 9)])
    [['第一条', '', 0, 9, []]]
    """
    return [[p.address, p.heading, p.start, p.end, outline_json(p.children)] for p in outline]


def read_outline(value: Sequence[Any]) -> tuple[Provision, ...]:
    """The outline that outline_json wrote."""
    return tuple(
        Provision(address, heading, start, end, read_outline(children))
        for address, heading, start, end, children in value
    )


def recognised_json(spans: Sequence[RecognisedSpan]) -> Json:
    """Recognised spans as a list of lists; None where nothing was read from a picture.

    >>> recognised_json([RecognisedSpan(3, 0, 9, 0.93)])
    [[3, 0, 9, 0.93]]
    """
    return [[r.page, r.start, r.end, r.confidence] for r in spans] or None


def read_recognised(value: Sequence[Any] | None) -> tuple[RecognisedSpan, ...] | None:
    """The recognised spans that recognised_json wrote; None where it wrote none."""
    return None if value is None else tuple(RecognisedSpan(*each) for each in value)


def cells_json(cells: Sequence[Cell]) -> Json:
    """Cells as a list of lists; None where the text has no table.

    >>> cells_json([Cell(0, 1, 2, 30, 39)])
    [[0, 1, 2, 30, 39]]
    """
    return [[c.table, c.row, c.column, c.start, c.end] for c in cells] or None


def read_cells(value: Sequence[Any] | None) -> tuple[Cell, ...]:
    """The cells that cells_json wrote; empty where it wrote none."""
    return tuple(Cell(*each) for each in value or ())


def cuts_json(cuts: Sequence[Cut]) -> Json:
    """The texts that cleaning removed, as a list of lists.

    >>> cuts_json([Cut("页脚", "网站地图")])
    [['页脚', '网站地图']]
    """
    return [[cut.rule, cut.text] for cut in cuts]


def read_cuts(value: Sequence[Any]) -> tuple[Cut, ...]:
    """The removed texts that cuts_json wrote."""
    return tuple(Cut(*each) for each in value)


def date_from_iso(value: str | None) -> date | None:
    """The date that an ISO string writes, or None where there is none."""
    return None if value is None else date.fromisoformat(value)


def date_to_iso(value: date | None) -> str | None:
    """A date as an ISO string, or None where there is none."""
    return None if value is None else value.isoformat()


def days_json(days: Sequence[date]) -> Json:
    """Days as a list of ISO strings.

    >>> days_json([date(2020, 12, 31)])
    ['2020-12-31']
    """
    return [day.isoformat() for day in days]


def read_days(value: Sequence[str]) -> tuple[date, ...]:
    """The days that days_json wrote."""
    return tuple(date.fromisoformat(each) for each in value)


def unapplied_json(acts: Sequence[UnappliedAct]) -> Json:
    """Amendments that a text does not hold, as a list of lists; None where it holds all.

    >>> unapplied_json([])
    """
    return [[act.source, act.day.isoformat(), evidence_json(act.evidence)] for act in acts] or None


def read_unapplied(value: Sequence[Any] | None) -> tuple[UnappliedAct, ...]:
    """The amendments that unapplied_json wrote; empty where it wrote none."""
    return tuple(
        UnappliedAct(source, date.fromisoformat(day), read_evidence(evidence))
        for source, day, evidence in value or ()
    )


def ends_json(ends: Ends | None) -> Json:
    """The end of a document as a JSON object, or None where there is none.

    >>> ends_json(Ends(date(2020, 12, 31), "derived", "plan_period"))
    {'value': '2020-12-31', 'certainty': 'derived', 'reason': 'plan_period', 'latest': None}
    """
    if ends is None:
        return None
    return {
        "value": ends.value.isoformat(),
        "certainty": ends.certainty,
        "reason": ends.reason,
        "latest": date_to_iso(ends.latest),
    }


def read_ends(value: Mapping[str, Any] | None) -> Ends | None:
    """The end that ends_json wrote, or None where it wrote none."""
    if value is None:
        return None
    last = date.fromisoformat(value["value"])
    return Ends(last, value["certainty"], value["reason"], date_from_iso(value["latest"]))


def claims_json(claims: ValidityClaims) -> Json:
    """A document's claims of validity as a JSON object, its parts as pairs of address and end.

    >>> claims_json(ValidityClaims(None, Status.EXPIRED, (OwnPart("附件1", None),), None))
    {'ends': None, 'marked': '失效', 'parts': [['附件1', None]], 'evidence': None}

    The day of a mark is left out where the mark states none, and an entered status where there is
    none.
    """
    since = date_to_iso(claims.marked_since)
    return {
        "ends": ends_json(claims.ends),
        "marked": claims.marked and claims.marked.value,
        "parts": [_own_part_json(part) for part in claims.parts],
        "evidence": fact_json(claims.evidence),
        **({"marked_since": since} if since else {}),
        **({"entered": claims.entered.value} if claims.entered else {}),
    }


def _own_part_json(part: OwnPart) -> list[Json]:
    """An attached document as its address, its end, and where it has one the fact of the end."""
    fact = [fact_json(part.evidence)] if part.evidence is not None else []
    return [part.address, ends_json(part.ends), *fact]


def _read_own_part(
    address: str, ends: Mapping[str, Any] | None, fact: Mapping[str, Any] | None = None
) -> OwnPart:
    return OwnPart(address, read_ends(ends), None if fact is None else read_fact(fact))


def read_claims(value: Mapping[str, Any]) -> ValidityClaims:
    """The claims of validity that claims_json wrote."""
    return ValidityClaims(
        ends=read_ends(value["ends"]),
        marked=value["marked"] and Status(value["marked"]),
        parts=tuple(_read_own_part(*part) for part in value["parts"]),
        evidence=value["evidence"] and read_fact(value["evidence"]),
        marked_since=date_from_iso(value.get("marked_since")),
        entered=Status(value["entered"]) if value.get("entered") else None,
    )
