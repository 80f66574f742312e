"""Normal text, which the forms of numbers are told on: each character by itself."""

import sys

from analyzers.chinese_script import fold
from analyzers.number_forms import fold_brackets


def test_every_bracket_is_one_of_two_and_all_else_is_folded():
    opening, closing = "〔[［【(（﹝〈《‘〚{", "〕]］】)）﹞〉》’〛}"
    text = "".join(chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    brackets = str.maketrans(opening + closing, "〔" * len(opening) + "〕" * len(closing))
    assert fold_brackets(text) == fold(text).translate(brackets)
