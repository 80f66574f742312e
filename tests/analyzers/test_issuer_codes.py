"""What stands before codes and before those who give orders: every row of the tables."""

import pytest

from analyzers import issuer_words
from analyzers.issuer_codes import issuer_code, organ_start


@pytest.mark.parametrize(
    ("before", "code"),
    [
        row[-2:]
        for table in (issuer_words.LEAD_INS, issuer_words.ORGAN_ENDS, issuer_words.LONG_NAMES)
        for row in table
    ],
)
def test_what_stands_before_a_code_is_none_of_it(before, code):
    assert issuer_code(before) == code


@pytest.mark.parametrize(("before", "issuer"), [row[-2:] for row in issuer_words.ORDER_STARTS])
def test_what_stands_before_an_issuer_is_none_of_it(before, issuer):
    assert before[organ_start(before) :] == issuer


@pytest.mark.parametrize("name", [row[-1] for row in issuer_words.WHOLE_NAMES])
def test_names_stay_whole(name):
    assert name[organ_start(name) :] == name


@pytest.mark.parametrize("code", [row[-1] for row in issuer_words.CODE_STARTS])
def test_codes_of_the_state_and_of_provinces_begin_behind_doubtful_characters(code):
    assert {issuer_code(doubtful + code) for doubtful in issuer_words.DOUBTFUL_LEAD_INS} == {code}
