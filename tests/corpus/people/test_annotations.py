from datetime import UTC, datetime, timedelta

import pytest

from analyzers.span import Span
from corpus.documents.save_documents import save_reading
from corpus.inputs.input_store import LocatedInput
from corpus.model.anchors import Anchor, QuoteSelector, UnanchoredError
from corpus.model.domain_types import ParsedDocument
from corpus.people.annotations import (
    AnnotationDraft,
    NoSuchDocumentError,
    create_annotation,
    delete_annotation,
    list_annotations,
    load_annotation,
    replace_annotation,
)
from corpus.store.database import open_database, write_session
from tests.stores import home_at

NOW = datetime(2026, 1, 31, 8, 0, tzinfo=UTC)
TEXT = "關於河涌巡護的通知\n規范性文件另行制定。\n本規劃有效期五年。"


@pytest.fixture
def database(tmp_path):
    database = open_database(home_at(tmp_path))
    yield database
    database.dispose()


def keep(database, text=TEXT, name="a.txt") -> str:
    reading = ParsedDocument(title="關於河涌巡護的通知", text=text, simplified=text)
    with write_session(database) as session:
        return save_reading(session, reading, LocatedInput(f"/{name}", name, None)).document_id


@pytest.fixture
def document(database) -> str:
    return keep(database)


def draft(document, words="到期前須評估", **given):
    content = {"body": {"type": "TextualBody", "value": words}}
    return AnnotationDraft(
        document, given.get("quote"), given.get("position"), content=content, texts=(words,)
    )


def make(database, wanted, now=NOW):
    with write_session(database) as session:
        return create_annotation(session, wanted, now)


def listed(database, **asked):
    with write_session(database) as session:
        return list_annotations(session, **asked)


def test_it_stands_on_the_present_revision_where_its_quote_stands(database, document):
    note = make(database, draft(document, quote=QuoteSelector("有效期五年")))
    assert note.anchor == Anchor(24, 29, "有效期五年")
    assert TEXT[24:29] == "有效期五年"
    assert (note.document, note.revision, note.version) == (document, 1, 1)
    assert (note.created, note.modified, note.deleted) == (NOW, NOW, False)
    with write_session(database) as session:
        assert load_annotation(session, note.id) == note


def test_one_on_the_whole_document(database, document):
    assert make(database, draft(document)).anchor is None


def test_a_document_that_is_not_there(database):
    with pytest.raises(NoSuchDocumentError, match="nobody"):
        make(database, draft("nobody"))


def test_what_cannot_be_anchored_leaves_nothing(database, document):
    with pytest.raises(UnanchoredError):
        make(database, draft(document, quote=QuoteSelector("有效期三年")))
    assert listed(database).total == 0


def test_replaced_it_has_another_version_and_the_same_birth(database, document):
    note = make(database, draft(document, quote=QuoteSelector("有效期五年")))
    later = NOW + timedelta(hours=1)
    with write_session(database) as session:
        changed = replace_annotation(
            session, note, draft(document, "已核", position=Span(0, 2)), later
        )
    assert (changed.version, changed.created, changed.modified) == (2, NOW, later)
    assert changed.anchor == Anchor(0, 2, "關於")
    assert changed.content["body"]["value"] == "已核"


def test_editing_a_note_does_not_move_it_to_a_new_revision(database, document):
    note = make(database, draft(document, quote=QuoteSelector("有效期五年")))
    assert keep(database, TEXT.replace("有效期五年", "有效期三年")) == document
    with write_session(database) as session:
        changed = replace_annotation(
            session, note, draft(document, "已核", quote=QuoteSelector("有效期五年")), NOW
        )
    assert (changed.revision, changed.anchor) == (1, note.anchor)
    assert make(database, draft(document, quote=QuoteSelector("有效期三年"))).revision == 2


def test_deleted_it_is_known_to_have_been(database, document):
    note = make(database, draft(document))
    with write_session(database) as session:
        delete_annotation(session, note, NOW)
        gone = load_annotation(session, note.id)
    assert gone is not None
    assert gone.deleted
    assert listed(database, document=document).total == 0


def test_one_that_never_was(database):
    with write_session(database) as session:
        assert load_annotation(session, "nobody") is None


def test_those_of_a_document_oldest_first(database, document):
    other = keep(database, TEXT + "\n另一份文件，另有內容。", "b.txt")
    notes = [
        make(database, draft(document, f"第{count}"), NOW + timedelta(seconds=count))
        for count in range(3)
    ]
    make(database, draft(other))
    found = listed(database, document=document)
    assert (found.total, found.annotations) == (3, tuple(notes))
    assert listed(database).total == 4
    page = listed(database, document=document, offset=1, limit=1)
    assert (page.total, page.annotations) == (3, (notes[1],))


@pytest.mark.parametrize(
    "words", ["評估", "评估", "到期前须", "到 期", "ＰＤＦ", "pdf", "100%", "a_b", ""]
)
def test_their_text_is_searched_in_either_script(database, document, words):
    make(database, draft(document, "到期前須評估，見 PDF 第 100% a_b 頁"))
    make(database, draft(document, "无关 1000 axb"))
    assert listed(database, words=words).total == (2 if not words else 1)


def test_a_search_does_not_run_from_one_text_into_the_next(database, document):
    two = AnnotationDraft(document, None, None, content={}, texts=("待核", "实"))
    make(database, two)
    assert listed(database, words="核实").total == 0
    assert listed(database, words="核").total == 1
