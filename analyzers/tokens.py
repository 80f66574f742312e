"""The token streams that both engines index: tokens joined by one space, for a plain white-space
tokenizer. We make them, so that no engine cuts a text in its own way."""

from __future__ import annotations

from analyzers.script import squeeze, to_simplified
from analyzers.words import cut_for_search

#: follows the last character, so that every character begins a bigram
END = "\u2402"


def words(text: str) -> str:
    """jieba's words in search mode, of the simplified folded text; for ranking only.

    >>> words("廣州市人民政府。")
    '广州 州市 广州市 人民 民政 政府 人民政府'
    """
    found = cut_for_search(_by_line(text))
    return " ".join(word for word in found if any(map(str.isalnum, word)))


def _by_line(text: str) -> str:
    # a line stays a line: words do not run over paragraphs
    return "\n".join(squeeze(line) for line in to_simplified(text).splitlines())


def bigrams(text: str) -> str:
    """Every pair of neighbouring characters of the squeezed text, the last one with END.

    >>> bigrams("廣州 市")
    '广州 州市 市␂'
    """
    form = squeeze(text)
    return " ".join(map("".join, zip(form, form[1:] + END, strict=True)))


def bigram_terms(form: str) -> list[str]:
    """The pairs of a keyword's fold, to be found as a phrase; needs two characters or more.

    >>> bigram_terms("广州市")
    ['广州', '州市']
    """
    return [form[i : i + 2] for i in range(len(form) - 1)]


def characters(text: str) -> str:
    """The distinct characters of the squeezed text, for keywords of one character.

    >>> characters("市 市州")
    '州 市'
    """
    return " ".join(sorted(set(squeeze(text))))
