"""Verifies what the database holds against itself: hashes of texts and inputs, quotes, searches.

It reads everything once, which takes minutes for a large database; `fagui doctor --deep` does."""

from __future__ import annotations

import gzip
import hashlib
import random
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from analyzers.chinese_script import squeeze, to_simplified
from corpus.inputs.input_store import open_blob
from corpus.store.database import Database, read_session
from corpus.store.document_tables import DocumentRow, FactRow, RelationRow, RevisionRow, SourceRow
from corpus.store.home import Home

#: rows of texts fetched at a time
_FETCHED_ROWS = 100
#: characters of a sampled word
_WORD_LENGTHS = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class ContentFault:
    """One thing that is not as it was stored: which `kind`, of which document or hash."""

    kind: str
    subject: str


def damaged_texts(database: Database) -> Iterator[ContentFault]:
    """The revisions whose text has another SHA-256 than its row says, or another length in
    simplified script."""
    query = select(
        RevisionRow.document_id, RevisionRow.sha256, RevisionRow.text, RevisionRow.simplified
    )
    with read_session(database) as session:
        for row in session.execute(query).yield_per(_FETCHED_ROWS):
            is_whole = hashlib.sha256(row.text.encode()).hexdigest() == row.sha256
            if not is_whole or len(row.simplified or row.text) != len(row.text):
                yield ContentFault("正文与散列不符", row.document_id)


def damaged_sources(database: Database, home: Home) -> Iterator[ContentFault]:
    """The inputs whose bytes are missing or have another SHA-256 than their name."""
    with read_session(database) as session:
        hashes = session.scalars(select(SourceRow.sha256).order_by(SourceRow.sha256)).all()
    for sha256 in hashes:
        if not _is_whole(database, home, sha256):
            yield ContentFault("原始文件缺失或损坏", sha256)


def _is_whole(database: Database, home: Home, sha256: str) -> bool:
    digest = hashlib.sha256()
    try:
        with read_session(database) as session:
            stream = open_blob(session, home, sha256)
            if stream is None:
                return False
            for chunk in stream.chunks:
                digest.update(chunk)
    except (zlib.error, gzip.BadGzipFile, EOFError):
        return False
    return digest.hexdigest() == sha256


def misplaced_quotes(database: Database) -> Iterator[ContentFault]:
    """The evidence of facts and relations whose quote does not stand at its offsets."""
    current = (
        select(DocumentRow.id, RevisionRow.text)
        .join(RevisionRow, RevisionRow.id == DocumentRow.revision_id)
        .order_by(DocumentRow.id)
    )
    with read_session(database) as session:
        for row in session.execute(current).yield_per(_FETCHED_ROWS):
            facts = session.scalars(select(FactRow.evidence).where(FactRow.document_id == row.id))
            relations = session.scalars(
                select(RelationRow.evidence).where(RelationRow.document_id == row.id)
            )
            if not all(_stands_in(row.text, each) for each in (*facts, *relations)):
                yield ContentFault("依据的引文不在所说的位置", row.id)


def _stands_in(text: str, evidence: Mapping[str, Any] | None) -> bool:  # Any: JSON
    if evidence is None or evidence.get("where") != "text" or evidence.get("start") is None:
        return True
    return bool(text[evidence["start"] : evidence["end"]] == evidence["quote"])


def sample_words(database: Database, count: int, seed: int = 0) -> list[str]:
    """Words of some characters from the texts of some documents, for comparing searches."""
    chance = random.Random(seed)  # noqa: S311 - a sample, no secret
    with read_session(database) as session:
        ids = session.scalars(
            select(DocumentRow.id).where(
                DocumentRow.revision_id.is_not(None), DocumentRow.withdrawn.is_(None)
            )
        )
        chosen = sorted(ids)
        chance.shuffle(chosen)
        query = select(RevisionRow.text).join(
            DocumentRow, DocumentRow.revision_id == RevisionRow.id
        )
        words = []
        for id_ in chosen[:count]:
            text = squeeze(session.scalar(query.where(DocumentRow.id == id_)) or "")
            length = chance.choice(_WORD_LENGTHS)
            start = chance.randrange(max(1, len(text) - length))
            word = text[start : start + length]
            if len(word) == length and all("\u4e00" <= each <= "\u9fff" for each in word):
                words.append(word)
    return words


def count_by_scan(database: Database, words: Iterable[str]) -> dict[str, int]:
    """The number of documents whose title or text contains each word, by looking through all."""
    counts = dict.fromkeys(words, 0)
    query = (
        select(DocumentRow.title, RevisionRow.text, RevisionRow.simplified)
        .outerjoin(RevisionRow, RevisionRow.id == DocumentRow.revision_id)
        .where(DocumentRow.withdrawn.is_(None))
    )
    with read_session(database) as session:
        for row in session.execute(query).yield_per(_FETCHED_ROWS):
            found = (row.title, to_simplified(row.title), row.text, row.simplified)
            parts = {squeeze(part) for part in found if part}
            for word in counts:
                counts[word] += any(word in part for part in parts)
    return counts
