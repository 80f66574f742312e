"""Traditional and simplified script: OpenCC's t2s, and the fold in which keywords are compared.

Both results have as many code points as the text, so an offset into a result is an offset into the
text. The tables are those of `opencc-python-reimplemented` (TSPhrases, TSCharacters). The fold is
defined in docs/contract.md, "Fold"."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypeAlias

_SPACE = re.compile(r"\s+")  # exactly the characters for which `str.isspace` is true
_NO_SPACE = {code: None for code in range(ord("\u3000") + 1) if chr(code).isspace()}
#: a table for `str.translate`, by code point; code points beyond its end stay as they are
_CharacterTable: TypeAlias = Sequence[str | int | None]


@dataclass(frozen=True, slots=True)
class FoldedText:
    """The fold of a text without white space; its character i stands at `offsets[i]` of the
    text."""

    text: str
    offsets: Sequence[int]


def to_simplified(text: str) -> str:
    """The text in simplified script, exactly as the package converts it, and of the same length.

    Phrases take precedence over single characters.

    >>> to_simplified("規範性文件計畫")
    '规范性文件计划'
    """
    changing = _script_tables().changing
    pieces: list[str] = []
    start = 0
    # only lines with such a character are converted: few in most texts, and no phrase crosses lines
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
    # The package replaces the longest phrases of a line first, wherever they stand in it.
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
    """The fold of a text: each character is replaced by itself alone, so the length stays the same.

    Traditional characters become simplified, full-width ASCII becomes ASCII, and A–Z become a–z.

    >>> fold("《廣州》ＰＭ２．５ ①")
    '《广州》pm2.5 ①'
    """
    tables = _script_tables()
    return text if tables.folding.search(text) is None else text.translate(tables.fold)


def squeeze(text: str) -> str:
    """The fold of a text without its white space (`str.isspace`).

    >>> squeeze("穗府 〔２０１５〕　26號")
    '穗府〔2015〕26号'
    """
    return text.translate(_script_tables().squeeze)


def fold_with_offsets(text: str) -> FoldedText:
    """The fold of a text without white space, and the offset (code points) of each character in the
    text.

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


@lru_cache(maxsize=1024)  # every part of a search needs the forms of its few keywords
def keyword_forms(keyword: str) -> tuple[str, ...]:
    """The folds under which a keyword is searched: its own and that of its simplified form, once
    each.

    The rule is docs/contract.md, "Exactness".

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
    #: a text without any of these characters is simplified already
    changing: re.Pattern[str]
    #: a text without any of these characters is its own fold
    folding: re.Pattern[str]
    phrases: dict[str, str]
    #: in a text without any of these characters, phrases change nothing more than characters do
    phrase_sign: re.Pattern[str]
    phrase: re.Pattern[str]
    by_length: tuple[re.Pattern[str], ...]


def _character_table(same: Sequence[int], changes: Mapping[int, str | None]) -> _CharacterTable:
    """A table for `str.translate` as a list, which is three times as fast as a mapping.

    With a mapping, every character that stays as it is raises a KeyError inside `translate`."""
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
    """A pattern for these characters and for all beyond the basic plane, which `re` is slow to look
    up one by one."""
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
    irregular_phrases = {p for p, value in phrases.items() if p.translate(characters) != value}
    signs = {next((c for c in p if ord(c) in characters), p[0]) for p in irregular_phrases}
    lengths = sorted({len(phrase) for phrase in phrases}, reverse=True)

    same = list(range(max(0x10000, *folds) + 1))  # the three tables share its int objects

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
        phrase=re.compile(alternatives(sorted(irregular_phrases, key=len, reverse=True))),
        by_length=tuple(
            re.compile(f"({alternatives([p for p in phrases if len(p) == length])})")
            for length in lengths
        ),
    )
