"""Judges which documents the items of a look-up mean, from what is loaded for all of them at once.

An item is judged by itself: the answer to it does not depend on those beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from analyzers.chinese_script import to_simplified
from corpus.documents.lookup.carrier_facts import (
    CarrierFacts,
    load_carrier_facts,
    texts_of_one_title,
    years_beside_numbers,
)
from corpus.documents.lookup.number_carriers import ids_by_number, ids_by_register_number
from corpus.documents.lookup.title_matches import ids_by_title_key, title_keys_of
from corpus.model.match_keys import title_key
from corpus.store.database import Session
from search_api.lookup.issuer_names import issuer_names
from search_api.lookup.lookup_items import ItemQuery
from search_api.vocabulary.field_labels import FACT_LABELS
from search_api.vocabulary.search_labels import NUMBER_STATE_LABELS, NumberState

#: documents that are listed where several are meant; `reason` says how many there are
MAX_CANDIDATES = 100

_BETWEEN_ISSUERS = re.compile(r"[、，,；;\s]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which documents an item means, by id, or why none is meant.

    `nearest`: those that it would mean but for one thing that it says."""

    query: ItemQuery
    state: NumberState
    ids: Sequence[str] = ()
    nearest: Sequence[str] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The documents that may be meant by the items of one look-up.

    `years`: those printed beside a number, by the document's id and the number's key."""

    by_number: Mapping[str, Sequence[str]]
    by_register: Mapping[str, Sequence[str]]
    by_title: Mapping[str, Sequence[str]]
    facts: Mapping[str, CarrierFacts]
    title_keys: Mapping[str, frozenset[str]]
    years: Mapping[tuple[str, str], frozenset[int]]

    def carriers(self, query: ItemQuery) -> Sequence[str]:
        """The ids of the documents with the number of an item, of any year; else with its title."""
        if query.register is not None:
            return self.by_register[query.register]
        if query.number is None:
            return self.by_title[query.title_key or ""]
        return next((ids for key in query.keys if (ids := self.by_number[key])), ())

    def is_of_year(self, query: ItemQuery, id_: str) -> bool:
        """Whether a document is of the year that an item adds to its number."""
        if query.year is None or (query.bare is not None and id_ in self.by_number[query.keys[0]]):
            return True
        printed = self.years.get((id_, query.keys[-1]), frozenset())
        return query.year in printed or self.facts[id_].is_of_year(query.year)


def judge_items(session: Session, queries: Sequence[ItemQuery]) -> list[Verdict]:
    """The verdicts on these items, in their order."""
    candidates = _load_candidates(session, queries)
    return [_judge(query, candidates) for query in queries]


def _load_candidates(session: Session, queries: Sequence[ItemQuery]) -> _Candidates:
    by_number = ids_by_number(session, (key for query in queries for key in query.keys))
    registers = {query.register for query in queries if query.register is not None}
    titles = {query.title_key for query in queries if query.title_key is not None}
    candidates = _Candidates(
        by_number,
        ids_by_register_number(session, registers),
        ids_by_title_key(session, titles),
        {},
        {},
        {},
    )
    carriers = [(query, candidates.carriers(query)) for query in queries]
    told_apart = {
        id_
        for query, ids in carriers
        if len(ids) > 1 or query.year or query.item.issuer or query.item.date
        for id_ in ids
    }
    entitled = {id_ for query, ids in carriers if query.title for id_ in ids}
    facts = load_carrier_facts(session, told_apart)
    of_other_years = {
        id_
        for query, ids in carriers
        if query.year is not None
        for id_ in ids
        if not facts[id_].is_of_year(query.year)
    }
    return _Candidates(
        candidates.by_number,
        candidates.by_register,
        candidates.by_title,
        facts,
        title_keys_of(session, entitled),
        years_beside_numbers(session, of_other_years),
    )


def _judge(query: ItemQuery, candidates: _Candidates) -> Verdict:
    if query.canonical is None and query.title is None:
        return Verdict(query, "not_a_number", reason=_no_number(query))
    carriers = candidates.carriers(query)
    ids = [id_ for id_ in carriers if candidates.is_of_year(query, id_)]
    if not ids:
        titled = candidates.by_title[query.title_key or ""][:MAX_CANDIDATES]
        reason = f"库里没有{_subject(query)}的文件"
        return Verdict(query, "not_found", nearest=[*titled, *carriers], reason=reason)
    if query.title_key is not None and query.canonical is not None:
        titled = [id_ for id_ in ids if query.title_key in candidates.title_keys[id_]]
        if not titled:
            reason = f"有{_subject(query)}的文件，但标题不是《{query.title}》"
            return Verdict(query, "title_differs", ids[:MAX_CANDIDATES], reason=reason)
        ids = titled
    return _choose(query, ids, candidates)


def _choose(query: ItemQuery, ids: Sequence[str], candidates: _Candidates) -> Verdict:
    """The verdict where documents have the number and the title of an item: its issuer and its date
    choose among them."""
    for fault, is_met in _conditions(query):
        meeting = [id_ for id_ in ids if is_met(candidates.facts[id_])]
        if not meeting:
            reason = f"有{_subject(query)}的文件，但{fault}"
            return Verdict(query, "not_found", nearest=ids, reason=reason)
        ids = meeting
    texts = ids if len(ids) == 1 else texts_of_one_title([candidates.facts[id_] for id_ in ids])
    if not texts:
        label, value = _named(query)
        reason = f"有 {len(ids)} 份文件的{label}都是{value.rstrip()}，请再给出年份或标题"
        return Verdict(query, "ambiguous", ids[:MAX_CANDIDATES], reason=reason)
    misread = f"{_no_number(query)}，按标题查找" if query.is_misread else None
    return Verdict(query, "found", texts, reason=misread)


def _no_number(query: ItemQuery) -> str:
    if not query.item.number:
        return "没有写文号，也没有写标题"
    return f"“{query.item.number}”{NUMBER_STATE_LABELS['not_a_number']}"


def _subject(query: ItemQuery) -> str:
    """What the documents would have that an item means, as a reason says it."""
    return "{}为{}".format(*_named(query))


def _named(query: ItemQuery) -> tuple[str, str]:
    """The label and the value of what an item names a document by."""
    if query.register is not None:
        return "索引号或统一编号", f" {query.register} "
    if query.number is not None:
        return FACT_LABELS["number"], f" {query.number.canonical} "
    return FACT_LABELS["title"], f"《{query.title}》"


def _conditions(
    query: ItemQuery,
) -> list[tuple[str, Callable[[CarrierFacts], bool]]]:
    """What else an item says: for each, the words where no document meets it, and its test."""
    issuer, day = query.item.issuer, query.item.date
    conditions: list[tuple[str, Callable[[CarrierFacts], bool]]] = []
    if issuer and issuer.strip():
        is_issued = partial(_is_issued_by, issuer=issuer)
        conditions.append((f"{FACT_LABELS['issuer']}不是{issuer}", is_issued))
    if day is not None:
        conditions.append((f"日期不是 {day}", lambda carrier: day in carrier.days))
    return conditions


def _is_issued_by(carrier: CarrierFacts, issuer: str) -> bool:
    """Whether the organs that an item names are among the issuers of a document.

    Other names of an organ count, and those of organs whose tasks it took over."""
    own = {_organ_key(name) for name in carrier.issuers}
    return all(own & names for names in _named_organs(issuer))


@lru_cache(maxsize=4096)
def _named_organs(issuer: str) -> tuple[frozenset[str], ...]:
    """For each organ that an item names, the keys of all names under which it may have issued."""
    return tuple(
        frozenset(map(_organ_key, issuer_names(to_simplified(named))))
        for named in _BETWEEN_ISSUERS.split(issuer.strip())
        if named
    )


@lru_cache(maxsize=4096)
def _organ_key(name: str) -> str:
    """The name of an organ as it is compared.

    >>> _organ_key("广州市政府") == _organ_key("广州市人民政府")
    True
    """
    return (
        title_key(name).replace("人民政府", "政府").replace("人民代表大会常务委员会", "人大常委会")
    )
