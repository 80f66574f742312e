"""The day until which, or the time by which, a document's validity is extended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from analyzers.chinese_dates import parse_date
from analyzers.terms_and_periods import last_day, parse_term
from corpus.model.domain_types import Relation
from ingest.facts.notice import Notice
from ingest.facts.relations.extension_rules import GOES_ON, LASTING, LONGER, SET_ANEW
from ingest.facts.validity.clause_patterns import DATE, TERM
from ingest.facts.validity.end_clauses import find_end_clauses
from ingest.facts.validity.start_clauses import find_start_clauses

_ACT = rf"(?:{LONGER}|{GOES_ON}|{SET_ANEW}|{LASTING}为?)"
_TO = rf"[^。；《》]{{0,24}}?(?:至|到|不超过|不晚于|不迟于)\s*({DATE})"
#: 延长至2027年6月30日, 延长至新办法施行之日，最迟不超过…, 有效期至…
_UNTIL = re.compile(
    rf"(?:{LONGER}|{GOES_ON}|{SET_ANEW}){_TO}|{LASTING}(?!为?原)为?(?![^。；]*{LONGER}[至到]){_TO}"
    rf"|{SET_ANEW}\s*({DATE})(?!\s*(?:起|至|到|开始|—|-))"
    rf"|自\s*{DATE}\s*起?\s*(?:至|到)\s*({DATE})"
)
_TERM = rf"(?:为|再|共)?\s*(?P<term>{TERM})"
#: the first day of a time that is granted, before it or behind it
_FROM = re.compile(
    rf"[自从]\s*(?P<since>{DATE})\s*起(?:算|计算)?[，,]?(?:再|继续)?{_ACT}[^。；《》至到为\d]{{0,6}}{_TERM}"
)
_COUNTED = re.compile(
    rf"{_ACT}[^。；《》至到\d]{{0,8}}{_TERM}[，,（(]\s*[自从]\s*(?P<since>{DATE})\s*起"
)
#: 有效期由三年延长至五年 grants the difference
_FROM_TO = re.compile(
    rf"由(?:原来的?)?\s*(?P<old>{TERM})\s*(?:{LONGER}|{SET_ANEW})\s*(?:至|到|为)?\s*(?P<term>{TERM})"
)
#: 延长2年; not 延长至5年, 调整为5年, which say the length of the whole
_LONGER_BY = re.compile(
    rf"(?:{LONGER}|{GOES_ON}[，,]?)(?:{LASTING}|期限|时间|为期|执行|实施|施行|[，,])*{_TERM}"
)
#: a document that is confirmed may be confirmed for a time
LASTS = re.compile(r"有效期|期限|为期")
_VERB = re.compile(rf"{LONGER}|{GOES_ON}|{SET_ANEW}|{LASTING}")
_SENTENCE = re.compile(rf"[^。；\n]*(?:{LONGER}|{GOES_ON}|{SET_ANEW})[^。；\n]*")
_QUOTED = re.compile(r"“([^“”]{4,300})”")


def with_extension_behind(relation: Relation, after: str, sentence: str) -> Relation:
    """The relation with the day or the time of the words behind its name, else of its sentence.

    One sentence may extend several documents, each to a day of its own:
    《》有效期延长至2027年8月31日, 《》延期至2028年9月30日. `after`: other names in it are 《》.
    """
    verb = _VERB.search(after)
    if verb is not None:
        stop = after.find("《", verb.end())
        found = with_extension(relation, after if stop < 0 else after[:stop])
        if grants_time(found):
            return found
    return with_extension(relation, sentence)


def with_extension(relation: Relation, sentence: str) -> Relation:
    """The relation with the day or the time of the extension in a simplified sentence, if any."""
    for pattern in (_FROM, _COUNTED):
        if (counted := pattern.search(sentence)) is not None:
            since, term = parse_date(counted["since"]), parse_term(counted["term"])
            if since and term:
                return replace(relation, until=last_day(since, term))
    if (until := _UNTIL.search(sentence)) is not None:
        return replace(relation, until=parse_date(next(filter(None, until.groups()))))
    if (lengths := _FROM_TO.search(sentence)) is not None:
        old, new = parse_term(lengths["old"]), parse_term(lengths["term"])
        if old and new:
            months = 12 * (new.years - old.years) + new.months - old.months
            return replace(relation, months=months) if months > 0 else relation
    found = _LONGER_BY.search(sentence)
    term = parse_term(found["term"]) if found is not None else None
    if term is None:
        return relation
    return replace(relation, years=term.years or None, months=term.months or None)


def grants_time(relation: Relation) -> bool:
    """Whether a relation says until when, or by how long, its target is extended."""
    return bool(relation.until or relation.years or relation.months)


def with_notice_extension(notice: Notice, relation: Relation) -> Relation:
    """The relation with the day or the time in the first sentence of the notice that states one.

    The title of a notice and its lists state neither.
    """
    for sentence in _SENTENCE.finditer(notice.simplified):
        found = with_extension(relation, sentence[0])
        if grants_time(found):
            return found
    return relation


def find_amended_terms(notice: Notice, relations: list[Relation]) -> Iterator[Relation]:
    """The extension by an amendment of the very clause that states the term of its one target.

    将第十二条修改为：“本办法自…起施行，有效期至2027年12月31日。” moves the end.
    """
    amended = [each for each in relations if each.kind == "amends"]
    if len({each.target.number or each.target.title for each in amended}) != 1:
        return
    days = [
        (until, match)
        for match in _QUOTED.finditer(notice.simplified, 0, notice.own_end)
        if (until := _quoted_end(match[1])) is not None
    ]
    if days:
        until, match = max(days, key=lambda each: each[0])
        target = replace(amended[0].target, provision=None)
        yield Relation("extends", target, notice.quote(*match.span()), until=until)


def _quoted_end(wording: str) -> date | None:
    """The last day that the new wording of an amended clause states, or None."""
    clauses = list(find_end_clauses(wording)) or list(find_end_clauses(f"本办法{wording}"))
    for clause in clauses:
        if clause.until is not None:
            return clause.until
        starts = [each.day for each in find_start_clauses(wording) if each.day is not None]
        start = clause.since or (starts[-1] if starts else None)
        if clause.term is not None and start is not None:
            return last_day(start, clause.term)
    return None
