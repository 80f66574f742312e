"""Finds the text boxes of a Word 97 file, and their anchors."""

from __future__ import annotations

from ingest.read.word97.binary_values import i32, parse_plc
from ingest.read.word97.word97_file import Word97File

_ANCHORS, _STORIES = 40, 56
_OF_ANCHOR, _OF_STORY = 26, 22
_SHAPE = 14


def find_text_boxes(file: Word97File) -> list[tuple[int, range]]:
    """The (anchor, range of its text) of each text box, in page order, in characters of the file.

    A box without an anchor comes last."""
    story = file.story_range("boxes")
    if not story:
        return []
    anchors = {
        i32(item, 0): position
        for position, _, item in parse_plc(file.table_part(_ANCHORS), _OF_ANCHOR)
    }
    boxes, last = [], 0
    for start, end, item in parse_plc(file.table_part(_STORIES), _OF_STORY):
        if not last <= start < end <= len(story):
            continue  # the last entry is no box, it ends the list
        last = end
        anchor = anchors.get(i32(item, _SHAPE), len(file.text))
        boxes.append((anchor, story[start:end]))
    return sorted(boxes, key=lambda box: box[0])
