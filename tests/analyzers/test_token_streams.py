"""The streams that engines index."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyzers.chinese_script import squeeze, to_simplified
from analyzers.token_streams import (
    END_MARK,
    bigram_terms,
    bigrams,
    folded_word_streams,
    word_stream,
)

TEXTS = st.text("计計畫划〔〕，。26２６aAＡ𠮷𠀀 \n\u3000\u00a0", max_size=30)


def test_the_end_mark_stands_in_no_squeezed_text_and_breaks_no_token():
    assert squeeze(END_MARK) == ""
    assert f"市{END_MARK}".split(" ") == [f"市{END_MARK}"]


@given(text=TEXTS)
def test_every_character_begins_one_bigram(text):
    form = squeeze(text)
    stream = bigrams(form).split(" ") if form else []
    assert [pair[0] for pair in stream] == list(form)
    assert "".join(pair[1] for pair in stream) == (form[1:] + END_MARK if form else "")


@given(text=TEXTS, keyword=TEXTS.filter(lambda text: len(squeeze(text)) > 1))
def test_a_phrase_of_bigrams_is_a_substring(text, keyword):
    form, wanted = squeeze(text), squeeze(keyword)
    for sought in (wanted, form[1:5]):
        if len(sought) > 1:
            phrase = " ".join(bigram_terms(sought))
            assert (f" {phrase} " in f" {bigrams(form)} ") == (sought in form)


def test_no_text_no_tokens():
    assert word_stream(" \n") == bigrams("") == ""
    assert folded_word_streams([]) == []


@given(texts=st.lists(TEXTS, max_size=5))
@example(texts=["各区", "", "人民", "政府"])
def test_stretches_are_cut_as_if_each_stood_alone(texts):
    stretches = ["\n".join(map(squeeze, to_simplified(text).splitlines())) for text in texts]
    assert folded_word_streams(stretches) == [word_stream(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("規範性\n文件", "规范 范性 规范性 文件"),
        ("，。〔〕—", ""),
        ("第２６號", "第 26 号"),
        ("人民\n政府", "人民 政府"),
        ("GB/T 9704-2012——%_ 甲+乙 #", "gb t9704 2012 甲 乙"),
        ("①第〇条 - ．", "① 第 〇 条"),
    ],
)
def test_words_by_example(text, expected):
    assert word_stream(text) == expected


def test_what_is_beyond_a_hundred_characters_of_a_word_is_left_out():
    assert word_stream("印发" + "x" * 250 + "\n" + "y" * 100) == f"印发 {'x' * 100} {'y' * 100}"
