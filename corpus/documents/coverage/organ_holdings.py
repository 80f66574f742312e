"""What the corpus holds of each organ, and what of it is cited and not held.

That nothing speaks against a document says little where the organ's later decisions are not held:
these figures tell how far to trust it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from analyzers.chinese_script import to_simplified
from analyzers.pattern_rules import PatternRule, first_match
from corpus.authorities.number_codes import organ_of_code
from corpus.authorities.organ_successions import full_organ_name
from corpus.model.match_keys import title_key
from corpus.store.document_tables import (
    DocumentNumberRow,
    DocumentRow,
    ListingRow,
    PositiveListRow,
    RelationRow,
)

#: titles of decisions that clear up what an organ has issued
CLEANUP_TITLES = (
    PatternRule(
        "清理",
        re.compile(r"清理(?:结果|规范性文件|.{0,20}(?:文件|法规|规章))"),
        "关于公布规范性文件清理结果的通知",
        spared=("关于清理拖欠工资的通知",),
    ),
    PatternRule(
        "废止",
        re.compile(r"(?:废止|宣布失效|停止执行|予以失效).*(?:决定|通知|公告|通告|目录|令)$"),
        "关于废止部分行政规范性文件的决定",
        spared=("城市供水条例",),
        more_examples=("国务院关于宣布失效一批国务院文件的决定",),
    ),
    PatternRule(
        "目录",
        re.compile(r"(?:继续有效|现行有效|废止|失效|保留).{0,20}目录"),
        "关于公布继续有效的规范性文件目录的通知",
        spared=("政府定价目录",),
    ),
)
#: what a decision that clears up does to others
_CLEARING = ("repeals", "declares_void")
_ORDER = re.compile(r"(?:令|公告|通告)$")


@dataclass(slots=True)
class _Held:
    """What is held of an organ, while it is counted. The sets hold ids and digests."""

    documents: int = 0
    latest: date | None = None
    cleanups: int = 0
    catalogues: set[str] = field(default_factory=set)
    open_references: int = 0


@dataclass(frozen=True, slots=True)
class OrganHoldings:
    """The documents of an organ that are held.

    `latest`: the newest date among them. `cleanups`: its decisions that repeal or declare void, by
    their titles and by what they do. `catalogues`: its lists of documents in force, and the sheets
    that list its documents. `open_references`: documents of it that others cite and that are not
    held; they are known by the code of the number or by the name before 关于."""

    name: str
    documents: int
    latest: date | None
    cleanups: int
    catalogues: int
    open_references: int


def load_organ_holdings(session: Session) -> list[OrganHoldings]:
    """The holdings of each organ that has issued a document, or of which one is cited.

    Those with the most documents come first, then by name."""
    held: dict[str, _Held] = defaultdict(_Held)
    issuers_by_id: dict[str, Sequence[str]] = {}
    kinds = _acts_by_document(session)
    lists = set(session.scalars(select(PositiveListRow.document_id)))
    query = select(DocumentRow.id, DocumentRow.title, DocumentRow.issuers, DocumentRow.sort_date)
    for row in session.execute(query.where(DocumentRow.withdrawn.is_(None))):
        names = tuple(dict.fromkeys(map(_organ_name, row.issuers)))
        issuers_by_id[row.id] = names
        acts = kinds.get(row.id, frozenset())
        clears = bool(acts & {*_CLEARING}) and first_match(CLEANUP_TITLES, to_simplified(row.title))
        for name in names:
            organ = held[name]
            organ.documents += 1
            organ.cleanups += bool(clears)
            if row.id in lists or "confirms" in acts:
                organ.catalogues.add(row.id)
            if row.sort_date is not None:
                organ.latest = max(row.sort_date, organ.latest or row.sort_date)
    for id_, sheet in session.execute(
        select(ListingRow.document_id, ListingRow.file_sha256).where(ListingRow.file != "")
    ):
        for name in issuers_by_id.get(id_, ()):
            held[name].catalogues.add(sheet)
    for name, count in _count_open(session, issuers_by_id).items():
        held[name].open_references = count
    holdings = [
        OrganHoldings(
            name,
            organ.documents,
            organ.latest,
            organ.cleanups,
            len(organ.catalogues),
            organ.open_references,
        )
        for name, organ in held.items()
    ]
    return sorted(holdings, key=lambda one: (-one.documents, -one.open_references, one.name))


def _organ_name(name: str) -> str:
    return full_organ_name(to_simplified(name))


def _acts_by_document(session: Session) -> Mapping[str, frozenset[str]]:
    """The kinds of acts of each document on others."""
    kinds: dict[str, set[str]] = defaultdict(set)
    query = select(RelationRow.document_id, RelationRow.kind).distinct()
    for id_, kind in session.execute(query.where(RelationRow.kind.in_((*_CLEARING, "confirms")))):
        kinds[id_].add(kind)
    return {id_: frozenset(acts) for id_, acts in kinds.items()}


def _count_open(session: Session, issuers_by_id: Mapping[str, Sequence[str]]) -> Counter[str]:
    """The number of different documents of each organ that are cited and not held."""
    organs_by_code = _organs_by_code(session, issuers_by_id)
    organs_by_key = {_organ_key(name): name for names in issuers_by_id.values() for name in names}
    counts: Counter[str] = Counter()
    query = select(RelationRow.target_number_key, RelationRow.target_title_key).distinct()
    missing: dict[str, str | None] = {}
    for number, title in session.execute(query.where(RelationRow.state == "open")):
        if number is not None:
            code = number.partition("|")[0]
            missing[number] = (
                organs_by_code.get(code)
                or organs_by_key.get(_organ_key(_ORDER.sub("", code)))
                or organ_of_code(code)
            )
        elif title is not None:
            missing[title] = organs_by_key.get(_organ_key(title.partition("关于")[0]))
    counts.update(organ for organ in missing.values() if organ is not None)
    return counts


def _organs_by_code(
    session: Session, issuers_by_id: Mapping[str, Sequence[str]]
) -> Mapping[str, str]:
    """The organ that most documents of each number code come from, of those with one issuer."""
    organs: dict[str, Counter[str]] = defaultdict(Counter)
    for id_, key in session.execute(select(DocumentNumberRow.document_id, DocumentNumberRow.key)):
        names = issuers_by_id.get(id_, ())
        code, bar, _ = key.partition("|")
        if bar and len(names) == 1:
            organs[code][names[0]] += 1
    return {code: counts.most_common(1)[0][0] for code, counts in organs.items()}


def _organ_key(name: str) -> str:
    """The name of an organ as number codes and titles shorten it.

    >>> _organ_key("广州市人民政府") == _organ_key("广州市政府")
    True
    """
    return title_key(name).replace("人民政府", "政府").replace("委员会", "委")
