"""What stands before codes and before those who give orders: every row of the tables."""

import pytest

from analyzers import issuer_words
from analyzers.issuer_codes import issuer_code, organ_start


@pytest.mark.parametrize(
    "rule",
    [*issuer_words.LEAD_INS, *issuer_words.ORGAN_ENDS, *issuer_words.LONG_NAMES],
    ids=lambda rule: rule.example,
)
def test_what_stands_before_a_code_is_none_of_it(rule):
    assert issuer_code(rule.example) == rule.remainder


@pytest.mark.parametrize("rule", issuer_words.ORDER_STARTS, ids=lambda rule: rule.example)
def test_what_stands_before_an_issuer_is_none_of_it(rule):
    assert rule.example[organ_start(rule.example) :] == rule.remainder


@pytest.mark.parametrize("name", [rule.example for rule in issuer_words.WHOLE_NAMES])
def test_names_stay_whole(name):
    assert name[organ_start(name) :] == name


@pytest.mark.parametrize("code", [rule.example for rule in issuer_words.CODE_STARTS])
def test_codes_of_the_state_and_of_provinces_begin_behind_doubtful_characters(code):
    assert {issuer_code(doubtful + code) for doubtful in issuer_words.DOUBTFUL_LEAD_INS} == {code}
