"""Which document an input is: the same, a new text of it, a copy, or another one.

The rules are those of docs/contract.md, "Identity". What these leave open is settled here:

* Anybody can write any URL into a page, or declare it. So only the URL from which a text was
  fetched gives its source a rank (gazette, issuer, portal, register, other, mirror), or the word of
  a person who entered the kind of source; all else ranks as `other`, and a mirror as one.
* What a page states of its URL leads to a document only where the text was fetched from that very
  URL, and ranks above what is known. Where the two carry other numbers and other titles, it is the
  URL of a list or a template, not of a document, and decides nothing.
* A changed text at the location of a copy is a revision only if its source ranks above the
  document's own. Any other is judged by its content, as if the location were new. A text at the
  location of a copy that the document had before is a copy of that text.
* A copy from a better source gives the document
  its text and facts, as a revision where the text differs in layout; otherwise only its location is
  recorded.
* One of two equal texts may lack the number that its page did not print: with the same title it is
  a copy.
* A line of a record file is located by its line number, and lines move when one is inserted above
  them. So its location counts only together with its title or number, and a text found at another
  location of the same file has moved.
* A row of a catalogue, which has no text, names a document that carries its registration number, or
  its number with agreeing issuers, or exactly its title with the same issuer or day. A text that
  arrives later is that of the one document, known from catalogues alone, that it fits in this way.
  Where two fit, none is chosen: they stay apart.
* Orders use the same numbers again every year. Such a number makes a document suspect
  (`same_number`) only where number, issuer and year agree."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, TypeAlias, get_args
from urllib.parse import urlsplit

from corpus.model.domain_types import DocumentFlag, SourceKind, UrlBasis

#: flag of a document whose number is also carried by a document with another text
SAME_NUMBER: DocumentFlag = "same_number"
#: flag of a document whose text is that of another one under its number with words replaced, as
#: mirrors do
SPUN_COPY: DocumentFlag = "spun_copy"

#: the rank of each source by how near it is to the issuer, 0 for the nearest
SOURCE_RANKS: dict[SourceKind, int] = {kind: rank for rank, kind in enumerate(get_args(SourceKind))}


@dataclass(slots=True)
class KnownDocument:
    """What identity needs to know of a stored document.

    `numbers`: keys, with the year that distinguishes reused ones. `day`: signed, else effective.
    `sha256`, `revision`: of the present revision, None and 0 where only catalogues name the
    document. `source_verified`: whether the present text was fetched from a URL that shows
    `source_kind`, or a person entered it. `fingerprints`: of all revisions. `files`: the files
    with a line or row of the document, which may have moved, and whether it is a copy.
    `recognised`: whether the text was read from pictures."""

    id: str
    title_key: str
    issuer_key: str
    numbers: frozenset[tuple[str, int | None]]
    registration: str | None
    day: date | None
    sha256: str | None
    source_kind: SourceKind
    source_verified: bool
    recognised: bool
    revision: int
    fingerprints: set[str] = field(default_factory=set)
    files: set[tuple[str, bool]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class IncomingDocument:
    """What identity needs to know of an input; `sha256` is None for a row of a catalogue.

    `file`: the file in which the input is a numbered line or row, None for other inputs. `since`:
    when the present reading of that file began. `fetched_url`: where it was fetched from, None for
    what was handed over. `source_verified`: as that of a known document."""

    location: str
    file: str | None
    since: datetime | None
    fetched_url: str | None
    title_key: str
    issuer_key: str
    numbers: frozenset[tuple[str, int | None]]
    registration: str | None
    day: date | None
    sha256: str | None
    fingerprint: str
    source_kind: SourceKind
    source_verified: bool
    recognised: bool


@dataclass(frozen=True, slots=True)
class SameText:
    """The input is a text that the document has, at a location known before; `copy`: that of a
    copy."""

    id: str
    copy: bool


@dataclass(frozen=True, slots=True)
class NewRevision:
    """The input is a new text of a known document."""

    id: str


@dataclass(frozen=True, slots=True)
class DocumentCopy:
    """The input is a copy of a document's text; `outranks`: its source ranks above the document's
    own."""

    id: str
    outranks: bool


@dataclass(frozen=True, slots=True)
class CatalogueMatch:
    """The document that a row of a catalogue names; "unchanged": the row named it before."""

    id: str
    outcome: Literal["taken", "unchanged", "copy"]


@dataclass(frozen=True, slots=True)
class NewDocument:
    """The input is a new document, or the text of one that only catalogues named until now.

    `suspects`: other documents with the same number."""

    id: str
    suspects: tuple[str, ...]


IdentityDecision: TypeAlias = SameText | NewRevision | DocumentCopy | NewDocument


def _source_rank(document: KnownDocument | IncomingDocument) -> tuple[int, bool]:
    """A rank that is lower for a better input: by its source, then text before recognised
    pictures."""
    ranks = document.source_verified or document.source_kind == "mirror"
    return SOURCE_RANKS[document.source_kind if ranks else "other"], document.recognised


class IdentityRegister:
    """The documents that the inputs of a batch may be, and those that the batch makes."""

    def __init__(self) -> None:
        self.documents: dict[str, KnownDocument] = {}
        self._locations: dict[str, tuple[str, bool]] = {}
        self._urls: dict[str, tuple[str, bool]] = {}
        self._stated_urls: dict[str, str] = {}
        self._numbers: dict[str, set[str]] = defaultdict(set)
        self._fingerprints: dict[str, set[str]] = defaultdict(set)
        self._textless: set[str] = set()

    def add(self, known: KnownDocument) -> None:
        """Add a document, or replace it by its new state."""
        self.documents[known.id] = known
        if known.sha256 is None:
            self._textless.add(known.id)
        else:
            self._textless.discard(known.id)
        for key, _ in known.numbers:
            self._numbers[key].add(known.id)
        for fingerprint in known.fingerprints:
            self._fingerprints[fingerprint].add(known.id)

    def note_location(self, location: str, id_: str, *, copy: bool) -> None:
        """Record that a document was found at a location."""
        self._locations[location] = (id_, copy)

    def note_url(self, url: str, basis: UrlBasis, id_: str, *, copy: bool) -> None:
        """Record the URL that a document was fetched from, or that is only said to be its own."""
        if not names_a_page(url):
            return
        if basis != "fetched":
            self._stated_urls.setdefault(url, id_)
        elif not (copy and url in self._urls):
            self._urls[url] = (id_, copy)

    def mark_as_copies(self, id_: str) -> None:
        """Mark all locations of a document known until now as locations of copies."""
        for owners in (self._locations, self._urls):
            owners.update({at: (id_, True) for at, (of, _) in owners.items() if of == id_})

    def decide(self, incoming: IncomingDocument) -> IdentityDecision:
        """What an input with a text is; nothing is recorded of it here."""
        return (
            self._decide_by_location(incoming)
            or self._decide_by_stated_url(incoming)
            or self._decide_by_content(incoming)
        )

    def match_catalogue_row(self, incoming: IncomingDocument) -> CatalogueMatch:
        """The document that a row of a catalogue names; nothing is recorded of it here."""
        id_, _ = self._locations.get(incoming.location, ("", False))
        if id_ and _share_title_or_number(self.documents[id_], incoming):
            return CatalogueMatch(id_, "unchanged")
        found = [known for known in self.documents.values() if _row_names_document(known, incoming)]
        if len(found) != 1:
            return CatalogueMatch(self._free_id(incoming), "taken")
        seen = any(file == incoming.file for file, _ in found[0].files)
        return CatalogueMatch(found[0].id, "unchanged" if seen else "copy")

    def _decide_by_location(self, incoming: IncomingDocument) -> IdentityDecision | None:
        owner = self._locations.get(incoming.location)
        elsewhere = owner is None
        if owner is None and incoming.fetched_url is not None:
            owner = self._urls.get(incoming.fetched_url)
        if owner is None:
            return None
        id_, copy = owner
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
        return None if copy and rank >= old else NewRevision(id_)

    def _decide_by_stated_url(self, incoming: IncomingDocument) -> IdentityDecision | None:
        """Whether a text fetched from a URL is that of a document whose page states that URL."""
        if incoming.fetched_url is None or incoming.fetched_url not in self._stated_urls:
            return None
        known = self.documents[self._stated_urls[incoming.fetched_url]]
        if _contradict(known, incoming) or _source_rank(incoming) >= _source_rank(known):
            return None
        if incoming.fingerprint in known.fingerprints:
            return DocumentCopy(known.id, outranks=True)
        return NewRevision(known.id)

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
    """Ids for a new document in order of preference, of which the first free one is to be taken.

    They are computed from its title and text, so that another run over the same inputs gives the
    same ids."""
    for turn in range(1000):
        content = f"{incoming.title_key}\0{incoming.fingerprint}\0{turn}"
        digest = hashlib.sha256(content.encode()).digest()
        yield base64.b32encode(digest)[:16].decode().lower()


def names_a_page(url: str) -> bool:
    """Whether a URL can be that of a notice, which a site's front page is not.

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
    """Whether a catalogue's row and a document are one work.

    A number without an issuer's code (令第3号, 〔2019〕第4号) decides only where both name the same
    issuer."""
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
    """Whether the issuers of one number can be the same, as catalogues shorten their names
    (市水务局).

    >>> _issuers_fit("广州市水务局", "市水务局"), _issuers_fit("甲市人民政府", "乙市人民政府")
    (True, False)
    """
    return one in other or other in one


def _are_one_work(known: KnownDocument, incoming: IncomingDocument) -> bool:
    """Whether a document and an input with the same text are one work."""
    if known.numbers and incoming.numbers:
        return bool(known.numbers & incoming.numbers) and _issuers_agree(known, incoming)
    return known.title_key == incoming.title_key


def _issuers_agree(known: KnownDocument, incoming: IncomingDocument) -> bool:
    """Whether the issuers do not differ; a page that names no issuer contradicts none."""
    keys = {known.issuer_key, incoming.issuer_key} - {""}
    return len(keys) <= 1
