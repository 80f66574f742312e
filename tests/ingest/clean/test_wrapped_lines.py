"""Which lines go on, in text that was broken at a width, and which are items of a list."""

import pytest

from ingest.clean.squeezed_lines import lines_of
from ingest.clean.wrapped_lines import find_wrapped_lines
from ingest.page_types import Block

NAMES = ("供水", "排水", "节水", "防汛")


def items(pattern: str, first: int, last: int) -> list[str]:
    """The lines of a list, numbered from `first` up to, not including, `last`."""
    return [pattern.format(at, name=NAMES[at % len(NAMES)]) for at in range(first, last)]


#: lists whose lines are alike in width
LISTS = [
    items("《某市城市{name}管理办法》（某府规〔2010〕{:03}号）", 10, 14),
    items("{0}.《某市城市{name}管理办法》（某府规〔2010〕{0}号）", 97, 104),
    items("{0}、关于加强城市{name}管理工作的通知某府〔2010〕{0}号", 997, 1003),
    items("（{0}）《关于加强{name}管理的通知》（某府〔2010〕{0}号）", 98, 102),
    items("关于加强城市{name}管理工作的若干意见某府〔2010〕{}号", 1, 5),
    items("某市城市{name}管理暂行规定（2010年5月{}日发布）", 1, 5),
    items("《某市{name}行政审批事项管理暂行办法》[2010]第{}号", 1, 5),
]
#: sentences that were broken at a width
SENTENCES = [
    [
        "为了加强城市供水用水管理，保障生活、生产用",
        "水，根据《城市供水条例》和《某市供水办法》等",
        "规定，结合本市实际，制定本办法。",
    ],
    [
        "各单位应当按照《某市城市供水用水管理办法》，",
        "以及某市城市排水设施管理的有关规定和要求，",
        "认真做好各项工作，并于每年年底前报告。",
    ],
]


def goes_on(lines: list[str]) -> list[bool]:
    return find_wrapped_lines(lines_of([Block("paragraph", text) for text in lines]))


@pytest.mark.parametrize("lines", LISTS, ids=lambda lines: lines[0][:12])
def test_items_of_a_list_are_no_sentence(lines: list[str]) -> None:
    assert not any(goes_on([*lines, "本决定自公布之日起施行。"]))


@pytest.mark.parametrize("lines", SENTENCES, ids=lambda lines: lines[0][:12])
def test_a_broken_sentence_is_one(lines: list[str]) -> None:
    assert goes_on(lines) == [True, True, False]


def test_an_item_goes_on_where_its_bracket_or_title_is_open() -> None:
    lines = [
        "1.《关于印发某市城市供水用水管理实施细则的通",
        "知》（某府规〔2010〕100号）",
        "2.《关于印发某市城市排水设施管理实施细则的通",
        "知》（某府规〔2010〕101号）",
    ]
    assert goes_on(lines) == [True, False, True, False]
