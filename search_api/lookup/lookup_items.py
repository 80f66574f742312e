"""What a look-up asks for, read: a number, a register's number or a title, and what narrows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from analyzers.document_numbers import parse_number
from analyzers.number_rules import ParsedNumber
from analyzers.register_numbers import parse_register_number
from corpus.model.match_keys import title_key
from search_api.lookup.number_query import read_number_query


@dataclass(frozen=True, slots=True)
class LookupItem:
    """A document that is looked up: its number, in any spelling, or its title, or both.

    `issuer` and `date` (of its signature, its promulgation, its page or its printing) choose among
    several. `as_of`: the day of the documents' status."""

    as_of: date
    number: str | None = None
    title: str | None = None
    issuer: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class ItemQuery:
    """An item as it is understood.

    `query`: what was asked for, in the asker's words. `number`: the document number, and `bare` the
    same without a year that orders do not print; `year`: the year that the asker adds, `register`:
    the 索引号 or 统一编号. Each is None where the item has none; with `is_misread` it has a number
    that is none."""

    item: LookupItem
    query: str
    number: ParsedNumber | None = None
    bare: ParsedNumber | None = None
    year: int | None = None
    register: str | None = None
    title: str | None = None
    is_misread: bool = False

    @property
    def title_key(self) -> str | None:
        """The key under which its title is looked up."""
        return title_key(self.title) if self.title else None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the numbers under which it is looked up."""
        return tuple(number.key for number in (self.number, self.bare) if number is not None)

    @property
    def canonical(self) -> str | None:
        """The canonical form of its number, None where it names none."""
        return self.number.canonical if self.number else self.register


def read_item(item: LookupItem) -> ItemQuery:
    """An item as it is understood.

    >>> asked = read_item(LookupItem(date(2026, 1, 1), "粤府令2017年第240號"))
    >>> asked.number.canonical, asked.bare.canonical, asked.year
    ('粤府令2017年第240号', '粤府令第240号', 2017)
    """
    number, title = (item.number or "").strip(), (item.title or "").strip()
    if not number:
        return ItemQuery(item, title, title=title or None)
    query = read_number_query(number)
    if query is None:
        register = parse_register_number(number)
        return ItemQuery(
            item,
            item.number or "",
            register=register,
            title=title or None,
            is_misread=register is None,
        )
    bare = None
    if query.year is None and query.number.year is not None:
        bare = _without_year(query.number)
    return ItemQuery(
        item,
        item.number or "",
        query.number,
        bare,
        query.number.year if bare is not None else query.year,
        title=title or query.title,
    )


def _without_year(number: ParsedNumber) -> ParsedNumber | None:
    """The number of an order to which the asker adds the year that the order does not print, or
    None where it is no such number.

    So do 粤府令2017年第240号 and 粤府令（2017）第240号."""
    if not number.code.endswith(("令", "告")):
        return None
    bare = parse_number(re.sub(f"{number.year}年|〔{number.year}〕", "", number.canonical))
    return bare if bare is not None and bare.number_form in ("order", "announcement") else None
