"""Replaces the radicals that PDF files hold instead of characters of equal look.

Fonts share one glyph between ⻅ and 见, and the way back from glyph to character takes the first.
Unicode's compatibility forms fold the Kangxi radicals (⽂ → 文) but hardly any of the supplement.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.read.common.stray_characters import RemovalLog

RADICAL_RULE = "部首字形"
#: the CJK Radicals Supplement, as far as its radicals are whole characters (Unicode's
#: EquivalentUnifiedIdeograph.txt)
_SUPPLEMENT = (
    ("⺁⺄⺈⺊⺌⺍⺎⺏⺐⺒⺓⺛⺜⺝⺞⺟⺠⺧⺩⺫⺬⺯⺶⺷⺻⺼⺽",
     "厂乙刀卜小小兀尣尢巳幺旡日月歺母民牛王目示糹羊羊聿肉臼"),
    ("⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
     "虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"),
)  # fmt: skip
_CHARACTER_OF_RADICAL = {
    radical: same for pair in _SUPPLEMENT for radical, same in zip(*pair, strict=True)
}
_RADICAL = re.compile("[\u2e80-\u2fd5]")


def replace_radicals(text: str, removals: RemovalLog) -> str:
    """The text with characters instead of radicals, each kind counted in `removals`.

    >>> replace_radicals("意⻅、⽂件", RemovalLog())
    '意见、文件'
    """
    if not _RADICAL.search(text):
        return text

    def character(match: re.Match[str]) -> str:
        radical = match[0]
        same = _CHARACTER_OF_RADICAL.get(radical) or unicodedata.normalize("NFKC", radical)
        if same != radical:
            removals.counts[RADICAL_RULE, f"U+{ord(radical):04X}，改为{same}"] += 1
        return same

    return _RADICAL.sub(character, text)
