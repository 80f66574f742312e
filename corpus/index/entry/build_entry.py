"""What one document and its provisions are in an index, for every engine alike.

The texts are kept folded and without white space, so that a keyword that stands in them stands in
the document. Where the folds of the original and of the simplified text differ, both are kept.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple, TypeVar

from analyzers.chinese_script import fold, squeeze, to_simplified
from analyzers.token_streams import folded_word_streams, word_stream
from corpus.authorities.organs import classify_organ
from corpus.index.entry.normalise_names import normal_name, normal_number
from corpus.index.entry.status_terms import period_terms
from corpus.model.document_levels import NATIONAL_LEVELS, level_rank
from corpus.model.json_columns import Json
from corpus.model.provision_units import ProvisionUnit, split_units
from corpus.model.validity_assessment import ValidityPeriod


@dataclass(frozen=True, slots=True)
class IndexedMention:
    """A number in the text at an offset: None where its place is not known."""

    key: str
    canonical: str
    start: int | None


@dataclass(frozen=True, slots=True)
class IndexedCitation:
    """Another document that the text names at an offset, by canonical number or title."""

    number: str | None
    key: str | None
    title: str | None
    start: int | None


@dataclass(frozen=True, slots=True)
class SearchableDates:
    """Dates that can be asked for: those of DateField."""

    effective: date | None = None
    signed: date | None = None
    promulgated: date | None = None
    published: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """What SQL holds of a document, as far as search needs it. `simplified` None: as the text.
    `outline`: as stored (`corpus.model.json_columns.outline_json`), which passes to other processes
    quickly. `version`: of the document as it is here; it rises with every change. `numbers`: keys
    of its own, `canonical` how they are written; `level`, `region`, `subjects`: paths with `/`;
    `periods` give each day a status; `parts`: stretches of attached documents.
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
    parts: tuple[tuple[int, int], ...]
    periods: tuple[ValidityPeriod, ...]


class ProvisionEntry(NamedTuple):
    """A provision: its stretch of the original text, and of each of the entry's `texts`. A tuple,
    because hundreds come with each entry from another process: a dataclass with slots pickles by
    calls of Python.

    `paragraph_ends`: where its paragraphs end in the `texts`. `is_attached`: it belongs to an
    attached document. `mention_names`: the numbers that stand in it; `cited_names`: those and the
    titles of others, as `normalise_names.py` writes them, and the numbers' keys.
    """

    address: str
    start: int
    end: int
    fold_start: int
    fold_end: int
    paragraph_ends: tuple[int, ...]
    is_attached: bool
    mentions: tuple[str, ...]
    mention_names: tuple[str, ...]
    cited_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """`titles`, `texts`: the one or two folds, without white space; the offsets in both are the
    same. `attached_texts`: the texts of attached documents. `mention_names`, `cited_names`: as of a
    unit, `cited_names` without its own numbers. `words`: of each unit; of a very long text they may
    be read once only, and are cut meanwhile. `binding_path`: where it binds. `facets`: name →
    values, those above a level, region or subject included.
    """

    document: str
    revision: int | None
    version: int
    titles: tuple[str, ...]
    texts: tuple[str, ...]
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
    """The entry of a document. `cut_words` gives the words of its units; by default the entry
    pickles: worker processes may run it.
    """
    title = to_simplified(record.title)
    units = split_units(record.text, record.outline)
    own = _squeezed_lines(record.text, units)
    simplified = own if record.simplified is None else _squeezed_lines(record.simplified, units)
    entries: list[ProvisionEntry] = []
    first = 0
    words = cut_words(["\n".join(lines) for lines in simplified])
    mentions = _group_by_unit(record.mentions, units)
    citations = _group_by_unit(record.citations, units)
    for at, (unit, lines) in enumerate(zip(units, own, strict=True)):
        numbers, named = mentions.get(at, ()), citations.get(at, ())
        paragraphs = _paragraph_ends(lines, first)
        last = paragraphs[-1] if paragraphs else first
        entries.append(
            ProvisionEntry(
                address=unit.address,
                start=unit.start,
                end=unit.end,
                fold_start=first,
                fold_end=last,
                paragraph_ends=paragraphs,
                is_attached=any(start <= unit.start < end for start, end in record.parts),
                # most name nothing: to ask costs less than to make nothing of nothing
                mentions=_distinct([each.key for each in numbers]) if numbers else (),
                mention_names=_distinct([normal_number(each.canonical) for each in numbers])
                if numbers
                else (),
                cited_names=_cited_names(named) if named else (),
            )
        )
        first = last
    texts = (own,) if simplified is own else (own, simplified)
    return IndexEntry(
        document=record.id,
        revision=record.revision,
        version=record.version,
        titles=_distinct((squeeze(record.title), squeeze(title))),
        texts=_distinct("".join(map("".join, lines)) for lines in texts),
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
    """What stands in the units, by their place."""
    starts = [unit.start for unit in units]
    standing: dict[int, list[S]] = defaultdict(list)
    for each in mentions:
        if each.start is None:
            continue
        at = bisect(starts, each.start) - 1
        if at >= 0 and each.start < units[at].end:
            standing[at].append(each)
    return standing


def _paragraph_ends(lines: Iterable[str], first: int) -> tuple[int, ...]:
    """The ends of the lines that are not blank, laid end to end."""
    lengths = map(len, filter(None, lines))
    return tuple(accumulate(lengths, initial=first))[1:]


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
    """The place where it binds, `/` for the whole country; None where that is not known.

    A ministry's rules bind everywhere, whatever place their title names.
    """
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
    """Each path with all above it.

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
