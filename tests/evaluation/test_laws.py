"""3,423 laws: articles, dates against the registers, licences' terms left alone."""

import json
import re

from corpus.model.domain_types import ParsedDocument, Provision
from tests.evaluation.readings import readings
from tests.evaluation.score import Score

ARTICLE_LINE = re.compile(
    r"(?m)^\s*第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?[\s　]"
)
ARTICLE = re.compile(r"第[^第]+条(?:之[一二三四五六七八九十]+)?$")
STARTS = re.compile(r"自(\d{4})年(\d{1,2})月(\d{1,2})日起(?:施行|实施|执行|生效)")
LICENCE = re.compile(r"有效期[限为為]*[0-9一二三四五六七八九十两]{1,3}年")


def addresses(nodes: tuple[Provision, ...]) -> set[str]:
    return {a for node in nodes for a in {node.address} | addresses(node.children)}


def stands(day: str, squeezed: str) -> bool:
    """Whether a text prints a day, with or without zeros."""
    year, month, rest = day.split("-")
    return any(
        f"{year}年{m}月{d}日" in squeezed for m, d in ((month, rest), (int(month), int(rest)))
    )


def add_promulgated(
    score: Score, name: str, wanted: str, reading: ParsedDocument, squeezed: str
) -> None:
    """The register's day, where the text has it; where the text has none at all of adoption or
    promulgation, nothing is guessed from the file's name: a day from there says so."""
    if not wanted:
        return
    got = {str(day) for day in (reading.dates.signed, reading.dates.promulgated) if day}
    if stands(wanted, squeezed):
        score.add("promulgated", wanted in got, f"{name}: wanted {wanted}, got {got}")
        return
    for fact in reading.facts:
        if fact.name in ("signed", "promulgated") and fact.value == wanted:
            told = fact.evidence is not None and fact.evidence.where == "name"
            score.add("not guessed", told and wanted not in got, f"{name}: {fact}")


def test_laws(shared):
    folder = shared / "corpora/laws"
    labels = {
        row["path"]: row
        for row in map(
            json.loads, (folder.parent / "laws.labels.jsonl").read_text("utf-8").splitlines()
        )
    }
    paths = sorted(folder.rglob("*.md"))
    score = Score("laws")
    for path, reading in zip(paths, readings(paths), strict=True):
        name = str(path.relative_to(folder))
        score.add("taken", bool(reading.text), name)
        lines = len(ARTICLE_LINE.findall(reading.text))
        found = sum(bool(ARTICLE.search(a)) for a in addresses(reading.outline))
        if lines:
            near = abs(lines - found) <= max(1, 0.005 * lines)
            score.add("articles", near, f"{name}: {lines} lines, {found} found")
        squeezed = re.sub(r"\s", "", reading.text)
        if name in labels:
            add_promulgated(score, name, labels[name]["publish"], reading, squeezed)
        if LICENCE.search(squeezed):
            own = reading.ends is not None and reading.ends.certainty != "presumed"
            score.add("licence terms", not own, f"{name}: {reading.ends}")
        if name in labels and (stated := STARTS.findall(squeezed)):
            wanted = labels[name]["valid_from"]
            if wanted == "{}-{:0>2}-{:0>2}".format(*stated[-1]):
                got = str(reading.effective)
                score.add("effective", got == wanted, f"{name}: wanted {wanted}, got {got}")
    score.check()
