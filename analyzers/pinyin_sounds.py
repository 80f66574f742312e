"""The sounds of characters without tones, for typing errors of input methods and for initials."""

from __future__ import annotations

import os
from functools import cache
from itertools import islice

#: initials that many speakers do not distinguish: the first becomes the second
_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"))
#: endings that many speakers do not distinguish from those without g
_NASAL = ("ang", "eng", "ing")
#: the most readings of one text that are distinguished
MAX_READINGS = 8


@cache
def pinyin_syllables(character: str) -> tuple[str, ...]:
    """The pinyin syllables of one character, the commonest first; empty for what is no Chinese
    character.

    >>> pinyin_syllables("行"), pinyin_syllables("5")
    (('xing', 'hang', 'heng'), ())
    """
    # without pypinyin's phrases its dictionary takes a quarter of the memory; phrases choose one
    # reading, and here every reading counts
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415 - seldom needed

    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(sound for sounds in readings for sound in sounds))


def syllable_initials(text: str) -> tuple[str, ...]:
    """All readings of a text as the first letters of its syllables, at most MAX_READINGS.

    A character has at most two readings here; a sign without a syllable stands for itself.

    >>> syllable_initials("银行法2"), syllable_initials("处罚")
    (('yxf2', 'yhf2'), ('cf',))
    """
    ways = [""]
    for letters in map(_initial_letters, text):
        ways = [way + letter for way in ways for letter in letters][:MAX_READINGS]
    return tuple(ways)


@cache
def _initial_letters(character: str) -> tuple[str, ...]:
    """The first letters of a character's commonest syllables, at most two; else the character."""
    letters = dict.fromkeys(sound[0] for sound in pinyin_syllables(character))
    return tuple(islice(letters, 2)) or (character,)


def homophones(character: str) -> tuple[str, ...]:
    """The other characters of GB 2312 that may sound exactly like a character.

    >>> "罚" in homophones("法"), "法" in homophones("法"), homophones("a")
    (True, False, ())
    """
    return _sounding_like(character, near=False)


def near_homophones(character: str) -> tuple[str, ...]:
    """The other characters of GB 2312 that sound like a character to many speakers.

    They do not distinguish zh, ch, sh from z, c, s, nor -ng from -n.

    >>> "处" in near_homophones("促"), "行" in near_homophones("心")
    (True, True)
    """
    return _sounding_like(character, near=True)


def _sounding_like(character: str, *, near: bool) -> tuple[str, ...]:
    table = _characters_by_sound(near)
    keys = _sound_keys(character, near=near)
    found = dict.fromkeys(other for key in sorted(keys) for other in table.get(key, ()))
    return tuple(other for other in found if other != character)


def _sound_keys(character: str, *, near: bool) -> set[str]:
    return {_blur_sound(sound) if near else sound for sound in pinyin_syllables(character)}


def _blur_sound(sound: str) -> str:
    for long, short in _NEAR:
        if sound.startswith(long):
            sound = short + sound.removeprefix(long)
    return sound[:-1] if sound.endswith(_NASAL) else sound


@cache
def _characters_by_sound(near: bool) -> dict[str, tuple[str, ...]]:  # noqa: FBT001 - a cached table each
    found: dict[str, list[str]] = {}
    for character in _gb2312_characters():
        for key in _sound_keys(character, near=near):
            found.setdefault(key, []).append(character)
    return {key: tuple(characters) for key, characters in found.items()}


def _gb2312_characters() -> str:
    """The Chinese characters of GB 2312, the common ones first."""
    cells = (bytes((row, at)) for row in range(0xB0, 0xF8) for at in range(0xA1, 0xFF))
    return "".join(cell.decode("gb2312", "ignore") for cell in cells)
