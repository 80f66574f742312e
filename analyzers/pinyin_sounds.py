"""How characters sound, tones aside: for typing errors of input methods, and for initials."""

from __future__ import annotations

import os
from functools import cache
from itertools import islice

#: syllables that many people do not tell apart, and what stands for both
_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_NASAL = ("ang", "eng", "ing")
#: ways to read a text that are told apart
MAX_READINGS = 8


@cache
def pinyin_syllables(character: str) -> tuple[str, ...]:
    """Its syllables in pinyin, the commonest reading first; none of what is no Chinese character.

    >>> pinyin_syllables("行"), pinyin_syllables("5")
    (('xing', 'hang', 'heng'), ())
    """
    # a dictionary of single characters is a quarter of the memory, and every reading counts here
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415 - seldom needed

    readings = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(sound for sounds in readings for sound in sounds))


def syllable_initials(text: str) -> tuple[str, ...]:
    """The first letters of its syllables, of other signs themselves; one for each way to read it,
    of which a character has two at most and the text MAX_READINGS.

    >>> syllable_initials("银行法2"), syllable_initials("处罚")
    (('yxf2', 'yhf2'), ('cf',))
    """
    ways = [""]
    for character in text:
        sounds = pinyin_syllables(character)
        letters = dict.fromkeys(sound[0] for sound in sounds) or {character: None}
        ways = [way + letter for way in ways for letter in islice(letters, 2)]
        del ways[MAX_READINGS:]
    return tuple(ways)


def homophones(character: str) -> tuple[str, ...]:
    """Other characters of GB 2312 that may sound the same.

    >>> "罚" in homophones("法"), "法" in homophones("法"), homophones("a")
    (True, False, ())
    """
    return _sounding_like(character, near=False)


def near_homophones(character: str) -> tuple[str, ...]:
    """Other characters that sound the same to those who hear no zh, ch, sh and no -ng.

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
