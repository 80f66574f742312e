"""Spellings of document numbers: a table of what each is, found and read; all must be right."""

from pathlib import Path

from analyzers.document_numbers import find_numbers, parse_number
from tests.evaluation.score import Score

NONE = "∅"


def rows() -> list[tuple[str, str, str]]:
    """(whole or found, spelling, what it is)."""
    table, section = [], ""
    for line in (Path(__file__).parent / "numbers.txt").read_text("utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ").partition(":")[0]
        elif line and not line.startswith("#"):
            spelling, _, wanted = line.rpartition(" = ")
            table.append((section, spelling.replace("⏎", "\n").replace("␣", " "), wanted))
    return table


def read(section: str, spelling: str) -> str:
    if section == "whole":
        number = parse_number(spelling)
        return number.canonical if number else NONE
    return "；".join(found.number.canonical for found in find_numbers(spelling)) or NONE


def test_numbers():
    score = Score("numbers")
    for section, spelling, wanted in rows():
        got = read(section, spelling)
        score.add("spellings", got == wanted, f"{section} {spelling!r}: wanted {wanted}, got {got}")
        for canonical in wanted.split("；") if wanted != NONE else ():
            again = parse_number(canonical)
            told = again.canonical if again else NONE
            score.add("canonical again", told == canonical, f"{canonical} read as {told}")
    assert score.asked["spellings"] >= 150
    score.check()
