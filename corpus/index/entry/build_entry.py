"""Builds the index entry of a document and its provisions, for every engine alike.

Texts are stored folded and without white space, so a keyword that occurs in the stored text occurs
in the document. Where the folds of the original and of the simplified text differ, both are stored
(docs/contract.md, "Exactness")."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from analyzers.chinese_script import fold, squeeze, to_simplified
from analyzers.span import Span
from analyzers.token_streams import folded_word_streams, word_stream
from corpus.authorities.organs import classify_organ
from corpus.index.entry.document_folds import Extent, encode_document, join_folds, unit_extent
from corpus.index.entry.normalise_names import normal_name, normal_number
from corpus.index.entry.status_terms import period_terms
from corpus.model.document_levels import NATIONAL_LEVELS, level_rank
from corpus.model.json_columns import Json
from corpus.model.provision_units import ProvisionUnit, split_units
from corpus.model.validity_assessment import ValidityPeriod


@dataclass(frozen=True, slots=True)
class IndexedMention:
    """A document number in the text; `start` is its offset, None where that is not known."""

    key: str
    canonical: str
    start: int | None


@dataclass(frozen=True, slots=True)
class IndexedCitation:
    """Another document that the text cites, by canonical number or by title.

    `key` is that of the number. `start` is the offset of the citation, None where that is not
    known."""

    number: str | None
    key: str | None
    title: str | None
    start: int | None


@dataclass(frozen=True, slots=True)
class SearchableDates:
    """The dates that a query can restrict: those of DateField."""

    effective: date | None = None
    signed: date | None = None
    promulgated: date | None = None
    published: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """What SQL holds of a document, as far as search needs it.

    `simplified` is None where it equals the text. `outline` is the stored JSON
    (`corpus.model.json_columns.outline_json`), which is quickly passed to other processes.
    `version` is that of this state of the document; it rises with every change. `numbers` are the
    keys of its own numbers, in registers too, `canonical` the canonical forms of the former.
    `level`, `region` and `subjects` are paths with `/`. `periods` give every day a status. `parts`
    are the spans of attached documents.
    """

    id: str
    title: str
    text: str
    simplified: str | None
    outline: Json
    revision: int | None
    version: int
    numbers: tuple[str, ...]
    canonical: tuple[str, ...]
    mentions: tuple[IndexedMention, ...]
    citations: tuple[IndexedCitation, ...]
    level: str | None
    kind: str | None
    form: str | None
    region: str | None
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    year: int | None
    subjects: tuple[str, ...]
    sort_date: date | None
    days: SearchableDates
    parts: tuple[Span, ...]
    periods: tuple[ValidityPeriod, ...]


class ProvisionEntry(NamedTuple):
    """A provision with its span of the original text and its span of each of the entry's `texts`.

    It is a tuple because hundreds of them come with each entry from another process, and pickling a
    dataclass with slots calls Python code for each.

    `start` and `end` are code points of the original text; `fold_start` and `fold_end` count in the
    `texts`. `is_attached` says that it belongs to an attached document. `mentions` are the keys of
    the numbers in it, `mention_names` these numbers in the form of `normalise_names.py`.
    `cited_names` are the numbers and titles of other documents in that form, and the keys of these
    numbers."""

    address: str
    start: int
    end: int
    fold_start: int
    fold_end: int
    extent: Extent
    is_attached: bool
    mentions: tuple[str, ...]
    mention_names: tuple[str, ...]
    cited_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """The entry of a document.

    `titles` and `texts` are the one or two folds without white space; offsets in both are equal.
    `folds` are the title and the units as `document_folds.py` encodes them. `attached_texts` are
    the texts of attached documents. `words` are the words of each unit; those of a very long text
    can be iterated only once, and are cut meanwhile. `mentions`, `mention_names` and `cited_names`
    are like those of a unit, but `cited_names` without the document's own numbers. `binding_path`
    is the region that it binds. `facets` map a facet to the values of the document, including the
    paths above a level, region or subject."""

    document: str
    revision: int | None
    version: int
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    folds: bytes
    attached_texts: tuple[str, ...]
    title_words: str
    units: tuple[ProvisionEntry, ...]
    words: Iterable[str]
    numbers: tuple[str, ...]
    number_names: tuple[str, ...]
    mentions: tuple[str, ...]
    mention_names: tuple[str, ...]
    cited_names: tuple[str, ...]
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    binding_path: str | None
    facets: dict[str, tuple[str, ...]]
    statuses: tuple[str, ...]
    sort_date: date | None
    days: SearchableDates
    level_rank: int


S = TypeVar("S", IndexedMention, IndexedCitation)


def build_entry(
    record: IndexRecord, cut_words: Callable[[Sequence[str]], Iterable[str]] = folded_word_streams
) -> IndexEntry:
    """The entry of a document.

    `cut_words` returns the words of each of the given texts, one per unit. With the default the
    entry can be pickled, so that worker processes can build it."""
    title = to_simplified(record.title)
    units = split_units(record.text, record.outline)
    original = _squeezed_lines(record.text, units)
    simplified = (
        original if record.simplified is None else _squeezed_lines(record.simplified, units)
    )
    entries: list[ProvisionEntry] = []
    unit_folds: list[str] = []
    first = 0
    words = cut_words(["\n".join(lines) for lines in simplified])
    mentions = _group_by_unit(record.mentions, units)
    citations = _group_by_unit(record.citations, units)
    scripts = (original,) if simplified is original else (original, simplified)
    for position, (unit, *folds) in enumerate(zip(units, *scripts, strict=True)):
        numbers, cited = mentions.get(position, ()), citations.get(position, ())
        marked = join_folds(folds)
        unit_folds.append(marked)
        last = first + sum(map(len, folds[0]))
        entries.append(
            ProvisionEntry(
                address=unit.address,
                start=unit.start,
                end=unit.end,
                fold_start=first,
                fold_end=last,
                extent=unit_extent(marked),
                is_attached=any(start <= unit.start < end for start, end in record.parts),
                # most units cite nothing: testing costs less than making empty tuples
                mentions=_distinct([each.key for each in numbers]) if numbers else (),
                mention_names=_distinct([normal_number(each.canonical) for each in numbers])
                if numbers
                else (),
                cited_names=_cited_names(cited) if cited else (),
            )
        )
        first = last
    titles = _distinct((squeeze(record.title), squeeze(title)))
    return IndexEntry(
        document=record.id,
        revision=record.revision,
        version=record.version,
        titles=titles,
        texts=_distinct("".join(map("".join, lines)) for lines in scripts),
        folds=encode_document(titles, unit_folds),
        attached_texts=_attached_texts(record),
        title_words=word_stream(title),
        units=tuple(entries),
        words=words,
        numbers=_distinct(record.numbers),
        number_names=_distinct(map(normal_number, record.canonical)),
        mentions=_distinct(mention.key for mention in record.mentions),
        mention_names=_distinct(normal_number(mention.canonical) for mention in record.mentions),
        cited_names=_cited_names(record.citations),
        issuers=_distinct(map(normal_name, record.issuers)),
        addressees=_distinct(map(normal_name, record.addressees)),
        binding_path=_binding_path(record),
        facets=_facet_values(record),
        statuses=tuple(term for period in record.periods for term in period_terms(period)),
        sort_date=record.sort_date,
        days=record.days,
        level_rank=level_rank(record.level),
    )


def _squeezed_lines(text: str, units: Sequence[ProvisionUnit]) -> list[list[str]]:
    """The lines of each unit, folded and without white space."""
    folded = fold(text)
    return [
        ["".join(line.split()) for line in folded[unit.start : unit.end].splitlines()]
        for unit in units
    ]


def _group_by_unit(
    mentions: Iterable[S], units: Sequence[ProvisionUnit]
) -> Mapping[int, Sequence[S]]:
    """The mentions or citations in each unit, by the index of the unit."""
    starts = [unit.start for unit in units]
    by_unit: dict[int, list[S]] = defaultdict(list)
    for mention in mentions:
        if mention.start is None:
            continue
        position = bisect(starts, mention.start) - 1
        if position >= 0 and mention.start < units[position].end:
            by_unit[position].append(mention)
    return by_unit


def _attached_texts(record: IndexRecord) -> tuple[str, ...]:
    return _distinct(
        squeeze(text[start:end])
        for start, end in record.parts
        for text in (record.text, record.simplified or "")
    )


def _cited_names(citations: Iterable[IndexedCitation]) -> tuple[str, ...]:
    return _distinct(
        value
        for each in citations
        for value in (
            each.number and normal_number(each.number),
            each.key,
            each.title and normal_name(each.title),
        )
    )


def _binding_path(record: IndexRecord) -> str | None:
    """The path of the region that a document binds, `/` for the whole country, None where unknown.

    A ministry's rules bind everywhere, whatever region their title names."""
    issuers = (classify_organ(to_simplified(issuer)) for issuer in record.issuers)
    if record.level in NATIONAL_LEVELS:
        return "/"
    if record.region is not None:
        return f"/{record.region}"
    return "/" if any(issuer.tier == "国家" for issuer in issuers) else None


def _facet_values(record: IndexRecord) -> dict[str, tuple[str, ...]]:
    return {
        "level": ancestry([record.level]),
        "kind": _distinct([record.kind]),
        "form": _distinct([record.form]),
        "region": ancestry([record.region]),
        "issuer": _distinct(to_simplified(issuer) for issuer in record.issuers),
        "year": _distinct([str(record.year) if record.year else None]),
        "subject": ancestry([to_simplified(subject) for subject in record.subjects]),
    }


def ancestry(paths: Sequence[str | None]) -> tuple[str, ...]:
    """The paths together with all paths above each, without repetition.

    >>> ancestry(["广东省/广州市", None])
    ('广东省', '广东省/广州市')
    """
    steps: list[str] = []
    for path in paths:
        parts = path.split("/") if path else []
        steps += ["/".join(parts[: depth + 1]) for depth in range(len(parts))]
    return _distinct(steps)


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
