"""The rule of what a keyword finds, computed plainly from OpenCC's own tables: each character by
itself, white space ignored, in the original or the simplified text."""

from functools import cache
from importlib.resources import files

import opencc

_WIDE = range(0xFF01, 0xFF5F)
_TO_ASCII = 0xFEE0


@cache
def _characters() -> dict[str, str]:
    table = next(
        path for path in (files(opencc) / "dictionary").iterdir() if path.name == "TSCharacters.txt"
    )
    rows = (line.split("\t") for line in table.read_text("utf-8").splitlines() if "\t" in line)
    return {one: others.split(" ")[0] for one, others in rows}


@cache
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def other_script(text: str, *, traditional: bool) -> str:
    """OpenCC's conversion of a text."""
    return str(_converter("t2s" if traditional else "s2t").convert(text))


def fold(text: str) -> str:
    """Each character by itself; white space is dropped."""
    found = []
    for each in text:
        if each.isspace():
            continue
        one = _characters().get(each, each)
        one = chr(ord(one) - _TO_ASCII) if ord(one) in _WIDE else one
        found.append(one.lower() if "A" <= one <= "Z" else one)
    return "".join(found)


def forms(keyword: str) -> set[str]:
    """What of a keyword may stand in a fold."""
    return {fold(keyword), fold(other_script(keyword, traditional=True))}
