"""Resolution of the targets of relations: by number, then by title, never by guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analyzers.document_numbers import parse_number
from corpus.model.domain_types import RelationKind, ResolutionState
from corpus.model.match_keys import may_name_same, title_key
from corpus.model.validity_inputs import ACTS

#: relations to older documents: nothing can repeal, extend or amend what was signed after it
_BACKWARD = frozenset(ACTS)
#: relations that name the document's own attachment
_OWN = ("issues", "forwards")


@dataclass(frozen=True, slots=True)
class CitableDocument:
    """A document that a citation may mean, under one of its keys.

    `part`: the address of the part that has the key, "" for the whole. `form`: the form of the
    title (corpus.model.match_keys.TitleForm, or "part"), "" for a number. `day`: signed, else
    effective. `numbers`: keys of those of its numbers that name issuer and year. `work`: that of
    which it is a text, None where it is the only one; `text_from`: the first day of this text."""

    id: str
    part: str
    form: str
    issuer_key: str
    day: date | None
    title_key: str
    numbers: frozenset[str] = frozenset()
    work: str | None = None
    text_from: date | None = None


@dataclass(frozen=True, slots=True)
class CitingRelation:
    """A relation to be resolved, with the issuer, day and title of the document that contains
    it."""

    id: int
    kind: RelationKind
    source: str
    issuer_key: str
    day: date | None
    own_title: str
    number: str | None
    number_key: str | None
    title_key: str | None
    inner_key: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """The result of resolving a relation (docs/contract.md, "Relations").

    `state`: "resolved" to the document `id`; "open" where no document answers; "ambiguous" where
    several do, or number and title disagree. `part`: the address of the part that is meant, None
    for the whole document."""

    state: ResolutionState
    id: str | None = None
    part: str | None = None


def resolve_target(
    citing: CitingRelation,
    by_number: Sequence[CitableDocument],
    by_title: Sequence[CitableDocument],
    by_inner: Sequence[CitableDocument],
) -> Resolution:
    """The target of a relation, among the documents that have its keys.

    A number that names issuer and year decides. A number without them (令第5号, 〔2019〕第4号)
    decides only where the title or the issuer agrees. Where the document of that number has another
    title than the citation gives, nobody knows which of the two is wrong: the result is ambiguous.

    A title decides where one document has it and bears no other number than the cited one. The
    title may be the whole one, one inside 关于印发…的通知, or that of a part. Without its issuer's
    name (关于…的通知) it decides only if the document is from the same issuer or from one that the
    sentence names; without its （试行） only if no other document has it.

    Where the candidates are texts of one law, what acts on that law acts on the text that binds on
    the day of the decision."""
    titled = [
        candidate
        for candidate in by_title
        if _is_possible(citing, candidate) and _is_named_so(citing, candidate)
    ]
    numbered = [candidate for candidate in by_number if _is_possible(citing, candidate)]
    if numbered and (found := _resolve_by_number(citing, numbered, titled)):
        return found
    for forms in (("full", "inner", "part"), ("bare",), ("stripped",)):
        if chosen := [candidate for candidate in titled if candidate.form in forms]:
            return _resolve_single(citing, chosen)
    inner = [
        candidate
        for candidate in by_inner
        if _is_possible(citing, candidate)
        and not _is_numbered_otherwise(citing, candidate)
        and candidate.form in ("full", "inner", "part")
    ]
    return _resolve_single(citing, inner) if inner else Resolution("open")


def names_issuer_and_year(number_key: str) -> bool:
    """Whether a number key (code|year|serial|号) names issuer and year.

    >>> names_issuer_and_year("甲府|2015|26|号"), names_issuer_and_year("国令||562|号")
    (True, False)
    """
    code, _, rest = number_key.partition("|")
    return bool(code) and bool(rest.partition("|")[0])


def _resolve_by_number(
    citing: CitingRelation, numbered: Sequence[CitableDocument], titled: Sequence[CitableDocument]
) -> Resolution | None:
    ids = {candidate.id for candidate in numbered}
    if agreed := [candidate for candidate in titled if candidate.id in ids]:
        return _resolve_single(citing, agreed)
    number = parse_number(citing.number) if citing.number else None
    if number is None or not number.code:
        numbered = [candidate for candidate in numbered if _is_issued_by(citing, candidate)]
    elif number.year is None and citing.title_key is not None:
        return None
    if not numbered:
        return None
    title = citing.title_key
    agreed = [
        document
        for document in numbered
        if title is None or may_name_same(title, document.title_key)
    ]
    return _resolve_single(citing, agreed) if agreed else Resolution("ambiguous")


def _resolve_single(citing: CitingRelation, candidates: Sequence[CitableDocument]) -> Resolution:
    if len({candidate.id for candidate in candidates}) > 1:
        binding = _text_of_day(citing, candidates)
        if binding is None:
            return Resolution("ambiguous")
        candidates = [candidate for candidate in candidates if candidate.id == binding]
    whole = any(
        not candidate.part and candidate.form in ("", "full", "bare") for candidate in candidates
    )
    parts = [candidate.part for candidate in candidates if candidate.part]
    return Resolution("resolved", candidates[0].id, None if whole or not parts else parts[0])


def _text_of_day(citing: CitingRelation, candidates: Sequence[CitableDocument]) -> str | None:
    """The id of the text of one law that binds on the day of a decision, None where none does or
    where the candidates are not texts of one law."""
    works = {candidate.work for candidate in candidates}
    if citing.kind not in _BACKWARD or citing.day is None or len(works) > 1 or None in works:
        return None
    texts = [
        (candidate.text_from, candidate.id)
        for candidate in candidates
        if candidate.text_from is not None and candidate.text_from <= citing.day
    ]
    return max(texts)[1] if texts else None


def _is_possible(citing: CitingRelation, candidate: CitableDocument) -> bool:
    if citing.source == candidate.id:
        return citing.kind in _OWN and candidate.form == "part"
    if citing.kind not in _BACKWARD:
        return True
    version = candidate.title_key == citing.own_title
    if candidate.day is None or citing.day is None:
        return not version  # of two versions nobody knows which is the older
    return candidate.day < citing.day if version else candidate.day <= citing.day


def _is_named_so(citing: CitingRelation, candidate: CitableDocument) -> bool:
    if _is_numbered_otherwise(citing, candidate):
        return False
    return candidate.form != "bare" or _is_issued_by(citing, candidate)


def _is_numbered_otherwise(citing: CitingRelation, candidate: CitableDocument) -> bool:
    """Whether the citation gives a number with issuer and year, and the document bears only
    others."""
    key = citing.number_key
    return (
        bool(key and candidate.numbers)
        and names_issuer_and_year(key or "")
        and key not in candidate.numbers
    )


def _is_issued_by(citing: CitingRelation, candidate: CitableDocument) -> bool:
    """Whether the document has the citing document's issuer, or one that the citing sentence
    names."""
    if not candidate.issuer_key:
        return False
    quote_key = title_key(citing.quote)
    return candidate.issuer_key == citing.issuer_key or any(
        issuer in quote_key for issuer in candidate.issuer_key.split("/")
    )
