"""The text boxes of a Word 97 file, and where they are fastened."""

from __future__ import annotations

from ingest.read.word97.binary_values import i32, parse_plc
from ingest.read.word97.word97_file import Word97File

_ANCHORS, _STORIES = 40, 56
_OF_ANCHOR, _OF_STORY = 26, 22
_SHAPE = 14


def find_text_boxes(file: Word97File) -> list[tuple[int, range]]:
    """(character that it is fastened to, its text) of each box, in the order of the page; a box
    without a place comes last."""
    stretch = file.story_range("boxes")
    if not stretch:
        return []
    anchors = {i32(item, 0): at for at, _, item in parse_plc(file.table_part(_ANCHORS), _OF_ANCHOR)}
    boxes, last = [], 0
    for start, end, item in parse_plc(file.table_part(_STORIES), _OF_STORY):
        if not last <= start < end <= len(stretch):
            continue  # the last one is no box but ends the list
        last = end
        place = anchors.get(i32(item, _SHAPE), len(file.text))
        boxes.append((place, stretch[start:end]))
    return sorted(boxes, key=lambda box: box[0])
