"""How alike two texts under one number are, and where they differ.

Mirrors spin words (设置 becomes 安放) and keep the number: such a text is no copy, and no other
document either, and people are told. Texts are simplified; what is compared has no white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel, Levenshtein

#: enough of a long text to tell
_COMPARED = 20_000
#: share of characters that both have: less is another text
_ALIKE = 0.6
_MOST_DIFFERENCES = 20
_LONGEST = 2000
_LONGEST_EXCERPT = 60
_WORD = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Difference:
    """What one text has where the other has something else; either may be empty."""

    here: str
    there: str


def similarity_ratio(one: str, other: str) -> float:
    """The share of characters that two texts have in common, in order.

    >>> similarity_ratio("第一条 设置书亭。", "第一条　安放书亭。")
    0.75
    """
    return Indel.normalized_similarity(_squeezed_head(one), _squeezed_head(other))


def is_reworded(one: str, other: str) -> bool:
    """Whether one text is the other with words replaced: not merely a part of it.

    >>> text = "第一条 设置书亭。"
    >>> is_reworded(text, text.replace("设置", "安放")), is_reworded(text, f"{text}第二条")
    (True, False)
    """
    if similarity_ratio(one, other) < _ALIKE:
        return False
    return any(
        _WORD.search(each.here) and _WORD.search(each.there)
        for each in _iterate_differences(one[:_COMPARED], other[:_COMPARED])
    )


def find_differences(here: str, there: str) -> tuple[Difference, ...]:
    r"""The first places where two texts differ, lines compared first.

    >>> find_differences("第一条 设置书亭。\n第二条 略。", "第一条 安放书亭。\n第二条 略。")
    (Difference(here='设置', there='安放'),)
    """
    found = []
    for each in _iterate_differences(here, there):
        found.append(Difference(each.here[:_LONGEST_EXCERPT], each.there[:_LONGEST_EXCERPT]))
        if len(found) == _MOST_DIFFERENCES:
            break
    return tuple(found)


def _iterate_differences(here: str, there: str) -> Iterator[Difference]:
    one, other = _comparable_lines(here), _comparable_lines(there)
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        if tag == "replace" and end - start == last - first:
            for mine, theirs in zip(one[start:end], other[first:last], strict=True):
                yield from _paragraph_differences(mine, theirs)
        else:
            yield from _paragraph_differences("".join(one[start:end]), "".join(other[first:last]))


def _paragraph_differences(here: str, there: str) -> Iterator[Difference]:
    """Where two paragraphs differ; whole ones where they are long or one is not there."""
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
