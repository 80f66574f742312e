"""Where a paragraph holds several lines of a notice, as a database kept them in one.

各处室：经研究，现将分工通知如下：……。某省水利委员会2017年7月21日（此件主动公开） has the
addressees, the body, the signature, the date and a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzers.chinese_script import squeeze
from corpus.authorities.organs import has_organ_ending
from ingest import line_shapes

#: among so many lines at the head of a text the addressees are, and at its end the signature
_HEAD_LINES, _TAIL_LINES = 8, 8
#: in code points: a shorter paragraph is a line
_SHORTEST = 40
#: how the body of a notice begins behind its addressees; 负责 behind 县水务局： is a duty
_ADDRESSED = re.compile(
    r"(?P<addressees>[^。；;！!？?：:《》“”]{2,200}[：:])\s*"
    r"(?=为|经|现|根据|按照?|依据|近|接|你|鉴于|随着|目前|日前|今年|去年|由于|因|《|自|针对|结合|兹|我|当前|关于|请)"
)
_DIGITS = "[〇零○OＯ一二三四五六七八九十廿卅]"
_SIGNED = re.compile(
    r"[。；！]\s*(?P<organs>[^。；：:，,！《》]{3,80}?)\s*"
    rf"(?P<day>(?:(?:19|20)\d\d\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日|{_DIGITS}{{4}}年{_DIGITS}{{1,3}}月{_DIGITS}{{1,4}}日))"
    r"\s*(?P<note>(?:[（(][^（）()]{2,40}[）)])?)\s*$"
)
_TAIL = 160


def paragraph_breaks(paragraphs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The breaks in simplified paragraphs: the number of the paragraph, and the offset in it.

    >>> body = "为做好节水工作，现将有关事项通知如下：" + "请节约用水。" * 9
    >>> list(paragraph_breaks(["关于节水的通知", f"各区县水务局：{body}"]))
    [(1, 7)]
    """
    tail = max(0, len(paragraphs) - _TAIL_LINES)
    for index in (*range(min(_HEAD_LINES, tail)), *range(tail, len(paragraphs))):
        paragraph = paragraphs[index]
        if len(paragraph) < _SHORTEST:
            continue
        if index < _HEAD_LINES and (addressed := _ADDRESSED.match(paragraph)) is not None:
            addressees = addressed["addressees"]
            if line_shapes.is_addressee(squeeze(addressees)):
                yield index, addressed.end()
        if index >= tail:
            yield from ((index, at) for at in _signature_breaks(paragraph))


def _signature_breaks(paragraph: str) -> Iterator[int]:
    """The offsets of the organs, the day and the note that end a paragraph of running text."""
    signed = _SIGNED.search(paragraph, max(0, len(paragraph) - _TAIL))
    if signed is None or not has_organ_ending("".join(signed["organs"].split()[-1:])):
        return
    yield signed.start("organs")
    yield signed.start("day")
    if signed["note"]:
        yield signed.start("note")
