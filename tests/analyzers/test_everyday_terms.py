"""Everyday words and the terms of the law."""

from analyzers.chinese_script import to_simplified
from analyzers.everyday_terms import everyday_table, legal_terms


def test_no_row_says_what_it_says_already():
    for word, terms in everyday_table().items():
        assert terms, word
        assert word not in terms
        assert len(set(terms)) == len(terms), word


def test_the_table_is_simplified():
    for word, terms in everyday_table().items():
        assert to_simplified(" ".join((word, *terms))) == " ".join((word, *terms))


def test_a_question_in_traditional_script_finds_the_same():
    assert legal_terms("老闆拖欠薪水") == legal_terms("老板拖欠薪水") != ()


def test_a_word_of_one_character_counts_only_alone():
    assert "赠与" in legal_terms("他 送 我一辆车")
    assert "赠与" not in legal_terms("传票如何送达")


def test_the_longest_word_counts():
    assert "直接抚养" in legal_terms("离婚后抚养权归谁")
    assert legal_terms("规范性文件") == ()
