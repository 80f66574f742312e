"""Whatever bytes come: a document, or a reason in Chinese; never another error."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.page_types import UnreadableError
from ingest.read_document import read_document

PAGES = sorted(
    path.read_bytes()
    for path in (Path(__file__).parent / "portals/pages").iterdir()
    if path.suffix != ".json"
)


def outcome(data: bytes, name: str) -> None:
    reading, reason = None, ""
    try:
        reading = read_document(data, name)
    except UnreadableError as unreadable:
        reason = str(unreadable)
    if reading is None:
        assert re.search("[\u4e00-\u9fff]", reason)
        return
    assert reading.text
    assert reading.title
    assert len(reading.simplified) == len(reading.text)
    for fact in reading.facts:
        evidence = fact.evidence
        if evidence is not None and evidence.start is not None:
            assert reading.text[evidence.start : evidence.end] == evidence.quote


@st.composite
def damaged(draw):
    """A page with stretches taken out, doubled, or overwritten with any bytes."""
    data = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 400)))
        data = data[:start] + draw(st.sampled_from([b"", data[start:end] * 2])) + data[end:]
        data = data[:start] + draw(st.binary(max_size=3)) + data[start:]
    return data


@settings(max_examples=150, deadline=None)
@given(damaged(), st.sampled_from(["1.html", "1.txt", "1.md", "1"]))
def test_damaged_pages(data, name):
    outcome(data, name)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["1.html", "1.txt", "1.docx", "1"]))
def test_any_bytes(data, name):
    outcome(data, name)
