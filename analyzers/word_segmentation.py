"""Word segmentation with exactly jieba's tokens.

rjieba (the same algorithm and dictionary, some twenty times as fast) cuts wherever the two agree,
jieba itself where they do not (docs/decisions/0005-jieba-and-rjieba.md)."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from functools import cache
from itertools import filterfalse
from pathlib import Path
from typing import TYPE_CHECKING

import rjieba

from analyzers.jieba_dictionary import JiebaDictionary
from analyzers.span import Span

if TYPE_CHECKING:
    from jieba import Tokenizer

_Cut = Callable[[str], list[str]]

# No word crosses the borders of these runs. A run goes to jieba itself when it holds a sign that
# rjieba joins and jieba does not (GB/T 9704-2012, a.b_c), or a rare character (㐀, 鿖, 𠀀) that
# only one of the two counts as Han.
_RARE = r"\u3400-\u4DBF\u9FD6-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF"
_SIGN = re.compile(f"[-_.{_RARE}]")
#: the characters of a run, for use inside a pattern's brackets
IN_RUN = rf"a-zA-Z0-9+#&._%\-\u4E00-\u9FD5{_RARE}"
_RUN = re.compile(f"[{IN_RUN}]*")
_BORDER = re.compile(f"[^{IN_RUN}]")
_LONGEST_TIED = 1000  # code points; no text has longer runs, and jieba's time grows quadratically
_SINGLES = re.compile("[\u4e00-\u9fd5]{3,}")

#: a cache of words that the dictionary alone gives, without the HMM
_dictionary_words: set[str] = set()
_CACHE_LIMIT = 1 << 18


def cut_words(text: str) -> list[str]:
    """The words of a text, exactly as `jieba.lcut(text)` cuts them.

    >>> cut_words("规范性文件管理")
    ['规范性', '文件', '管理']
    """
    return _cut_exactly(text, rjieba.cut, lambda run: _jieba().lcut(run))


def cut_for_search(text: str) -> list[str]:
    """The words of a text, exactly as `jieba.lcut_for_search(text)` cuts them.

    Before a long word stand the words inside it.

    >>> cut_for_search("人民政府")
    ['人民', '民政', '政府', '人民政府']
    """
    return _cut_exactly(text, rjieba.cut_for_search, lambda run: _jieba().lcut_for_search(run))


def _cut_exactly(text: str, fast: _Cut, exact: _Cut) -> list[str]:
    tokens: list[str] = []
    start = 0
    while sign := _SIGN.search(text, start):
        first, last = _run_around(text, sign.start())
        tokens += _cut_plain(text[start:first], fast, exact)
        tokens += exact(text[first:last])
        start = last
    return tokens + _cut_plain(text[start:], fast, exact)


def _cut_plain(text: str, fast: _Cut, exact: _Cut) -> list[str]:
    tokens = fast(text)
    # most tokens are in the cache: a set of all would take longer than one look-up for each
    others = set(filterfalse(_dictionary_words.__contains__, tokens))
    guessed = [word for word in others if not _is_dictionary_word(word)]
    tied = _tied_runs(text, guessed) if guessed else []
    if not tied:
        return tokens
    tokens, start = [], 0
    for first, last in tied:
        tokens += fast(text[start:first])
        tokens += exact(text[first:last])
        start = last
    return tokens + fast(text[start:])


def _is_dictionary_word(word: str) -> bool:
    """Whether the dictionary alone gives this word; otherwise the HMM guessed it from its
    characters."""
    plain = not "\u4e00" <= word[0] <= "\u9fd5" or rjieba.cut(word, hmm=False) == [word]
    if plain and len(_dictionary_words) < _CACHE_LIMIT:
        _dictionary_words.add(word)
    return plain


def _tied_runs(text: str, guessed: Iterable[str]) -> list[Span]:
    """The runs that hold a guessed word and may be cut otherwise by jieba, in order.

    Where characters repeat among those that the HMM joins (两人及两人), two ways to join them may
    be equally likely. The two programs add up the likelihoods in another order, and rounding then
    lets another way win."""
    bordered = _BORDER.sub("\n", text)
    runs: dict[int, int] = {}
    for word in guessed:
        at = bordered.find(word)
        while at >= 0:
            last = bordered.find("\n", at)
            runs[bordered.rfind("\n", 0, at) + 1] = last if last >= 0 else len(text)
            at = bordered.find(word, last) if last >= 0 else -1
    # each wording is cut once: some texts repeat one in every line
    wordings = {
        run: bordered[slice(*run)] for run in runs.items() if run[1] - run[0] <= _LONGEST_TIED
    }
    candidates = list(filter(_has_repeats, dict.fromkeys(wordings.values())))
    # cut in one call, which costs half
    cut = rjieba.cut("\n".join(candidates), hmm=False)
    singles = "".join([word if len(word) == 1 else "\t" for word in cut]).split("\n")
    tied = {
        wording
        for wording, single in zip(candidates, singles, strict=bool(candidates))
        if any(map(_has_repeats, _SINGLES.findall(single)))
    }
    spans = (Span(*run) for run, wording in wordings.items() if wording in tied)
    return sorted(spans) if tied else []


def _has_repeats(text: str) -> bool:
    """Whether at least two characters of a text repeat an earlier one."""
    return len(text) - len(set(text)) > 1


def _run_around(text: str, at: int) -> Span:
    first = at
    while first and _BORDER.match(text, first - 1) is None:
        first -= 1
    run = _RUN.match(text, at)
    assert run is not None
    return Span(first, run.end())


@cache
def _jieba() -> Tokenizer:
    with warnings.catch_warnings():
        # on Python 3.12 and later, jieba's first import warns of its own regular expressions
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415 (seldom needed)
    tokenizer = jieba.Tokenizer()
    words = JiebaDictionary.read(Path(jieba.__file__).parent / jieba.DEFAULT_DICT_NAME)
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = words, words.total, True
    return tokenizer
