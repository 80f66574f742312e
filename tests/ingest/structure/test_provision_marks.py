"""Marks of provisions: looked for where lines begin, as a pattern would find them anywhere."""

import re

from hypothesis import given
from hypothesis import strategies as st

from ingest.structure.provision_marks import _MARK, _line_starts

PIECES = ("第三条", "第一章", "一、", "（二）", "1.", "(3)", "①", "甲", " ", "\u3000", "\n")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@given(TEXTS, st.data())
def test_marks_are_matched_at_every_line_start_and_nowhere_else(text: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = [match.span() for match in re.finditer(_MARK, text[:end]) if match.start() >= start]
    matches = (_MARK.match(text, at, end) for at in _line_starts(text, start, end))
    assert [match.span() for match in matches if match is not None] == found
