"""Which document an input is: the same, a new text of it, a copy, or another one.

The rules of API.md, with what they leave open settled so:

* A page says its own address. Where two pages say the same one but carry other numbers and other
  titles, the address is that of a list or a template, not of a document, and decides nothing.
* A changed text at the place of a copy is a revision if that source ranks no lower than the
  document's own; a mirror's change is judged by its content, as if the place were new. A text that
  the document had before, at the place of a copy, is a copy of that.
* A copy from a better source (gazette, issuer, portal, register, other, mirror) gives the document
  its text and facts, as a revision where the text differs in layout; else only its place is noted.
* One of two equal texts may lack the number that its page did not print: same title, a copy.
* A line of a record file stands under its number, and lines move when one is put in above them:
  its place counts only together with its title or number; a text found at another place of the
  same file has moved.
* A row of a catalogue, which has no text, names a document that carries its registration number, or
  its number with agreeing issuers, or its very title with the same issuer or day; a text that
  arrives later is that of the one document known from catalogues alone that it fits in this way.
  Where two fit, nobody guesses: they stay apart.
* Orders' numbers come again every year: they make a document suspect (`same_number`) only where
  number, issuer and year agree.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from corpus.model.domain_types import DocumentFlag, SourceKind

#: flag of a document whose number another one with another text carries, too
SAME_NUMBER: DocumentFlag = "same_number"
#: flag of one whose text is another's with words replaced, under its number: mirrors spin words
SPUN_COPY: DocumentFlag = "spun_copy"

#: how near a source is to the issuer, 0 nearest
SOURCE_RANKS: dict[SourceKind, int] = {kind: rank for rank, kind in enumerate(get_args(SourceKind))}


@dataclass(slots=True)
class KnownDocument:
    """What identity needs of a document. `numbers`: keys, with the year that makes reused ones
    different; `day`: signed, else effective; `sha256` and number of its present revision (None and
    0 where only catalogues name it), `fingerprints` of all; `files`: with a line or row of it that
    may have moved, and whether that is a copy; `recognised`: its text was read from pictures."""

    id: str
    title_key: str
    issuer_key: str
    numbers: frozenset[tuple[str, int | None]]
    registration: str | None
    day: date | None
    sha256: str | None
    source_kind: SourceKind
    recognised: bool
    revision: int
    fingerprints: set[str] = field(default_factory=set)
    files: set[tuple[str, bool]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """The same of an input. `sha256` None: a row of a catalogue. `file`: the one in which it is a
    numbered line or row, which is being gone through `since` then."""

    location: str
    file: str | None
    since: datetime | None
    url: str | None
    title_key: str
    issuer_key: str
    numbers: frozenset[tuple[str, int | None]]
    registration: str | None
    day: date | None
    sha256: str | None
    fingerprint: str
    source_kind: SourceKind
    recognised: bool


@dataclass(frozen=True, slots=True)
class SameText:
    """A text that it has, at a place where it was found before; `copy`: at that of a copy."""

    id: str
    copy: bool


@dataclass(frozen=True, slots=True)
class NewRevision:
    id: str


@dataclass(frozen=True, slots=True)
class DocumentCopy:
    """`outranks`: its source ranks above the document's own."""

    id: str
    outranks: bool


@dataclass(frozen=True, slots=True)
class CatalogueMatch:
    """The document that a row of a catalogue names; unchanged: as it did before."""

    id: str
    outcome: Literal["taken", "unchanged", "copy"]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A new document, or the text of one that only catalogues named until now. `suspects`: other
    documents with the same number."""

    id: str
    suspects: tuple[str, ...]


IdentityDecision: TypeAlias = SameText | NewRevision | DocumentCopy | NewDocument


def _source_rank(document: KnownDocument | IncomingDocument) -> tuple[int, bool]:
    """The best first: by source, then text before what was read from a picture."""
    return SOURCE_RANKS[document.source_kind], document.recognised


class IdentityRegister:
    """The documents that a batch of inputs may be, and those that it makes."""

    def __init__(self) -> None:
        self.documents: dict[str, KnownDocument] = {}
        self._locations: dict[str, tuple[str, bool]] = {}
        self._urls: dict[str, tuple[str, bool]] = {}
        self._numbers: dict[str, set[str]] = defaultdict(set)
        self._fingerprints: dict[str, set[str]] = defaultdict(set)
        self._textless: set[str] = set()

    def add(self, known: KnownDocument) -> None:
        """A document, or its new state."""
        self.documents[known.id] = known
        if known.sha256 is None:
            self._textless.add(known.id)
        else:
            self._textless.discard(known.id)
        for key, _ in known.numbers:
            self._numbers[key].add(known.id)
        for fingerprint in known.fingerprints:
            self._fingerprints[fingerprint].add(known.id)

    def note_location(self, location: str, url: str | None, id_: str, *, copy: bool) -> None:
        """A document was found at a place."""
        self._locations[location] = (id_, copy)
        if url is not None and names_a_page(url) and not (copy and url in self._urls):
            self._urls[url] = (id_, copy)

    def mark_as_copies(self, id_: str) -> None:
        """All places known until now show copies."""
        for places in (self._locations, self._urls):
            places.update({at: (id_, True) for at, (of, _) in places.items() if of == id_})

    def decide(self, incoming: IncomingDocument) -> IdentityDecision:
        """The document that an input is; nothing is noted of it yet."""
        return self._decide_by_location(incoming) or self._decide_by_content(incoming)

    def match_catalogue_row(self, incoming: IncomingDocument) -> CatalogueMatch:
        """The document that a row of a catalogue names; nothing is noted of it yet."""
        id_, _ = self._locations.get(incoming.location, ("", False))
        if id_ and _share_title_or_number(self.documents[id_], incoming):
            return CatalogueMatch(id_, "unchanged")
        found = [known for known in self.documents.values() if _row_names_document(known, incoming)]
        if len(found) != 1:
            return CatalogueMatch(self._free_id(incoming), "taken")
        seen = any(file == incoming.file for file, _ in found[0].files)
        return CatalogueMatch(found[0].id, "unchanged" if seen else "copy")

    def _decide_by_location(self, incoming: IncomingDocument) -> IdentityDecision | None:
        place = self._locations.get(incoming.location)
        elsewhere = place is None
        if place is None and incoming.url is not None:
            place = self._urls.get(incoming.url)
        if place is None:
            return None
        id_, copy = place
        known = self.documents[id_]
        if elsewhere and _contradict(known, incoming):
            return None
        if (
            incoming.file is not None
            and not elsewhere
            and not _share_title_or_number(known, incoming)
        ):
            return None
        rank, old = _source_rank(incoming), _source_rank(known)
        if known.sha256 == incoming.sha256 or (copy and incoming.fingerprint in known.fingerprints):
            if elsewhere or (copy and rank < old):
                return DocumentCopy(id_, outranks=rank < old)
            return SameText(id_, copy)
        return None if copy and rank > old else NewRevision(id_)

    def _decide_by_content(self, incoming: IncomingDocument) -> IdentityDecision:
        twins = [
            self.documents[id_]
            for id_ in self._fingerprints.get(incoming.fingerprint, ())
            if _are_one_work(self.documents[id_], incoming)
        ]
        if twins:
            twin = min(twins, key=lambda known: (not known.numbers & incoming.numbers, known.id))
            if incoming.file is not None and twin.sha256 == incoming.sha256:
                copies = {copy for file, copy in twin.files if file == incoming.file}
                if copies:
                    return SameText(twin.id, copy=False not in copies)
            return DocumentCopy(twin.id, outranks=_source_rank(incoming) < _source_rank(twin))
        suspects = sorted(
            id_
            for key, _ in incoming.numbers
            for id_ in self._numbers.get(key, ())
            if self.documents[id_].sha256 is not None
            and self.documents[id_].numbers & incoming.numbers
            and _issuers_agree(self.documents[id_], incoming)
        )
        listed = [
            id_ for id_ in self._textless if _row_names_document(self.documents[id_], incoming)
        ]
        if len(listed) == 1 and not suspects:
            return NewDocument(listed[0], ())
        return NewDocument(self._free_id(incoming), tuple(dict.fromkeys(suspects)))

    def _free_id(self, incoming: IncomingDocument) -> str:
        ids = candidate_ids(incoming)
        return next(id_ for id_ in ids if id_ not in self.documents)


def candidate_ids(incoming: IncomingDocument) -> Iterable[str]:
    """Ids for a new document, the first free one to be taken. They come from its title and text,
    so that another run over the same inputs gives the same ones."""
    for turn in range(1000):
        content = f"{incoming.title_key}\0{incoming.fingerprint}\0{turn}"
        digest = hashlib.sha256(content.encode()).digest()
        yield base64.b32encode(digest)[:16].decode().lower()


def names_a_page(url: str) -> bool:
    """Whether an address can be that of a notice: a site's front page is not.

    >>> names_a_page("https://www.example.gov.cn/"), names_a_page("https://example.cn/a.html")
    (False, True)
    """
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def _contradict(known: KnownDocument, incoming: IncomingDocument) -> bool:
    return (
        known.title_key != incoming.title_key
        and bool(known.numbers)
        and bool(incoming.numbers)
        and not known.numbers & incoming.numbers
    )


def _share_title_or_number(known: KnownDocument, incoming: IncomingDocument) -> bool:
    return known.title_key == incoming.title_key or bool(known.numbers & incoming.numbers)


def _row_names_document(known: KnownDocument, incoming: IncomingDocument) -> bool:
    """Whether a catalogue's row and a document are one work. A number without an issuer's code
    (令第3号, 〔2019〕第4号) says nothing unless both name the same issuer."""
    if known.registration and known.registration == incoming.registration:
        return True
    shared = known.numbers & incoming.numbers
    if known.numbers and incoming.numbers and not shared:
        return False
    issued = bool(known.issuer_key) and known.issuer_key == incoming.issuer_key
    if any(year is not None and not key.startswith("|") for key, year in shared):
        return issued or _issuers_fit(known.issuer_key, incoming.issuer_key)
    if shared and issued and all(year is not None for _, year in shared):
        return True
    dated = known.day is not None and known.day == incoming.day
    return known.title_key == incoming.title_key and (issued or dated)


def _issuers_fit(one: str, other: str) -> bool:
    """Whether issuers of one number can be the same: a catalogue names them in short (市水务局).

    >>> _issuers_fit("广州市水务局", "市水务局"), _issuers_fit("甲市人民政府", "乙市人民政府")
    (True, False)
    """
    return one in other or other in one


def _are_one_work(known: KnownDocument, incoming: IncomingDocument) -> bool:
    """Whether two equal texts are one document."""
    if known.numbers and incoming.numbers:
        return bool(known.numbers & incoming.numbers) and _issuers_agree(known, incoming)
    return known.title_key == incoming.title_key


def _issuers_agree(known: KnownDocument, incoming: IncomingDocument) -> bool:
    """A page that names no issuer contradicts none."""
    keys = {known.issuer_key, incoming.issuer_key} - {""}
    return len(keys) <= 1
