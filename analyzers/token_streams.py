"""The token streams that both engines index: tokens joined by one space, for a plain white-space
tokenizer. We make them, so that no engine cuts a text in its own way."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence

from analyzers.chinese_script import squeeze, to_simplified
from analyzers.word_segmentation import IN_RUN, cut_for_search

#: follows the last character, so that every character begins a bigram. White space to Python, so
#: that no squeezed text holds it; not to the engines' tokenizers, so that no bigram breaks at it
END_MARK = "\u00a0"
#: stands between stretches that are cut in one go, which costs half: white space to Python, and a
#: word by itself
_BETWEEN = "\x1e"
#: signs and white space between runs (`analyzers.word_segmentation`): where a text is cut anyhow
_SILENT = re.compile(rf"[^\w{_BETWEEN}{IN_RUN}]+")
#: signs that may stand inside a run, and words of nothing else
_SIGN = re.compile("[-+#&._%]")
_SIGNS = re.compile(" [-+#&._%]+(?= )")
#: characters of a word, and what is longer; Elasticsearch would cut a token after 255 units of
#: UTF-16 into two, tantivy never
LONGEST_WORD = 100
_LONG = re.compile(rf"(\S{{{LONGEST_WORD}}})\S+")
#: characters in one go: with more, there are more guessed words to be looked for in each
_BATCH_CHARACTERS = 5_000


def word_stream(text: str) -> str:
    """jieba's words in search mode, of the simplified folded text; for ranking only.

    >>> word_stream("廣州市人民政府。")
    '广州 州市 广州市 人民 民政 政府 人民政府'
    """
    # a line stays a line: words do not run over paragraphs
    return folded_word_streams(["\n".join(map(squeeze, to_simplified(text).splitlines()))])[0]


def folded_word_streams(texts: Sequence[str]) -> list[str]:
    r"""The same of each stretch of squeezed lines of a simplified text.

    >>> folded_word_streams(["印发通知\n通知", "通知"])
    ['印发 通知 通知', '通知']
    """
    found: list[str] = []
    for batch in length_batches(texts, _BATCH_CHARACTERS):
        found += _word_tokens(_BETWEEN.join(batch)).split(_BETWEEN)
    return [one.strip(" ") for one in found]


def length_batches(texts: Sequence[str], batch_length: int) -> Iterator[Sequence[str]]:
    """Neighbours, as many as have that many characters together.

    >>> list(length_batches(["甲乙", "丙", "丁"], 3))
    [['甲乙', '丙'], ['丁']]
    """
    first = length = 0
    for last, stretch in enumerate(texts, 1):
        length += len(stretch)
        if length >= batch_length or last == len(texts):
            yield texts[first:last]
            first, length = last, 0


def _word_tokens(text: str) -> str:
    """Its words that hold a letter or digit, a space around each, the end of a long one cut off.
    Signs go before and after the cutting: to ask each word takes as long as to cut."""
    text = _SILENT.sub("\n", text)
    tokens = f" {' '.join(cut_for_search(text))} ".replace(" \n ", " ")
    if max(map(len, text.split()), default=0) > LONGEST_WORD:  # no word runs over white space
        tokens = _LONG.sub(r"\1", tokens)
    return _SIGNS.sub("", tokens) if _SIGN.search(text) else tokens


def bigrams(form: str) -> str:
    """Every pair of neighbouring characters of a squeezed text, the last one with END_MARK.

    Laid out as three columns of code points: six times as fast as pairing strings.

    >>> bigrams(squeeze("廣州 市")).replace(END_MARK, "$")
    '广州 州市 市$'
    """
    points = array("I", (form + END_MARK).encode("utf-32-le"))
    pairs = array("I", [ord(" ")]) * (3 * len(form))
    pairs[0::3] = points[:-1]
    pairs[1::3] = points[1:]
    return pairs.tobytes().decode("utf-32-le")[:-1]


def slice_bigrams(stream: str, first: int, last: int) -> str:
    """The bigrams of the characters [first, last) of a text, out of those of the whole.

    >>> slice_bigrams(bigrams("广州市政府"), 1, 3) == bigrams("州市")
    True
    """
    if first == last:
        return ""
    return stream[3 * first : 3 * last - 2] + END_MARK


def question_bigrams(text: str) -> tuple[str, ...]:
    """The pairs of neighbouring characters of a question, signs aside.

    >>> question_bigrams("谁還錢？谁还")
    ('谁还', '还钱')
    """
    form = squeeze(text)
    return tuple(dict.fromkeys(pair for pair in bigram_terms(form) if all(map(str.isalnum, pair))))


def bigram_terms(form: str) -> list[str]:
    """The pairs of a keyword's fold, to be found as a phrase; needs two characters or more.

    >>> bigram_terms("广州市")
    ['广州', '州市']
    """
    return [form[i : i + 2] for i in range(len(form) - 1)]
