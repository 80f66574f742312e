"""Documents put into SQL for the tests of what is built on it, with all else left out."""

from datetime import UTC, datetime

from analyzers.chinese_script import to_simplified
from corpus.index.update.index_queue import enqueue
from corpus.model.domain_types import Provision
from corpus.model.json_columns import outline_json
from corpus.store.database import write_session
from corpus.store.document_tables import DocumentRow, RevisionRow, StatusPeriodRow

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LISTS = ("issuers", "printed_numbers", "numbers", "addressees", "subjects", "flags")


def save(database, identifier: str, text: str, title: str = "通知", outline=(), **more) -> int:
    """A document as SQL holds it, and its row in the queue."""
    with write_session(database) as session:
        old = session.get(DocumentRow, identifier)
        document = old or DocumentRow(
            id=identifier,
            title_key="",
            issuer_key="",
            own_validity={},
            source_kind="other",
            created=NOW,
            **{name: [] for name in LISTS},
        )
        for name, value in {"title": title, "updated": NOW, **more}.items():
            setattr(document, name, value)
        session.add(document)
        session.flush()
        simplified = to_simplified(text)
        revision = RevisionRow(
            document_id=identifier,
            number=1 if old is None else old.revision_id + 1,
            sha256="",
            fingerprint="",
            text=text,
            simplified=None if simplified == text else simplified,
            outline=outline_json(outline or [Provision("第一条", "第一条", 0, len(text))]),
            cuts=[],
            created=NOW,
        )
        session.add(revision)
        session.flush()
        document.revision_id = revision.id
        if old is None:
            period = StatusPeriodRow(document_id=identifier, status="现行有效", basis="listed")
            session.add(period)
        session.flush()
        enqueue(session, [identifier], NOW)
        session.refresh(document)
        return document.version
