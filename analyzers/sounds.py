"""How characters sound, tones aside: for typing errors of input methods, and for initials."""

from __future__ import annotations

import os
from functools import cache
from itertools import islice

#: syllables that many people do not tell apart, and what stands for both
_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_NASAL = ("ang", "eng", "ing")
#: ways to read a text that are told apart
WAYS = 8


@cache
def sounds(character: str) -> tuple[str, ...]:
    """Its syllables in pinyin, the commonest reading first; none of what is no Chinese character.

    >>> sounds("行"), sounds("5")
    (('xing', 'hang', 'heng'), ())
    """
    # a dictionary of single characters is a quarter of the memory, and every reading counts here
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415 - seldom needed

    told = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(reading for readings in told for reading in readings))


def initials(text: str) -> tuple[str, ...]:
    """The first letters of its syllables, of other signs themselves; one for each way to read it,
    of which a character has two at most and the text WAYS.

    >>> initials("银行法2"), initials("处罚")
    (('yxf2', 'yhf2'), ('cf',))
    """
    ways = [""]
    for character in text:
        letters = dict.fromkeys(sound[0] for sound in sounds(character)) or {character: None}
        ways = [way + letter for way in ways for letter in islice(letters, 2)]
        del ways[WAYS:]
    return tuple(ways)


def same_sound(character: str) -> tuple[str, ...]:
    """Other characters of GB 2312 that may sound the same.

    >>> "罚" in same_sound("法"), "法" in same_sound("法"), same_sound("a")
    (True, False, ())
    """
    return _of(character, near=False)


def near_sound(character: str) -> tuple[str, ...]:
    """Other characters that sound the same to those who hear no zh, ch, sh and no -ng.

    >>> "处" in near_sound("促"), "行" in near_sound("心")
    (True, True)
    """
    return _of(character, near=True)


def _of(character: str, *, near: bool) -> tuple[str, ...]:
    table = _by_sound(near)
    keys = _keys(character, near=near)
    found = dict.fromkeys(other for key in sorted(keys) for other in table.get(key, ()))
    return tuple(other for other in found if other != character)


def _keys(character: str, *, near: bool) -> set[str]:
    return {_blurred(sound) if near else sound for sound in sounds(character)}


def _blurred(sound: str) -> str:
    for long, short in _NEAR:
        if sound.startswith(long):
            sound = short + sound.removeprefix(long)
    return sound[:-1] if sound.endswith(_NASAL) else sound


@cache
def _by_sound(near: bool) -> dict[str, tuple[str, ...]]:  # noqa: FBT001 - a cached table each
    found: dict[str, list[str]] = {}
    for character in _characters():
        for key in _keys(character, near=near):
            found.setdefault(key, []).append(character)
    return {key: tuple(characters) for key, characters in found.items()}


def _characters() -> str:
    """The Chinese characters of GB 2312, the common ones first."""
    cells = (bytes((row, at)) for row in range(0xB0, 0xF8) for at in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", "ignore") for cell in cells)
