"""What has a label is shown by it: on the terminal, in mails and in exported tables."""

from dataclasses import replace

import pytest

from corpus.documents.document_summaries import NamedDocument, UnappliedAmendment
from corpus.documents.load_document import (
    IncomingRelation,
    StoredDocument,
    StoredRelation,
    StoredTarget,
)
from corpus.model.domain_types import Dates, Evidence, Fact, Status
from search_api.alerts.render_mail import render_bodies
from search_api.cli.console import console
from search_api.cli.show_documents import show_document, show_number
from search_api.export.export_columns import EXPORT_COLUMNS
from search_api.lookup.document_lookup import NumberAnswer
from search_api.query.export_list import ExportItem
from search_api.vocabulary import (
    ending_phrases,
    evidence_labels,
    field_labels,
    relation_labels,
    search_labels,
    status_labels,
)
from tests.search_api.alerts.conftest import SENDER
from tests.search_api.alerts.test_render_mail import digest, item
from tests.search_api.vocabulary.closed_sets import members

MODEL = "corpus.model.domain_types"
SUMMARY = item().summary
LISTS = """printed_numbers addressees subjects facts relations incoming parts outline attachments
attached_to sources copies versions same_number flags cells"""
QUOTE = Evidence("text", "有效期五年", 0, 5)


@pytest.fixture
def shown(capsys, monkeypatch):
    """What a function prints on a wide terminal."""
    monkeypatch.setattr(console(), "_width", 1000)

    def printed(show, *told):
        show(*told)
        return capsys.readouterr().out

    return printed


def document(**more):
    fields = {name: getattr(SUMMARY, name) for name in SUMMARY.__slots__}
    nothing = dict.fromkeys(LISTS.split(), ())
    unknown = dict.fromkeys(("registration_number", "index_number", "normative", "ocr"))
    return StoredDocument(
        **{**fields, **nothing, **unknown, "dates": Dates(), "revision": 1, **more}
    )


def exported(**more):
    row = ExportItem(replace(SUMMARY, **more), None)
    return {column.name: column.value(row) for column in EXPORT_COLUMNS}


def mailed(**more):
    return render_bodies(digest(item(**more)), SENDER)


@pytest.mark.parametrize("status", Status)
def test_statuses(shown, status):
    assert status in shown(show_document, document(status=status))
    assert exported(status=status)["时效性"] == status
    assert all(status in body for body in mailed(status=status))


@pytest.mark.parametrize("reason", [*members(f"{MODEL}.EndsReason"), None])
@pytest.mark.parametrize("basis", [*members(f"{MODEL}.StatusBasis"), None])
def test_what_a_status_rests_on(shown, basis, reason):
    resting = {"status_basis": basis, "ends_reason": reason}
    words = status_labels.basis_phrase(basis, reason, SUMMARY.ends_certainty, SUMMARY.data_until)
    assert f"时效依据：{words}；" in shown(show_document, document(**resting))
    assert exported(**resting)["时效依据"] == words


def test_no_list_shows_a_status_bare_that_rests_on_nothing_seen(shown):
    resting = {"status_basis": "no_adverse_evidence"}
    words = f"（未见废止、失效依据，数据截至{SUMMARY.data_until}）"
    assert words in shown(show_document, document(**resting))
    assert all(words in body for body in mailed(**resting))


def test_amendments_that_the_text_does_not_hold(shown):
    evidence = Evidence("text", "作如下修改", 3, 8)
    act = UnappliedAmendment("b", None, "关于修改规划的决定", SUMMARY.as_of, evidence)
    words = "已被《关于修改规划的决定》修改，本文未并入"
    assert words in shown(show_document, document(unapplied=(act,)))
    assert exported(unapplied=(act,))["变动"] == words
    assert all(words in body for body in mailed(unapplied=(act,)))


def test_the_documents_that_ended_and_replaced_another():
    ended = NamedDocument("b", "甲府〔2024〕7号", "关于废止规划的决定")
    anew = NamedDocument("c", None, "规划")
    assert exported(ended_by=ended)["变动"] == "废止或宣布失效：《关于废止规划的决定》"
    assert exported(replaced_by=anew)["变动"] == "后来的文本：《规划》"
    assert exported()["变动"] is None


@pytest.mark.parametrize("certainty", members(f"{MODEL}.Certainty"))
@pytest.mark.parametrize("reason", members(f"{MODEL}.EndsReason"))
def test_ends_and_their_certainty(shown, reason, certainty):
    end = {"ends_reason": reason, "ends_certainty": certainty}
    phrase = ending_phrases.ending_phrase(reason, certainty)
    label = evidence_labels.CERTAINTY_LABELS[certainty]
    assert f"2020-12-31 {phrase.event}（{label}）" in shown(show_document, document(**end))
    assert exported(**end)["届满日期的来历"] == label
    for body in mailed(**end):
        assert f"2020-12-31 {phrase.alone}" in body
        assert phrase.ground in body


@pytest.mark.parametrize("kind", members(f"{MODEL}.SourceKind"))
def test_sources(shown, kind):
    label = evidence_labels.SOURCE_KIND_LABELS[kind]
    assert f"；来源：{label}" in shown(show_document, document(source_kind=kind))
    assert exported(source_kind=kind)["来源"] == label


def test_texts_of_other_sites_and_from_pictures_are_said_to_be_so(shown):
    careful = {"source_kind": "mirror", "ocr_confidence": 0.9}
    told = shown(show_document, document(**careful))
    for body in mailed(**careful):
        for mark in (evidence_labels.MIRROR, evidence_labels.SCAN):
            assert f"{mark.label}：{mark.caution}" in body
            assert mark.label in told
    assert exported(**careful)["文本"] == evidence_labels.SCAN.label


def test_facts(shown):
    values = {"source_kind": "mirror", "normative": "true"}
    facts = tuple(
        Fact(name, values.get(name, "甲"), certainty, "某条规定", QUOTE)
        for name in members(f"{MODEL}.FactName")
        for certainty in members(f"{MODEL}.Certainty")
    )
    told = shown(show_document, document(facts=facts))
    for label in (*field_labels.FACT_LABELS.values(), *evidence_labels.CERTAINTY_LABELS.values()):
        assert label in told
    assert "mirror" not in told
    assert "true" not in told


def test_evidence(shown):
    for where in members(f"{MODEL}.EvidenceSource"):
        fact = Fact("term", "五年", "stated", "", replace(QUOTE, where=where))
        told = shown(show_document, document(facts=(fact,)))
        assert f"{evidence_labels.EVIDENCE_SOURCE_LABELS[where]}有效期五年" in told


def test_relations_from_either_end(shown):
    for kind in members(f"{MODEL}.RelationKind"):
        for state in members(f"{MODEL}.ResolutionState"):
            target = StoredTarget(None, "节水办法", None, None, None, state)
            relation = StoredRelation(kind, target, QUOTE)
            incoming = IncomingRelation(kind, SUMMARY, None, None, QUOTE)
            told = shown(show_document, document(relations=(relation,), incoming=(incoming,)))
            assert f"{relation_labels.RELATION_LABELS[kind]} " in told
            assert f"{relation_labels.INCOMING_RELATION_LABELS[kind]}：《" in told
            assert relation_labels.RESOLUTION_LABELS[state] in told


def test_flags(shown):
    flags = tuple(members(f"{MODEL}.DocumentFlag"))
    told = shown(show_document, document(flags=flags))
    assert all(f"存疑：{words}。" in told for words in evidence_labels.FLAG_PHRASES.values())


@pytest.mark.parametrize("state", members("search_api.vocabulary.search_labels.NumberState"))
def test_states_of_a_number(shown, state):
    told = shown(show_number, NumberAnswer("甲", None, state, (), (), None))
    assert told.startswith(f"甲：{search_labels.NUMBER_STATE_LABELS[state]}")
