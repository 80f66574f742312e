"""How similar two texts under one number are, and where they differ.

Mirrors replace words (设置 becomes 安放) and keep the number. Such a text is neither a copy nor
another document, so it is flagged for people (`spun_copy`). The texts are simplified; white space
is not compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel, Levenshtein

from analyzers.number_forms import fold_brackets

#: code points of a text that are compared: enough to decide
_COMPARED = 20_000
#: the least share of common characters; texts that have less in common are different ones
_ALIKE = 0.6
_MOST_DIFFERENCES = 20
_LONGEST = 2000
_LONGEST_EXCERPT = 60
_WORD = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Difference:
    """The words of one text and the different words of another at the same point; either may be
    empty."""

    here: str
    there: str


def similarity_ratio(one: str, other: str) -> float:
    """The share of characters that two texts have in common, in order, from 0 to 1.

    >>> similarity_ratio("第一条 设置书亭。", "第一条　安放书亭。")
    0.75
    """
    return Indel.normalized_similarity(_squeezed_head(one), _squeezed_head(other))


def is_reworded(one: str, other: str) -> bool:
    """Whether one text is the other with words replaced, and not merely a part of it.

    Brackets and the width of signs are not compared.

    >>> text = "第一条 设置书亭。"
    >>> is_reworded(text, text.replace("设置", "安放")), is_reworded(text, f"{text}第二条")
    (True, False)
    """
    one, other = fold_brackets(one[:_COMPARED]), fold_brackets(other[:_COMPARED])
    if similarity_ratio(one, other) < _ALIKE:
        return False
    return any(
        _WORD.search(each.here) and _WORD.search(each.there)
        for each in _iterate_differences(one, other)
    )


def find_differences(here: str, there: str) -> tuple[Difference, ...]:
    r"""The first twenty differences between two texts, each shortened to 60 code points.

    Lines are compared first, then the characters of lines that differ.

    >>> find_differences("第一条 设置书亭。\n第二条 略。", "第一条 安放书亭。\n第二条 略。")
    (Difference(here='设置', there='安放'),)
    """
    differences = []
    for each in _iterate_differences(here, there):
        differences.append(Difference(each.here[:_LONGEST_EXCERPT], each.there[:_LONGEST_EXCERPT]))
        if len(differences) == _MOST_DIFFERENCES:
            break
    return tuple(differences)


def _iterate_differences(here: str, there: str) -> Iterator[Difference]:
    lines, other_lines = _comparable_lines(here), _comparable_lines(there)
    matcher = SequenceMatcher(None, lines, other_lines, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        if tag == "replace" and end - start == last - first:
            for mine, theirs in zip(lines[start:end], other_lines[first:last], strict=True):
                yield from _paragraph_differences(mine, theirs)
        else:
            yield from _paragraph_differences(
                "".join(lines[start:end]), "".join(other_lines[first:last])
            )


def _paragraph_differences(here: str, there: str) -> Iterator[Difference]:
    """The differences between two paragraphs; both as a whole where they are long or one is
    empty."""
    if not here or not there or max(len(here), len(there)) > _LONGEST:
        yield Difference(here, there)
        return
    for step in Levenshtein.opcodes(here, there):
        if step.tag != "equal":
            yield Difference(
                here[step.src_start : step.src_end], there[step.dest_start : step.dest_end]
            )


def _comparable_lines(text: str) -> list[str]:
    return [line for line in ("".join(each.split()) for each in text.split("\n")) if line]


def _squeezed_head(text: str) -> str:
    return "".join(text[:_COMPARED].split())
