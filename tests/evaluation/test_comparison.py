"""Every law that the corpus holds in several texts: the differences applied to one give the other,
and what differs in glyphs alone is never called a change."""

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from corpus.comparison.compare_texts import compare_texts
from corpus.comparison.compared_text import ComparedText
from corpus.model.domain_types import ParsedDocument
from corpus.model.provision_units import split_units
from tests.evaluation.readings import readings
from tests.evaluation.score import Score

_DATED = re.compile(r"(.+?)\((\d{4}-\d\d-\d\d)\)$")
#: a glyph for another, as portals print the same text
_REPRINT = str.maketrans(
    {"，": ",", "：": "︰", "（": "(", "）": ")", "“": "「", "”": "」", "市": "巿"}
)


def compared(reading: ParsedDocument) -> ComparedText:
    return ComparedText(
        reading.text, reading.simplified, split_units(reading.text, reading.outline)
    )


def reprinted(text: ComparedText) -> ComparedText:
    """The text with other glyphs at the same places."""
    return ComparedText(
        text.text.translate(_REPRINT), text.simplified.translate(_REPRINT), text.units
    )


def pairs(folder: Path) -> list[tuple[Path, Path]]:
    texts: dict[tuple[str, str], list[tuple[str, Path]]] = defaultdict(list)
    for path in sorted(folder.rglob("*.md")):
        if dated := _DATED.match(path.stem):
            place = str(path.parent) if "DLC" in path.parts else ""
            texts[place, dated[1]].append((dated[2], path))
    return [(old, new) for each in texts.values() for (_, old), (_, new) in pairwise(sorted(each))]


def test_comparison(shared):
    score = Score("comparison")
    found = pairs(shared / "corpora/laws")
    texts = readings([path for pair in found for path in pair])
    for (path, _), old, new in zip(found, texts[::2], texts[1::2], strict=True):
        here, there = compared(old), compared(new)
        for one, other in ((here, there), (there, here)):
            edits = [edit for each in compare_texts(one, other) for edit in each.edits]
            applied = "".join(
                one.text[slice(*edit.old)] if edit.op == "equal" else other.text[slice(*edit.new)]
                for edit in edits
                if edit.op != "delete"
            )
            score.add("exact", applied == other.text, path.name)
        for each in compare_texts(there, reprinted(there)):
            alike = each.change in ("same", "glyphs")
            score.add("glyphs", alike, f"{path.name}: {each.new} {each.change}")
    score.check()
