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

from analyzers.script import fold, squeeze, to_simplified
from analyzers.tokens import folded_words, words
from corpus.authorities.organs import organ
from corpus.index.entry.normalise import name, number_name
from corpus.index.entry.status_terms import terms
from corpus.model.json_columns import Json
from corpus.model.levels import NATIONAL, rank
from corpus.model.provisions import Unit, units
from corpus.model.validity import Period


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in the text at an offset: None where its place is not known."""

    key: str
    canonical: str
    start: int | None


@dataclass(frozen=True, slots=True)
class Citation:
    """Another document that the text names at an offset, by canonical number or title."""

    number: str | None
    key: str | None
    title: str | None
    start: int | None


@dataclass(frozen=True, slots=True)
class Days:
    """Dates that can be asked for: those of DateField."""

    effective: date | None = None
    signed: date | None = None
    promulgated: date | None = None
    published: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What SQL holds of a document, as far as search needs it. `simplified` None: as the text.
    `outline`: as stored (`corpus.model.json_columns.outline_json`), which passes to other
    processes quickly.
    `version`: of the document as it is here; it rises with every change.
    `numbers`: keys of its own, `canonical` how they are written; `level`, `region`, `subjects`:
    paths with `/`; `periods` give each day a status; `parts`: stretches of attached documents.
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
    mentions: tuple[Mention, ...]
    citations: tuple[Citation, ...]
    level: str | None
    kind: str | None
    form: str | None
    region: str | None
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    year: int | None
    subjects: tuple[str, ...]
    sort_date: date | None
    days: Days
    parts: tuple[tuple[int, int], ...]
    periods: tuple[Period, ...]


class UnitEntry(NamedTuple):
    """A provision: its stretch of the original text, and of each of the entry's `texts`. A tuple,
    because hundreds come with each entry from another process: a dataclass with slots pickles by
    calls of Python.

    `paragraphs`: where they end in the `texts`. `attached`: it belongs to an
    attached document. `named`: the numbers that stand in it; `cited`: those and the titles of
    others, as `names.py` writes them, and the numbers' keys.
    """

    address: str
    start: int
    end: int
    first: int
    last: int
    paragraphs: tuple[int, ...]
    attached: bool
    mentions: tuple[str, ...]
    named: tuple[str, ...]
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """`titles`, `texts`: the one or two folds, without white space; the offsets in both are the
    same. `attached`: the texts of attached documents. `named`, `cited`: as of a unit, `cited`
    without its own numbers. `words`: of each unit; of a very long text they may be read once only,
    and are cut meanwhile. `binding`: where it binds. `facets`: name → values, those above a
    level, region or subject included.
    """

    document: str
    revision: int | None
    version: int
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    attached: tuple[str, ...]
    title_words: str
    units: tuple[UnitEntry, ...]
    words: Iterable[str]
    numbers: tuple[str, ...]
    number_names: tuple[str, ...]
    mentions: tuple[str, ...]
    named: tuple[str, ...]
    cited: tuple[str, ...]
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    binding: str | None
    facets: dict[str, tuple[str, ...]]
    statuses: tuple[str, ...]
    sort_date: date | None
    days: Days
    rank: int


S = TypeVar("S", Mention, Citation)


def build(record: Record, cut: Callable[[Sequence[str]], Iterable[str]] = folded_words) -> Entry:
    """The entry of a document. `cut` gives the words of its units; by default the entry pickles:
    worker processes may run it.
    """
    title = to_simplified(record.title)
    stretches = units(record.text, record.outline)
    own = _squeezed_lines(record.text, stretches)
    spoken = own if record.simplified is None else _squeezed_lines(record.simplified, stretches)
    entries: list[UnitEntry] = []
    first = 0
    words_of = cut(["\n".join(lines) for lines in spoken])
    mentions = _by_unit(record.mentions, stretches)
    citations = _by_unit(record.citations, stretches)
    for at, (unit, lines) in enumerate(zip(stretches, own, strict=True)):
        numbers, named = mentions.get(at, ()), citations.get(at, ())
        paragraphs = _paragraphs(lines, first)
        last = paragraphs[-1] if paragraphs else first
        entries.append(
            UnitEntry(
                address=unit.address,
                start=unit.start,
                end=unit.end,
                first=first,
                last=last,
                paragraphs=paragraphs,
                attached=any(start <= unit.start < end for start, end in record.parts),
                # most name nothing: to ask costs less than to make nothing of nothing
                mentions=_distinct([each.key for each in numbers]) if numbers else (),
                named=_distinct([number_name(each.canonical) for each in numbers])
                if numbers
                else (),
                cited=_cited(named) if named else (),
            )
        )
        first = last
    texts = (own,) if spoken is own else (own, spoken)
    return Entry(
        document=record.id,
        revision=record.revision,
        version=record.version,
        titles=_distinct((squeeze(record.title), squeeze(title))),
        texts=_distinct("".join(map("".join, lines)) for lines in texts),
        attached=_attached(record),
        title_words=words(title),
        units=tuple(entries),
        words=words_of,
        numbers=_distinct(record.numbers),
        number_names=_distinct(map(number_name, record.canonical)),
        mentions=_distinct(mention.key for mention in record.mentions),
        named=_distinct(number_name(mention.canonical) for mention in record.mentions),
        cited=_cited(record.citations),
        issuers=_distinct(map(name, record.issuers)),
        addressees=_distinct(map(name, record.addressees)),
        binding=_binding(record),
        facets=_facets(record),
        statuses=tuple(term for period in record.periods for term in terms(period)),
        sort_date=record.sort_date,
        days=record.days,
        rank=rank(record.level),
    )


def _squeezed_lines(text: str, stretches: Sequence[Unit]) -> list[list[str]]:
    """The lines of each stretch, folded and without white space."""
    folded = fold(text)
    return [
        ["".join(line.split()) for line in folded[unit.start : unit.end].splitlines()]
        for unit in stretches
    ]


def _by_unit(found: Iterable[S], stretches: Sequence[Unit]) -> Mapping[int, Sequence[S]]:
    """What stands in the stretches, by their place."""
    starts = [unit.start for unit in stretches]
    standing: dict[int, list[S]] = defaultdict(list)
    for each in found:
        if each.start is None:
            continue
        at = bisect(starts, each.start) - 1
        if at >= 0 and each.start < stretches[at].end:
            standing[at].append(each)
    return standing


def _paragraphs(lines: Iterable[str], first: int) -> tuple[int, ...]:
    """The ends of the lines that are not blank, laid end to end."""
    lengths = map(len, filter(None, lines))
    return tuple(accumulate(lengths, initial=first))[1:]


def _attached(record: Record) -> tuple[str, ...]:
    return _distinct(
        squeeze(text[start:end])
        for start, end in record.parts
        for text in (record.text, record.simplified or "")
    )


def _cited(citations: Iterable[Citation]) -> tuple[str, ...]:
    return _distinct(
        value
        for each in citations
        for value in (
            each.number and number_name(each.number),
            each.key,
            each.title and name(each.title),
        )
    )


def _binding(record: Record) -> str | None:
    """The place where it binds, `/` for the whole country; None where that is not known.

    A ministry's rules bind everywhere, whatever place their title names.
    """
    issuers = (organ(to_simplified(issuer)) for issuer in record.issuers)
    if record.level in NATIONAL:
        return "/"
    if record.region is not None:
        return f"/{record.region}"
    return "/" if any(issuer.tier == "国家" for issuer in issuers) else None


def _facets(record: Record) -> dict[str, tuple[str, ...]]:
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
