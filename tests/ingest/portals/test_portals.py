"""Whole pages in the manner of real portals, with invented notices: the text by line, the facts.

Beside each page lies what is expected of it: `text` (lines; blanks within them do not count), and
the facts under their names in docs/contract.md; `rejected` where the page holds no notice.
"""

import json
from pathlib import Path

import pytest

from corpus.model.domain_types import ParsedDocument
from ingest.page_types import UnreadableError
from ingest.read_document import read_document

PAGES = Path(__file__).parent / "pages"
DATES = {"signed", "promulgated", "published", "printed"}
NAMES = sorted(path.stem for path in PAGES.glob("*.json"))


def told(reading: ParsedDocument, name: str) -> object:
    """A reading's answer under a name of the expectation."""
    if name == "notes":
        return [fact.value for fact in reading.facts if fact.name == "note"]
    if name == "attachments":
        return [attachment.name for attachment in reading.attachments]
    if name == "ends":
        return reading.ends and str(reading.ends.value)
    value = getattr(reading.dates if name in DATES else reading, name)
    if isinstance(value, tuple):
        return list(value)
    return value if value is None or isinstance(value, bool) else str(value)


@pytest.mark.parametrize("name", NAMES)
def test_page(name):
    expected = json.loads((PAGES / f"{name}.json").read_text("utf-8"))
    [path] = [path for path in PAGES.glob(f"{name}.*") if path.suffix != ".json"]
    if expected.pop("rejected", False):
        with pytest.raises(UnreadableError, match="没有公文"):
            read_document(path.read_bytes(), path.name)
        return
    reading = read_document(path.read_bytes(), path.name)
    lines = ["".join(line.split()) for line in reading.text.split("\n")]
    assert lines == ["".join(line.split()) for line in expected.pop("text")]
    assert {key: told(reading, key) for key in expected} == expected
    for fact in reading.facts:
        if fact.evidence is not None and fact.evidence.start is not None:
            assert reading.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
