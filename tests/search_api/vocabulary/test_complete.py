"""Every member of every closed set has a label."""

from datetime import date

import pytest

from search_api.vocabulary.ending_phrases import ENDING_PHRASES, ending_phrase
from search_api.vocabulary.field_labels import FACT_FORMS, FACT_LABELS, fact_value_label
from search_api.vocabulary.status_labels import BASIS_PHRASES
from search_api.vocabulary.status_labels import basis_phrase as dated_phrase
from tests.search_api.vocabulary.closed_sets import (
    LABELLED,
    UNLABELLED,
    every_closed_set,
    members,
)

CERTAINTIES = [*members("corpus.model.domain_types.Certainty"), None]
REASONS = [*members("corpus.model.domain_types.EndsReason"), None]
BASES = [*members("corpus.model.domain_types.StatusBasis"), None]
UNTIL = date(2026, 1, 31)
#: members of which nothing is said
SILENT = {
    ("corpus.model.domain_types.EvidenceSource", "text"),
    ("corpus.model.domain_types.ResolutionState", "resolved"),
    ("corpus.index.query_tree.TextField", "any"),
}


def basis_phrase(basis, reason, certainty):
    return dated_phrase(basis, reason, certainty, UNTIL)


def test_a_new_closed_set_is_labelled_or_known_to_be_seen_by_nobody():
    assert sorted(every_closed_set()) == sorted([*LABELLED, *UNLABELLED])


@pytest.mark.parametrize("name", LABELLED)
def test_every_member_has_a_label_and_nothing_else_has(name):
    for table in LABELLED[name]:
        assert set(table) == set(members(name))
        silent = {member for member, words in table.items() if not words}
        assert {(name, member) for member in silent} <= SILENT


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("certainty", CERTAINTIES)
def test_something_is_said_of_every_end_and_of_what_a_status_rests_on(reason, certainty):
    assert ending_phrase(reason, certainty).alone
    assert all(basis_phrase(basis, reason, certainty) for basis in BASES)


def test_every_row_is_reached():
    ends = [(reason, certainty) for reason in REASONS for certainty in CERTAINTIES]
    assert {ending_phrase(*end) for end in ends} == set(ENDING_PHRASES)
    said = {basis_phrase(basis, *end) for basis in BASES for end in ends}
    assert said == {row.words.format(UNTIL) for row in BASIS_PHRASES}


def test_a_plans_period_is_no_term():
    assert basis_phrase("term_running", "plan_period", "derived") == "规划期未满"
    assert basis_phrase("expired", "plan_period", "stated") == "规划期已届满，未见失效决定"
    assert basis_phrase("repealed", "plan_period", "stated") == "已有废止决定"


def test_an_end_on_a_condition_is_no_end():
    words = "附条件的失效日已过，条件是否成就待核"
    assert basis_phrase("presumed", "declared", "presumed") == words
    assert basis_phrase("presumed", "term", "presumed") == "推定的有效期已满，未见失效决定"


@pytest.mark.parametrize(
    ("reason", "certainty", "event"),
    [
        ("date", "stated", "届满"),
        ("term", "derived", "届满"),
        ("plan_period", "derived", "规划期届满"),
        ("declared", "stated", "宣布失效"),
        ("declared", "presumed", "附条件失效"),
        ("repealed", "stated", "废止"),
    ],
)
def test_what_happens_on_the_last_day(reason, certainty, event):
    assert ending_phrase(reason, certainty).event == event


def test_values_that_are_names_are_said_in_words():
    assert set(FACT_FORMS) <= set(FACT_LABELS)
    assert fact_value_label("normative", "false") == "否"
    for kind in members("corpus.model.domain_types.SourceKind"):
        assert fact_value_label("source_kind", kind) != kind
