"""Look-up by document number: the documents that carry a number, or the reason why none does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analyzers.document_numbers import find_numbers, parse_number
from analyzers.number_rules import ParsedNumber
from corpus.documents.document_lists import ids_by_nearest_number, ids_by_number, ids_of_year
from corpus.documents.document_summaries import DocumentSummary, load_summaries
from corpus.documents.title_lookup import ids_by_title
from corpus.store.database import Session
from search_api.vocabulary.search_labels import NUMBER_STATE_LABELS, NumberState

#: documents with the nearest numbers that are listed where no document has the number
MAX_NEAREST = 5
#: characters of a query; no number with its title is as long
MAX_QUERY_LENGTH = 500

#: a year beside a number, with or without its day and what was done on it: 主席令第28号（1994年）,
#: 2019年广东省人民政府令第17号, 国务院令第773号（2024年3月10日公布）
_YEAR = re.compile(
    r"[(（〔\[【]?((?:19|20)\d\d)(?:年(?:\d{1,2}月(?:\d{1,2}日)?)?)?"
    r"(?:公布|发布|颁布|签署|制定|通过)?[)）〕\]】]?"
)
_SIGNS = ' \t\r\n　《》〈〉“”"()（）,，:：;；、。'


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """The answer to a look-up by number (docs/contract.md, "NumberAnswer").

    `canonical` is None where the query is no number."""

    query: str
    canonical: str | None
    state: NumberState
    documents: tuple[DocumentSummary, ...]
    nearest: tuple[DocumentSummary, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class NumberQuery:
    """The number that a query names, with the title or the year that the query adds."""

    number: ParsedNumber
    title: str | None = None
    year: int | None = None


def read_number_query(query: str) -> NumberQuery | None:
    """The number in a query, alone or with a title or a year; None where there is none.

    >>> asked = read_number_query("《关于保护古树的通知》（穗府[2015]26號）")
    >>> asked.number.canonical, asked.title
    ('穗府〔2015〕26号', '关于保护古树的通知')
    >>> read_number_query("主席令第28号（1994年）").year
    1994
    """
    if len(query) > MAX_QUERY_LENGTH:
        return None
    number = parse_number(query)
    if number is not None:
        return NumberQuery(number)
    mentions = find_numbers(query)
    if len(mentions) != 1:
        return None
    (mention,) = mentions
    rest = " ".join(
        part.strip(_SIGNS) for part in (query[: mention.start], query[mention.end :])
    ).strip()
    if not rest:
        return NumberQuery(mention.number)
    year = _YEAR.fullmatch(rest)
    if year:
        return NumberQuery(mention.number, year=int(year[1]))
    # a title is in 《》; other words beside a number are no title
    return NumberQuery(mention.number, title=rest) if "《" in query else None


def look_up_number(session: Session, query: str, as_of: date) -> NumberAnswer:
    """The answer for a number; there is always one, and its state says what was found.

    `as_of` is the day of the documents' status. The states: one document has the number (`found`),
    several have it (`ambiguous`), none that has it has the title (`title_differs`), no document has
    it (`not_found`), or the query is no number (`not_a_number`)."""
    number_query = read_number_query(query)
    if number_query is None:
        reason = f"“{query}”{NUMBER_STATE_LABELS['not_a_number']}"
        return _answer(query, None, "not_a_number", reason=reason)
    canonical = number_query.number.canonical
    carriers = _find_carriers(session, number_query)
    if not carriers:
        near = ids_by_nearest_number(session, number_query.number.key, MAX_NEAREST)
        nearest = tuple(load_summaries(session, near, as_of).values())
        reason = f"库里没有文号为 {canonical} 的文件" + ("，最接近的列在后面" if nearest else "")
        return _answer(query, canonical, "not_found", nearest=nearest, reason=reason)
    titled = ids_by_title(session, carriers, number_query.title) if number_query.title else carriers
    documents = tuple(load_summaries(session, titled or carriers, as_of).values())
    if not titled:
        reason = f"有文号为 {canonical} 的文件，但标题不是《{number_query.title}》"
        return _answer(query, canonical, "title_differs", documents, reason=reason)
    if len(titled) > 1:
        reason = f"有 {len(titled)} 份文件的文号都是 {canonical}，请再给出年份或标题"
        return _answer(query, canonical, "ambiguous", documents, reason=reason)
    return _answer(query, canonical, "found", documents)


def _answer(
    query: str,
    canonical: str | None,
    state: NumberState,
    documents: tuple[DocumentSummary, ...] = (),
    *,
    nearest: tuple[DocumentSummary, ...] = (),
    reason: str | None = None,
) -> NumberAnswer:
    return NumberAnswer(query, canonical, state, documents, nearest, reason)


def _find_carriers(session: Session, number_query: NumberQuery) -> list[str]:
    """The ids of the documents that carry the number, of the year where the query adds one."""
    ids = ids_by_number(session, number_query.number.key)
    if number_query.year is not None:
        return ids_of_year(session, ids, number_query.year)
    if not ids and number_query.number.year is not None:
        # an order prints no year, but a query may add it: 粤府令2017年第240号,
        # 粤府令（2017）第240号
        printed_year = f"{number_query.number.year}年|〔{number_query.number.year}〕"
        bare = parse_number(re.sub(printed_year, "", number_query.number.canonical))
        if bare is not None and bare.number_form in ("order", "announcement"):
            return ids_of_year(session, ids_by_number(session, bare.key), number_query.number.year)
    return ids
