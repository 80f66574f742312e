"""The token streams that both engines index: tokens joined by one space, for a white-space
tokenizer.

The tokens are made here, so that no engine cuts a text in its own way
(docs/decisions/0003-analysis-on-our-side.md)."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence

from analyzers.chinese_script import squeeze, to_simplified
from analyzers.word_segmentation import IN_RUN, cut_for_search

#: follows the last character, so that every character begins a bigram. It is white space to Python,
#: so no squeezed text holds it; to the engines' tokenizers it is none, so no bigram breaks at it
END_MARK = "\u00a0"
#: separates texts that are cut in one call, which costs half: it is white space to Python, and
#: jieba cuts it as a word by itself
_BETWEEN = "\x1e"
#: signs and white space between runs (`analyzers.word_segmentation`): a text is cut there anyway
_SILENT = re.compile(rf"[^\w{_BETWEEN}{IN_RUN}]+")
#: signs that may stand inside a run
_SIGN = re.compile("[-+#&._%]")
#: words that consist of such signs alone
_SIGNS = re.compile(" [-+#&._%]+(?= )")
#: code points of the longest word, of which the rest is removed: Elasticsearch would cut a token
#: into two after 255 units of UTF-16, tantivy never
LONGEST_WORD = 100
_LONG = re.compile(rf"(\S{{{LONGEST_WORD}}})\S+")
#: code points cut in one call: more of them hold more guessed words, each searched for in all
_BATCH_CHARACTERS = 5_000


def word_stream(text: str) -> str:
    """The words of a text, simplified and folded, as jieba's search mode cuts them; for ranking
    only.

    >>> word_stream("廣州市人民政府。")
    '广州 州市 广州市 人民 民政 政府 人民政府'
    """
    # the line breaks stay: no word may run over paragraphs
    return folded_word_streams(["\n".join(map(squeeze, to_simplified(text).splitlines()))])[0]


def folded_word_streams(texts: Sequence[str]) -> list[str]:
    r"""The word stream of each text, where a text is squeezed lines in simplified script.

    >>> folded_word_streams(["印发通知\n通知", "通知"])
    ['印发 通知 通知', '通知']
    """
    found: list[str] = []
    for batch in length_batches(texts, _BATCH_CHARACTERS):
        found += _word_tokens(_BETWEEN.join(batch)).split(_BETWEEN)
    return [one.strip(" ") for one in found]


def length_batches(texts: Sequence[str], batch_length: int) -> Iterator[Sequence[str]]:
    """Neighbouring texts in batches; a batch ends as soon as it has `batch_length` code points.

    >>> list(length_batches(["甲乙", "丙", "丁"], 3))
    [['甲乙', '丙'], ['丁']]
    """
    first = length = 0
    for last, text in enumerate(texts, 1):
        length += len(text)
        if length >= batch_length or last == len(texts):
            yield texts[first:last]
            first, length = last, 0


def _word_tokens(text: str) -> str:
    """The words of a text that hold a letter or digit, a space around each, long ones without their
    end.

    Signs are removed before and after the cutting, because testing each word takes as long as
    cutting."""
    text = _SILENT.sub("\n", text)
    tokens = f" {' '.join(cut_for_search(text))} ".replace(" \n ", " ")
    if max(map(len, text.split()), default=0) > LONGEST_WORD:  # no word contains white space
        tokens = _LONG.sub(r"\1", tokens)
    return _SIGNS.sub("", tokens) if _SIGN.search(text) else tokens


def bigrams(form: str) -> str:
    """The pairs of neighbouring characters of a squeezed text, and its last character with
    END_MARK.

    They are written as three columns of code points, which is six times as fast as pairing strings.

    >>> bigrams(squeeze("廣州 市")).replace(END_MARK, "$")
    '广州 州市 市$'
    """
    points = array("I", (form + END_MARK).encode("utf-32-le"))
    pairs = array("I", [ord(" ")]) * (3 * len(form))
    pairs[0::3] = points[:-1]
    pairs[1::3] = points[1:]
    return pairs.tobytes().decode("utf-32-le")[:-1]


def slice_bigrams(stream: str, first: int, last: int) -> str:
    """The bigrams of the characters `[first, last)` of a text, cut out of those of the whole text.

    >>> slice_bigrams(bigrams("广州市政府"), 1, 3) == bigrams("州市")
    True
    """
    if first == last:
        return ""
    return stream[3 * first : 3 * last - 2] + END_MARK


def question_bigrams(text: str) -> tuple[str, ...]:
    """The distinct pairs of neighbouring characters of a question, without pairs that hold a sign.

    >>> question_bigrams("谁還錢？谁还")
    ('谁还', '还钱')
    """
    form = squeeze(text)
    return tuple(dict.fromkeys(pair for pair in bigram_terms(form) if all(map(str.isalnum, pair))))


def bigram_terms(form: str) -> list[str]:
    """The bigrams of a keyword's fold, to be searched as a phrase; a single character has none.

    >>> bigram_terms("广州市")
    ['广州', '州市']
    """
    return [form[i : i + 2] for i in range(len(form) - 1)]
