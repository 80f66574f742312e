"""The day on which the wording of a text was made: 根据…修正, 修订, or the day in a file's name."""

from __future__ import annotations

import re

from analyzers.chinese_dates import parse_date
from corpus.model.domain_types import Dates, Evidence, Fact, TextBasis, TextClaims
from ingest.facts.notice import Notice, fact
from ingest.facts.promulgation_events import Promulgation

#: 某市供水条例(2018-03-01).md: databases of laws name the edition so
_NAMED_EDITION = re.compile(r"[(（〔\[](\d{4}-\d\d-\d\d)[)）〕\]](?:\.\w{1,5})?$")
#: 第…次会议修订 makes the whole text again; a decision to amend is called 修订 as well
_REVISED = re.compile(r"(?<![正改])修订(?!.{0,40}决定)")
_MADE = ("adopted", "approved", "published", "amended")


def find_text_day(
    notice: Notice, promulgation: Promulgation, dates: Dates
) -> tuple[TextClaims, tuple[Fact, ...]]:
    """What a text states of its place among the texts of its law, with the fact of its day.

    The original wording has no fact of its own: its day is that of its promulgation or signature.
    """
    history = tuple(sorted({each.day for each in promulgation.events if each.act in _MADE}))
    day = max((each for each in (dates.promulgated, dates.signed) if each), default=None)
    named = _NAMED_EDITION.search(notice.name)
    named_day = parse_date(named[1]) if named is not None else None
    if named_day is not None and (day is None or named_day > day):
        evidence = Evidence("name", notice.name)
        found = fact("text_day", named_day.isoformat(), "文件名中的日期", evidence, "presumed")
        return TextClaims(named_day, "name", (*history, named_day)), (found,)
    present = promulgation.present_version_event
    if day is None or present is None or present.act in ("published", "approved"):
        return TextClaims(day, None if day is None else "original", history), ()
    clause = "".join(notice.simplified[slice(*present.clause)].split())
    basis: TextBasis = "revised" if _REVISED.search(clause) else "amended"
    evidence = notice.quote(present.start, present.end)
    rule = "修订行" if basis == "revised" else "修正行"
    found = fact("text_day", day.isoformat(), rule, evidence)
    return TextClaims(day, basis, history), (found,)
