"""Traditional and simplified script: OpenCC's t2s, and the fold that keywords are compared in.

Both keep the length in code points, so an offset into the result is an offset into the text.
The tables are those of `opencc-python-reimplemented` (TSPhrases, TSCharacters).
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias

_SPACE = re.compile(r"\s+")  # just what `str.isspace` says of
_NO_SPACE = {code: None for code in range(ord("\u3000") + 1) if chr(code).isspace()}
#: what `str.translate` does with each code point; those beyond it stay as they are
_CharacterTable: TypeAlias = Sequence[str | int | None]


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A fold without white space; `offsets[i]` is where its character i stands in the text."""

    text: str
    offsets: Sequence[int]


def to_simplified(text: str) -> str:
    """The text in simplified script, by phrases first: same length, the package's own output.

    >>> to_simplified("規範性文件計畫")
    '规范性文件计划'
    """
    changing = _script_tables().changing
    pieces: list[str] = []
    start = 0
    # in most texts few lines change, and no phrase goes over their ends
    while (found := changing.search(text, start)) is not None:
        first = text.rfind("\n", start, found.start()) + 1 or start
        last = text.find("\n", found.end())
        last = len(text) if last < 0 else last
        pieces += (text[start:first], _simplify_lines(text[first:last]))
        start = last
    return "".join((*pieces, text[start:])) if pieces else text


def _simplify_lines(line: str) -> str:
    tables = _script_tables()
    if tables.phrase_sign.search(line) is None or tables.phrase.search(line) is None:
        return line.translate(tables.characters)
    # The package takes the longest phrase of a stretch first, wherever it stands in it.
    result = list(line.translate(tables.characters))
    taken = bytearray(len(line))
    for pattern in tables.by_length:
        start = 0
        while match := pattern.search(line, start):
            first, last = match.span(1)
            if any(taken[first:last]):
                start = first + 1
                continue
            taken[first:last] = b"\x01" * (last - first)
            result[first:last] = tables.phrases[match.group(1)]
            start = last
    return "".join(result)


def fold(text: str) -> str:
    """Each character by itself: simplified, full-width ASCII to ASCII, A–Z to a–z. Same length.

    >>> fold("《廣州》ＰＭ２．５ ①")
    '《广州》pm2.5 ①'
    """
    tables = _script_tables()
    return text if tables.folding.search(text) is None else text.translate(tables.fold)


def squeeze(text: str) -> str:
    """The fold without white space (`str.isspace`).

    >>> squeeze("穗府 〔２０１５〕　26號")
    '穗府〔2015〕26号'
    """
    return text.translate(_script_tables().squeeze)


def fold_with_offsets(text: str) -> FoldedText:
    """The fold without white space, with the way back to the text.

    >>> fold_with_offsets("廣 州").offsets
    [0, 2]
    """
    offsets: list[int] = []
    start = 0
    for space in _SPACE.finditer(text):
        offsets.extend(range(start, space.start()))
        start = space.end()
    if start == 0:
        return FoldedText(fold(text), range(len(text)))
    offsets.extend(range(start, len(text)))
    return FoldedText(squeeze(text), offsets)


@lru_cache(maxsize=1024)  # each is asked for by every part of a search
def keyword_forms(keyword: str) -> tuple[str, ...]:
    """The folds to look for: of the keyword and of its simplified form, once each.

    >>> keyword_forms("計畫")
    ('计画', '计划')
    """
    forms = (squeeze(keyword), squeeze(to_simplified(keyword)))
    return tuple(dict.fromkeys(form for form in forms if form))


@dataclass(frozen=True, slots=True)
class _ScriptTables:
    characters: _CharacterTable
    fold: _CharacterTable
    squeeze: _CharacterTable
    #: characters without one of which a text is simplified already, and those without which the
    #: fold changes nothing
    changing: re.Pattern[str]
    folding: re.Pattern[str]
    phrases: dict[str, str]
    #: characters without which no phrase says anything else than its characters do
    phrase_sign: re.Pattern[str]
    phrase: re.Pattern[str]
    by_length: tuple[re.Pattern[str], ...]


def _character_table(same: Sequence[int], changes: Mapping[int, str | None]) -> _CharacterTable:
    """A list, three times as fast as the mapping: there every character that stays as it is
    raises a KeyError."""
    table: list[str | int | None] = [*same]
    for code, changed in changes.items():
        table[code] = changed
    return table


def _read_dictionary(name: str) -> dict[str, str]:
    spec = importlib.util.find_spec("opencc")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "dictionary" / name
    rows = (line.strip().split("\t") for line in path.read_text("utf-8").splitlines())
    return {key: value.split(" ")[0] for key, value in rows}


def _any_of(characters: Iterable[str]) -> re.Pattern[str]:
    """Some characters, and all beyond the basic plane: `re` looks up single ones there slowly."""
    basic = "".join(re.escape(each) for each in characters if each <= "\uffff")
    return re.compile(f"[{basic}\U00010000-\U0010ffff]")


@cache
def _script_tables() -> _ScriptTables:
    characters = {ord(key): value for key, value in _read_dictionary("TSCharacters.txt").items()}
    phrases = _read_dictionary("TSPhrases.txt")
    narrow = {code: chr(code - 0xFEE0) for code in range(ord("！"), ord("～") + 1)}
    plain = narrow | characters
    folds = {code: value.lower() if "A" <= value <= "Z" else value for code, value in plain.items()}
    folds |= {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    telling = {p for p, value in phrases.items() if p.translate(characters) != value}
    signs = {next((c for c in p if ord(c) in characters), p[0]) for p in telling}
    lengths = sorted({len(phrase) for phrase in phrases}, reverse=True)

    same = list(range(max(0x10000, *folds) + 1))  # one number for all three

    def alternatives(words: list[str]) -> str:
        return "|".join(map(re.escape, words))

    return _ScriptTables(
        characters=_character_table(same, characters),
        fold=_character_table(same, folds),
        squeeze=_character_table(same, {**folds, **_NO_SPACE}),
        changing=_any_of({*signs, *map(chr, characters)}),
        folding=_any_of(map(chr, folds)),
        phrases=phrases,
        phrase_sign=re.compile(f"[{''.join(signs)}]"),
        phrase=re.compile(alternatives(sorted(telling, key=len, reverse=True))),
        by_length=tuple(
            re.compile(f"({alternatives([p for p in phrases if len(p) == length])})")
            for length in lengths
        ),
    )
