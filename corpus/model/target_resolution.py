"""Relations find their targets: by number, then by title, never by guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analyzers.numbers import parse_number
from corpus.documents.validity_events import ACTS
from corpus.model.match_keys import names_alike, title_key
from corpus.model.types import RelationKind

State = Literal["resolved", "open", "ambiguous"]

#: nothing can repeal, extend or amend what was signed after it
_BACKWARD = {*ACTS, "amends"}
#: these name the document's own attachment
_OWN = ("issues", "forwards")


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a citation may mean; `part`: the address of the part, "" for the whole;
    `form`: how its title answers to the key (corpus.model.match_keys.TitleForm, part), "" for a
    number;
    `day`: signed, else effective; `numbers`: keys of its numbers that name issuer and year."""

    id: str
    part: str
    form: str
    issuer_key: str
    day: date | None
    title_key: str
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Citing:
    """A relation to be resolved, and the document that it stands in: its day, its own title."""

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
    """`part`: the address of the part that is meant, None for the whole of `id`."""

    state: State
    id: str | None = None
    part: str | None = None


def resolve(
    citing: Citing, by_number: Sequence[Named], by_title: Sequence[Named], by_inner: Sequence[Named]
) -> Resolution:
    """What a relation points at, of the documents that answer to its keys.

    A number that names its issuer and year decides, one without (令第5号, 〔2019〕第4号) only where
    the title or the issuer agrees. Where the document of that number is called otherwise than the
    citation says, nobody knows which of the two is wrong: ambiguous.

    A title decides where one document has it, whole, inside 关于印发…的通知 or as that of a part,
    and bears no other number than the one cited. Without its issuer's name (关于…的通知) it does
    so only from the same issuer or one that the sentence names, without its （试行） only where no
    other document has it.
    """
    titled = [one for one in by_title if _possible(citing, one) and _named_so(citing, one)]
    numbered = [one for one in by_number if _possible(citing, one)]
    if numbered and (found := _by_number(citing, numbered, titled)):
        return found
    for forms in (("full", "inner", "part"), ("bare",), ("stripped",)):
        if chosen := [one for one in titled if one.form in forms]:
            return _only(chosen)
    inner = [
        one
        for one in by_inner
        if _possible(citing, one)
        and not _numbered_otherwise(citing, one)
        and one.form in ("full", "inner", "part")
    ]
    return _only(inner) if inner else Resolution("open")


def telling(number_key: str) -> bool:
    """Whether a number key (code|year|serial|号) names issuer and year.

    >>> telling("甲府|2015|26|号"), telling("国令||562|号")
    (True, False)
    """
    code, _, rest = number_key.partition("|")
    return bool(code) and bool(rest.partition("|")[0])


def _by_number(
    citing: Citing, numbered: Sequence[Named], titled: Sequence[Named]
) -> Resolution | None:
    ids = {one.id for one in numbered}
    if agreed := [one for one in titled if one.id in ids]:
        return _only(agreed)
    number = parse_number(citing.number) if citing.number else None
    if number is None or not number.code:
        numbered = [one for one in numbered if _issued_by(citing, one)]
    elif number.year is None and citing.title_key is not None:
        return None
    if not numbered:
        return None
    title = citing.title_key
    agreed = [n for n in numbered if title is None or names_alike(title, n.title_key)]
    return _only(agreed) if agreed else Resolution("ambiguous")


def _only(found: Sequence[Named]) -> Resolution:
    if len({one.id for one in found}) > 1:
        return Resolution("ambiguous")
    whole = any(not one.part and one.form in ("", "full", "bare") for one in found)
    parts = [one.part for one in found if one.part]
    return Resolution("resolved", found[0].id, None if whole or not parts else parts[0])


def _possible(citing: Citing, one: Named) -> bool:
    if citing.source == one.id:
        return citing.kind in _OWN and one.form == "part"
    if citing.kind not in _BACKWARD:
        return True
    version = one.title_key == citing.own_title
    if one.day is None or citing.day is None:
        return not version  # of two versions nobody knows which is the older
    return one.day < citing.day if version else one.day <= citing.day


def _named_so(citing: Citing, one: Named) -> bool:
    if _numbered_otherwise(citing, one):
        return False
    return one.form != "bare" or _issued_by(citing, one)


def _numbered_otherwise(citing: Citing, one: Named) -> bool:
    """Whether the citation gives a number of issuer and year, and the document bears others."""
    key = citing.number_key
    return bool(key and one.numbers) and telling(key or "") and key not in one.numbers


def _issued_by(citing: Citing, one: Named) -> bool:
    """The citing document's own issuer, or one named in the sentence."""
    if not one.issuer_key:
        return False
    said = title_key(citing.quote)
    return one.issuer_key == citing.issuer_key or any(
        issuer in said for issuer in one.issuer_key.split("/")
    )
