"""Everyday words and the legal terms for them: a question about 工资 also finds 劳动报酬."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from analyzers.chinese_script import to_simplified
from analyzers.word_segmentation import cut_words


@cache
def everyday_table() -> dict[str, tuple[str, ...]]:
    """The legal terms for each everyday word; both are in simplified script.

    >>> everyday_table()["工资"]
    ('劳动报酬',)
    """
    lines = files("analyzers").joinpath("everyday.txt").read_text("utf-8").splitlines()
    rows = (line.split() for line in lines if not line.startswith("#"))
    return {word: tuple(terms) for word, *terms in rows}


def legal_terms(question: str) -> tuple[str, ...]:
    """The legal terms for the everyday words of a question, without those that the question
    contains.

    Of overlapping words the longest counts: 抚养费 does not count as 抚养 as well.

    >>> legal_terms("老板不给加班费怎么办？")
    ('用人单位', '雇主', '延长工作时间', '工资报酬')
    """
    asked = to_simplified(question)
    found = _word_pattern().findall(asked)
    found += [word for word in cut_words(asked) if len(word) == 1]
    terms = (term for word in found for term in everyday_table().get(word, ()))
    return tuple(dict.fromkeys(term for term in terms if term not in asked))


def everyday_words(term: str) -> tuple[str, ...]:
    """The everyday words for a legal term; the term and the words are in simplified script.

    >>> everyday_words("延长工作时间")
    ('加班', '加班费')
    """
    return _words_by_term().get(term, ())


@cache
def _words_by_term() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word, terms in everyday_table().items():
        for term in terms if len(word) > 1 else ():
            found[term] = (*found.get(term, ()), word)
    return found


@cache
def table_words() -> tuple[str, ...]:
    """All words of the table, everyday words and legal terms, the shortest first."""
    words = {word for row in everyday_table().items() for word in (row[0], *row[1])}
    return tuple(sorted(words, key=lambda word: (len(word), word)))


@cache
def _word_pattern() -> re.Pattern[str]:
    longest_first = sorted(
        (word for word in everyday_table() if len(word) > 1), key=len, reverse=True
    )
    return re.compile("|".join(map(re.escape, longest_first)))
