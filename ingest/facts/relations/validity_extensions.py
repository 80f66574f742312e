"""The day until which, or the time by which, a document's validity is extended."""

from __future__ import annotations

import re
from dataclasses import replace

from analyzers.chinese_dates import parse_date
from analyzers.terms_and_periods import parse_term
from corpus.model.domain_types import Relation
from ingest.facts.notice import Notice
from ingest.facts.validity.clause_patterns import DATE, TERM

_UNTIL = re.compile(
    rf"(?:(?:延长|延续|延|执行|实施|施行|有效|有效期限?|顺延)\s*为?|自\s*{DATE}\s*起?"
    rf"|(?:延长|延续|顺延)\s*{TERM}\s*[，,（(]\s*即?)\s*(?:至|到)\s*({DATE})"
)
_YEARS = re.compile(rf"(?:延长|延续|顺延)\D{{0,8}}?({TERM})")
_SENTENCE = re.compile(r"[^。；\n]*(?:延长|延续|顺延|继续执行|继续实施)[^。；\n]*")


def with_extension(relation: Relation, sentence: str) -> Relation:
    """The relation with the day or the time of the extension in a simplified sentence, if any."""
    if (until := _UNTIL.search(sentence)) is not None:
        return replace(relation, until=parse_date(until[1]))
    years = _YEARS.search(sentence)
    term = parse_term(years[1]) if years is not None else None
    if term is None:
        return relation
    return replace(relation, years=term.years or None, months=term.months or None)


def with_notice_extension(notice: Notice, relation: Relation) -> Relation:
    """The relation with the day or the time in the first sentence of the notice that states one.

    The title of a notice and its lists state neither.
    """
    for sentence in _SENTENCE.finditer(notice.simplified):
        found = with_extension(relation, sentence[0])
        if found.until or found.years or found.months:
            return found
    return relation
