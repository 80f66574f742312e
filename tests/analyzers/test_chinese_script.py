"""Script: equal to OpenCC's own output, and to the contract's fold written out plainly."""

import json
from importlib.resources import files

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzers.chinese_script import fold, fold_with_offsets, keyword_forms, squeeze, to_simplified

PHRASES = [
    line.split("\t")[0]
    for line in files("opencc").joinpath("dictionary/TSPhrases.txt").read_text("utf-8").splitlines()
]
CANDIDATES = {
    line.split("\t")[0]: line.split("\t")[1].split()[0]
    for line in files("opencc")
    .joinpath("dictionary/TSCharacters.txt")
    .read_text("utf-8")
    .splitlines()
}
SIGNS = "計畫畫乾坤乾隆著作甚麼瀋於后發髮臺﹝〔，。 \n\u3000\x85Ａａ１①ＡAaZ𠮷𡞵\U0002a6d6é"
MIXED = st.lists(
    st.one_of(
        st.sampled_from(PHRASES),
        # a phrase cut short, so that phrases overlap
        st.sampled_from(PHRASES).map(lambda phrase: phrase[1:]),
        st.sampled_from(PHRASES).map(lambda phrase: phrase[:-1]),
        st.sampled_from(list(CANDIDATES)),
        st.text(SIGNS, max_size=4),
    ),
    max_size=10,
).map("".join)


@pytest.fixture(scope="module")
def convert():
    return opencc.OpenCC("t2s").convert


def plain_fold(text):
    def one(c):
        c = CANDIDATES.get(c, c)
        if "！" <= c <= "～":
            c = chr(ord(c) - 0xFEE0)
        return c.lower() if "A" <= c <= "Z" else c

    return "".join(map(one, text))


@given(text=MIXED)
def test_simplified_is_what_opencc_gives(convert, text):
    assert to_simplified(text) == convert(text)


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_what_opencc_gives(convert, text):
    assert to_simplified(text) == convert(text)


def test_native_traditional_laws_are_what_opencc_gives(convert, shared):
    with (shared / "corpora/traditional/laws.jsonl").open(encoding="utf-8") as rows:
        for number, row in enumerate(rows):
            if number % 60 == 0:
                text = json.dumps(json.loads(row), ensure_ascii=False)
                assert to_simplified(text) == convert(text)


@given(text=MIXED)
def test_fold_goes_character_by_character_and_keeps_the_length(text):
    assert fold(text) == plain_fold(text)
    assert len(fold(text)) == len(to_simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("規範性文件", "规范性文件"),
        ("計畫", "计画"),
        ("ＡＺａｚ０９！～", "azaz09!~"),
        ("①㈠", "①㈠"),
        ("É", "É"),
        ("﹝2015﹞", "﹝2015﹞"),
        ("〔２０１５〕", "〔2015〕"),
        ("穗 府\n", "穗 府\n"),
    ],
)
def test_fold_by_example(text, expected):
    assert fold(text) == expected


@given(text=MIXED)
def test_squeezed_is_folded_without_white_space_and_leads_back(text):
    form = fold_with_offsets(text)
    assert form.text == squeeze(text) == "".join(c for c in plain_fold(text) if not c.isspace())
    assert len(form.offsets) == len(form.text)
    assert "".join(plain_fold(text[offset]) for offset in form.offsets) == form.text


def test_every_kind_of_white_space_goes():
    spaces = "".join(chr(code) for code in range(0x110000) if chr(code).isspace())
    assert squeeze(f"广{spaces}州") == "广州"


@pytest.mark.parametrize(
    ("keyword", "forms"),
    [
        ("計畫", ("计画", "计划")),
        ("规划", ("规划",)),
        (" PM 2.5 ", ("pm2.5",)),
        (" \u3000", ()),
        ("", ()),
    ],
)
def test_keyword_forms(keyword, forms):
    assert keyword_forms(keyword) == forms
