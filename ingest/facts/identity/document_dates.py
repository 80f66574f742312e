"""Four dates of a notice: signed, promulgated, published and printed.

The other two, effective date and end, are found in `ingest.facts.validity` (docs/contract.md,
"Dates").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from analyzers.chinese_dates import find_dates, parse_date
from corpus.model.domain_types import Certainty, Dates, Evidence, Fact, FactName
from ingest.facts.identity.document_title import TitleFinding
from ingest.facts.notice import Notice, fact, one_line, page_evidence
from ingest.facts.promulgation_events import Promulgation, PromulgationAct
from ingest.page_types import Label, Role

#: the act that made the present version → the rule and the certainty of its promulgation date
_PRESENT_VERSION_RULES: dict[PromulgationAct, tuple[str, Certainty]] = {
    "published": ("公布行", "stated"),
    "approved": ("批准行", "derived"),
    "amended": ("修正行", "derived"),
    "adopted": ("再次通过行", "derived"),
}
#: 發文日期：中華民國104年4月15日
_LETTER_DATE = re.compile(r"(?m)^发文日期[:：]\s*中华民国[^\n]{6,20}$")
_HEAD = 600
_OF_MACAU = 400
#: 二零三一年五月二十二日制定。 at the end of a law of Macau
_MADE = re.compile(
    r"(?m)^[ \t\u3000]*(?P<day>[^\s。，]{8,14}日)(?:制定|通过|签署|核准|批准)。[ \t]*$"
)
_AMENDMENT_NOTE = re.compile(
    r"[（(]((?:19|20)\d\d年\d{1,2}月\d{1,2}日)(?:删除|修改|修[正订]|增加)[)）]"
)
#: in a year of 民国 a system of Taiwan prints the day of the law, and never that of its page
_MINGUO = re.compile(r"民[国國]")
_PROMULGATES = re.compile(r"(?:现|予)以?予?(?:公布|发布)")


@dataclass(frozen=True, slots=True)
class DateFindings:
    """The dates of a document, and their facts.

    `first_promulgated`: the promulgation date of the first version, which 自公布之日起 means.
    """

    dates: Dates
    first_promulgated: date | None
    facts: tuple[Fact, ...]


def find_document_dates(
    notice: Notice, title: TitleFinding, promulgation: Promulgation
) -> DateFindings:
    """The four dates with their facts; a day only in the file's name is a fact but no date."""
    signed = _find_signed(notice, title, promulgation)
    promulgated, first = _find_promulgated(notice, title, promulgation, signed)
    published = _find_in_labels(notice, "published", "元数据的发布日期栏")
    printed = _find_in_span(notice, "printed", "print_line", "印发行") or _find_in_labels(
        notice, "printed", "元数据的印发日期栏"
    )
    facts = [each for each in (signed, promulgated, published, printed) if each is not None]
    facts += _find_misprints(notice)
    if signed is None and promulgated is None and (named := _find_in_name(notice)) is not None:
        facts.append(named)

    def day(each: Fact | None) -> date | None:
        return date.fromisoformat(each.value) if each is not None else None

    dates = Dates(day(signed), day(promulgated), day(published), day(printed))
    return DateFindings(dates, first or dates.promulgated, tuple(facts))


def _find_signed(notice: Notice, title: TitleFinding, promulgation: Promulgation) -> Fact | None:
    """The fact of the date of signature, or None.

    The sources in order: the date below the text (not for an order whose text was adopted), the
    date line of a letter, the adoption of a law, the caption with the number, the metadata block.
    """
    adopted = promulgation.first("adopted")
    if not title.order or adopted is None:
        under = _find_in_span(notice, "signed", "date", "落款日期")
        if under is not None:
            return _correct_signed(notice, under)
    letter = _LETTER_DATE.search(notice.simplified, 0, _HEAD)
    if letter is not None and (day := first_day(letter[0])) is not None:
        return _date_fact("signed", day, "发文日期行", notice.quote(*letter.span()))
    if "澳门" in notice.simplified[:_OF_MACAU]:
        for made in _MADE.finditer(notice.simplified):
            if (day := parse_date(made["day"])) is not None:
                return _date_fact("signed", day, "制定日期行", notice.quote(*made.span()))
    if adopted is not None:
        return _date_fact("signed", adopted.day, "通过行", notice.quote(adopted.start, adopted.end))
    # a caption under the title: (某地税发[2003]25号　2003年8月21日); an order's is a promulgation
    caption = None
    if promulgation.first("published") is None:
        caption = _find_in_span(notice, "signed", "number", "题注行")
    return caption or _find_in_labels(notice, "signed", "元数据的成文日期栏")


def _correct_signed(notice: Notice, under: Fact) -> Fact:
    """The date below the text, or the 成文日期 of the metadata block where the two differ.

    The date below the text may be a typing error: one page has 17 in the table and 27 in the text.
    The label counts only beside a different 发布日期: otherwise it was filled with the day of the
    page.
    """
    label = next((each for each in notice.labels_of("signed") if "成文" in each.name), None)
    day = first_day(label.value) if label is not None else None
    if label is None or day is None or day.isoformat() == under.value:
        return under
    published = _label_and_day(notice, "published")
    if published is None or published[1] == day:
        return under
    return fact(
        "signed", day.isoformat(), "元数据的成文日期栏（与落款日期不同）", page_evidence(label)
    )


def _find_promulgated(
    notice: Notice, title: TitleFinding, promulgation: Promulgation, signed: Fact | None
) -> tuple[Fact | None, date | None]:
    """The fact of the present version's promulgation, and the day of the first version's."""
    first = promulgation.first("published") or promulgation.first("approved")
    present = promulgation.present_version_event
    noted = _find_amendment_note(notice) if present is not None else None
    if present is not None and noted is not None and noted.value > present.day.isoformat():
        return noted, first.day if first else None
    if present is not None:
        rule, certainty = _PRESENT_VERSION_RULES[present.act]
        evidence = notice.quote(present.start, present.end)
        promulgated = _date_fact("promulgated", present.day, rule, evidence, certainty)
        return promulgated, first.day if first else None
    labelled = _find_in_labels(notice, "promulgated", "元数据的公布日期栏", of_law=True)
    if (amended := _label_and_day(notice, "amended")) is not None:
        evidence = page_evidence(amended[0])
        day = date.fromisoformat(labelled.value) if labelled else None
        return _date_fact("promulgated", amended[1], "元数据的修正日期栏", evidence), day
    if labelled is not None:
        return labelled, None
    body = notice.simplified[: notice.own_end]
    if title.order and signed is not None and (match := _PROMULGATES.search(body)) is not None:
        promulgated = fact(
            "promulgated", signed.value, "令的签署日", notice.quote(*match.span()), "derived"
        )
        return promulgated, None
    return None, None


def _find_amendment_note(notice: Notice) -> Fact | None:
    """The fact of the latest note （2011年1月8日删除） after a provision, or None.

    The present version is of that day or later.
    """
    days = [
        (day, match)
        for match in _AMENDMENT_NOTE.finditer(notice.simplified)
        if (day := first_day(match[1]))
    ]
    if not days:
        return None
    day, match = max(days, key=lambda each: each[0])
    return _date_fact("promulgated", day, "条文后的修改注", notice.quote(*match.span()), "derived")


def _date_fact(
    name: FactName, day: date, rule: str, evidence: Evidence, certainty: Certainty = "stated"
) -> Fact:
    """The fact of a day, in ISO format."""
    return fact(name, day.isoformat(), rule, evidence, certainty)


def _find_in_span(notice: Notice, name: FactName, role: Role, rule: str) -> Fact | None:
    """The fact of the last date in the first span of a role that has a date, or None."""
    for span in notice.spans(role):
        for mention in reversed(find_dates(notice.simplified[span.start : span.end])):
            if mention.value is not None:
                start, end = span.start + mention.start, span.start + mention.end
                return fact(name, mention.value.isoformat(), rule, notice.quote(start, end))
    return None


def _find_misprints(notice: Notice) -> Iterator[Fact]:
    """The fact that no calendar holds the date below the text: 2031年2月30日, 2031年3月1月."""
    for span in notice.spans("date"):
        printed = notice.simplified[span.start : span.end]
        if all(each.value is None for each in find_dates(printed)):
            evidence = notice.quote(span.start, span.end)
            yield fact("misprinted_day", one_line(evidence.quote), "落款日期不在日历上", evidence)


def _find_in_labels(
    notice: Notice, name: FactName, rule: str, *, of_law: bool = False
) -> Fact | None:
    """The fact of the first day in the labels of its name, or None.

    `of_law`: the labels of publication that name the day of a law, and not that of its page."""
    found = _label_and_day(notice, "published" if of_law else name, of_law=of_law)
    return fact(name, found[1].isoformat(), rule, page_evidence(found[0])) if found else None


def _label_and_day(notice: Notice, kind: str, *, of_law: bool = False) -> tuple[Label, date] | None:
    """The first label of a label kind that has a day, with that day, or None."""
    for label in notice.labels_of(kind):
        if kind == "published" and of_law != bool(_MINGUO.search(label.value)):
            continue
        if (day := first_day(label.value)) is not None:
            return label, day
    return None


def first_day(value: str) -> date | None:
    """The first day in the value of a label, whatever clock time follows it, or None.

    >>> first_day("2015-11-17 09:30"), first_day("长期")
    (datetime.date(2015, 11, 17), None)
    """
    whole = parse_date(value)
    if whole is not None:
        return whole
    return next((each.value for each in find_dates(value) if each.value is not None), None)


def _find_in_name(notice: Notice) -> Fact | None:
    """The presumed fact of a day in the file's name, or None: 样例条例(2011-01-08).md."""
    for mention in find_dates(notice.name):
        if mention.value is not None:
            evidence = Evidence("name", notice.name)
            value = mention.value.isoformat()
            return fact("promulgated", value, "文件名中的日期", evidence, "presumed")
    return None
