"""Look-up by document number: the documents that carry a number, or the reason why none does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analyzers.document_numbers import parse_number
from analyzers.register_numbers import parse_register_number
from corpus.documents.document_lists import (
    ids_by_nearest_number,
    ids_by_number,
    ids_by_register_number,
    ids_of_year,
    texts_of_one_title,
)
from corpus.documents.document_summaries import DocumentSummary, load_summaries
from corpus.documents.title_lookup import ids_by_title
from corpus.store.database import Session
from search_api.number_query import NumberQuery, read_number_query
from search_api.vocabulary.search_labels import NUMBER_STATE_LABELS, NumberState

#: documents with the nearest numbers that are listed where no document has the number
MAX_NEAREST = 5


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


def look_up_number(session: Session, query: str, as_of: date) -> NumberAnswer:
    """The answer for a number; there is always one, and its state says what was found.

    `as_of` is the day of the documents' status. The states: one document has the number, or several
    texts of one law do, the newest of which comes first (`found`), several documents have it
    (`ambiguous`), none that has it has the title (`title_differs`), no document has
    it (`not_found`), or the query is no number (`not_a_number`)."""
    number_query = read_number_query(query)
    if number_query is None and (register := parse_register_number(query)) is not None:
        return _look_up_register(session, query, register, as_of)
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
    texts = texts_of_one_title(session, titled)
    documents = tuple(load_summaries(session, texts or titled or carriers, as_of).values())
    if not titled:
        reason = f"有文号为 {canonical} 的文件，但标题不是《{number_query.title}》"
        return _answer(query, canonical, "title_differs", documents, reason=reason)
    if len(titled) > 1 and not texts:
        reason = f"有 {len(titled)} 份文件的文号都是 {canonical}，请再给出年份或标题"
        return _answer(query, canonical, "ambiguous", documents, reason=reason)
    return _answer(query, canonical, "found", documents)


def _look_up_register(session: Session, query: str, number: str, as_of: date) -> NumberAnswer:
    """The answer for a 索引号 or 统一编号."""
    documents = tuple(
        load_summaries(session, ids_by_register_number(session, number), as_of).values()
    )
    if not documents:
        reason = f"库里没有索引号或统一编号为 {number} 的文件"
        return _answer(query, number, "not_found", reason=reason)
    if len(documents) > 1:
        reason = f"有 {len(documents)} 份文件的索引号或统一编号是 {number}"
        return _answer(query, number, "ambiguous", documents, reason=reason)
    return _answer(query, number, "found", documents)


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
    number, year = number_query.number, number_query.year
    ids = ids_by_number(session, number.key)
    if year is not None:
        return ids_of_year(session, ids, year, number.key)
    if not ids and number.year is not None:
        # an order prints no year, but a query may add it: 粤府令2017年第240号,
        # 粤府令（2017）第240号
        bare = parse_number(re.sub(f"{number.year}年|〔{number.year}〕", "", number.canonical))
        if bare is not None and bare.number_form in ("order", "announcement"):
            return ids_of_year(session, ids_by_number(session, bare.key), number.year, bare.key)
    return ids
