"""Look-up by document number: which document a number names, or why none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from analyzers.numbers import Number, find_numbers, parse_number
from corpus.documents.lists import by_number, nearest_numbers
from corpus.documents.summaries import Summary, summaries
from corpus.model.match_keys import title_key
from corpus.store.tables import Document, DocumentTitle

State = Literal["found", "ambiguous", "title_differs", "not_found", "not_a_number"]

#: how many near ones are told where there is none
NEAREST = 5
#: longer than any number with its title
LONGEST = 500

#: 主席令第28号（1994年）, 2019年广东省人民政府令第17号
_YEAR = re.compile(r"[(（〔\[]?((?:19|20)\d\d)年?[)）〕\]]?")
_SIGNS = ' \t\r\n　《》〈〉“”"()（）,，:：;；、。'


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """API.md's NumberAnswer. `canonical` None: the query is no number."""

    query: str
    canonical: str | None
    state: State
    documents: tuple[Summary, ...]
    nearest: tuple[Summary, ...]
    reason: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks for: a number, and the title or year that came with it."""

    number: Number
    title: str | None = None
    year: int | None = None


def read_query(query: str) -> Asked | None:
    """The number in a query that names one, alone or with a title or a year.

    >>> asked = read_query("《关于保护古树的通知》（穗府[2015]26號）")
    >>> asked.number.canonical, asked.title
    ('穗府〔2015〕26号', '关于保护古树的通知')
    >>> read_query("主席令第28号（1994年）").year
    1994
    """
    if len(query) > LONGEST:
        return None
    number = parse_number(query)
    if number is not None:
        return Asked(number)
    mentions = find_numbers(query)
    if len(mentions) != 1:
        return None
    (mention,) = mentions
    rest = " ".join(
        part.strip(_SIGNS) for part in (query[: mention.start], query[mention.end :])
    ).strip()
    if not rest:
        return Asked(mention.number)
    year = _YEAR.fullmatch(rest)
    if year:
        return Asked(mention.number, year=int(year[1]))
    # a title stands in 《》; loose words about a number are no title
    return Asked(mention.number, title=rest) if "《" in query else None


def look_up(session: Session, query: str, as_of: date) -> NumberAnswer:
    """Which documents a number names, their status on a day."""
    asked = read_query(query)
    if asked is None:
        return _answer(query, None, "not_a_number", reason=f"“{query}”不是发文字号")
    canonical = asked.number.canonical
    carriers = _carriers(session, asked)
    if not carriers:
        near = nearest_numbers(session, asked.number.key, NEAREST)
        nearest = tuple(summaries(session, near, as_of).values())
        reason = f"库里没有文号为 {canonical} 的文件" + ("，最接近的列在后面" if nearest else "")
        return _answer(query, canonical, "not_found", nearest=nearest, reason=reason)
    titled = _titled(session, carriers, asked.title)
    documents = tuple(summaries(session, titled or carriers, as_of).values())
    if not titled:
        reason = f"有文号为 {canonical} 的文件，但标题不是《{asked.title}》"
        return _answer(query, canonical, "title_differs", documents, reason=reason)
    if len(titled) > 1:
        reason = f"有 {len(titled)} 份文件的文号都是 {canonical}，请再给出年份或标题"
        return _answer(query, canonical, "ambiguous", documents, reason=reason)
    return _answer(query, canonical, "found", documents)


def _answer(
    query: str,
    canonical: str | None,
    state: State,
    documents: tuple[Summary, ...] = (),
    *,
    nearest: tuple[Summary, ...] = (),
    reason: str | None = None,
) -> NumberAnswer:
    return NumberAnswer(query, canonical, state, documents, nearest, reason)


def _carriers(session: Session, asked: Asked) -> list[str]:
    """The documents that carry the number, of the year that was asked for."""
    found = by_number(session, asked.number.key)
    if asked.year is not None:
        return _of_year(session, found, asked.year)
    if not found and asked.number.year is not None:
        # an order that prints no year, asked for with one: 粤府令2017年第240号
        without = asked.number.canonical.replace(f"{asked.number.year}年", "")
        bare = parse_number(without)
        if bare is not None and bare.form in ("order", "announcement"):
            return _of_year(session, by_number(session, bare.key), asked.number.year)
    return found


def _of_year(session: Session, ids: Sequence[str], year: int) -> list[str]:
    query = select(Document.id).where(Document.id.in_(ids), Document.year == year)
    return sorted(session.scalars(query))


def _titled(session: Session, ids: Sequence[str], title: str | None) -> list[str]:
    """Those that may be cited by a title, or have an attached document of that title."""
    if title is None:
        return list(ids)
    query = select(DocumentTitle.document_id).where(
        DocumentTitle.document_id.in_(ids), DocumentTitle.key == title_key(title)
    )
    return sorted(set(session.scalars(query)))
