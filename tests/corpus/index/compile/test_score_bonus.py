"""What ranks the best hits beside the sums of the engine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.index.compile.score_bonus import ProvisionFigures, ScoreBonus
from corpus.index.query_tree import AllDocuments, And, AnyWord, Keyword, NumberIs
from corpus.model.document_levels import LEVELS, level_rank

STANDINGS = st.builds(
    ProvisionFigures, st.integers(0, 10**7), st.integers(0, len(LEVELS)), st.integers(0, 10**5)
)
QUESTION = AnyWord(("房东", "押金"))


@given(STANDINGS, st.sampled_from([Keyword("押金"), QUESTION, And((Keyword("甲"), QUESTION))]))
def test_it_is_never_below_nothing_and_its_reasons_add_up(standing, node):
    bonus = ScoreBonus.for_query(node, "provision")
    [lift] = bonus.bonuses([standing])
    assert lift >= 0
    assert sum(reason.score for reason in bonus.reasons(standing)) == pytest.approx(lift)


@pytest.mark.parametrize(
    ("node", "unit"),
    [(Keyword("押金"), "document"), (AllDocuments(), "provision"), (NumberIs("1"), "provision")],
)
def test_documents_and_what_has_no_words_have_none(node, unit):
    assert ScoreBonus.for_query(node, unit) == ScoreBonus()


def test_the_shorter_provision_stands_before_the_longer():
    bonus = ScoreBonus.for_query(Keyword("押金"), "provision")
    short, long = bonus.bonuses([ProvisionFigures(40, 0, 1), ProvisionFigures(400, 0, 1)])
    assert short > long


def test_a_question_prefers_laws_and_codes():
    bonus = ScoreBonus.for_query(QUESTION, "provision")
    law, rules = bonus.bonuses(
        [ProvisionFigures(80, level_rank(level), 50) for level in ("法律", None)]
    )
    code, short_law = bonus.bonuses(
        [ProvisionFigures(80, level_rank("法律"), size) for size in (1260, 50)]
    )
    assert law > rules
    assert code > short_law
