"""Thirteen laws as .docx and as .pdf: title, effective date, the two texts equal but for layout."""

import json
import re

from analyzers.chinese_dates import parse_date
from tests.evaluation.readings import readings
from tests.evaluation.score import Score


def plain(title: str | None) -> str:
    return re.sub(r"[\s《》]", "", title or "")


def stated(folder):
    """The register's effective date; one of the files about them is broken."""
    try:
        said = json.loads((folder / "information.json").read_text("utf-8"))
    except ValueError:
        return None
    return parse_date(said.get("date_of_implementation") or "")


def test_office(shared):
    folders = sorted(path for path in (shared / "corpora/office").iterdir() if path.is_dir())
    paths = [path / f"{path.name}.{kind}" for path in folders for kind in ("docx", "pdf")]
    read = dict(zip(paths, readings(paths), strict=True))
    score = Score("office")
    for folder in folders:
        both = [read[folder / f"{folder.name}.{kind}"] for kind in ("docx", "pdf")]
        texts = ["".join(reading.text.split()) for reading in both]
        score.add("same text", texts[0] == texts[1], folder.name)
        facts = [(r.title, r.numbers, r.issuers, r.dates, r.effective, r.ends) for r in both]
        score.add("same facts", facts[0] == facts[1], f"{folder.name}: {facts}")
        day = stated(folder)
        for reading, text in zip(both, texts, strict=True):
            same = plain(reading.title) == folder.name
            score.add("title", same, f"{folder.name}: {reading.title}")
            # six of the labels are of another version than the text
            if day and f"自{day.year}年{day.month}月{day.day}日起施行" in text:
                same = reading.effective == day
                score.add("effective", same, f"{folder.name} {day}: {reading.effective}")
    score.check()
