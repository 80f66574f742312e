"""A number over several lines is joined; an issuer or the name of the paper above it is not."""

import pytest

from ingest.page_types import Block
from ingest.read import parse_page
from ingest.read.broken_numbers import join_broken_numbers


def joined(*texts):
    return [each.text for each in join_broken_numbers([Block("paragraph", text) for text in texts])]


@pytest.mark.parametrize(
    "pieces",
    [
        ("甲农规", "〔2030〕11号"),
        ("甲农规〔2030〕", "11号"),
        ("甲农规〔2030", "〕11号"),
        ("甲农规〔", "2030", "〕", "11", "号"),
        ("甲农规", "〔2030〕", "第11号"),
        ("穗府", "[2015]26号"),
        ("甲农规（2030）", "11", "号"),
    ],
)
def test_pieces_are_joined(pieces):
    lines = joined("关于秸秆离田的通知", *pieces, "各乡镇：")
    assert lines == ["关于秸秆离田的通知", "".join(pieces), "各乡镇："]


@pytest.mark.parametrize(
    "lines",
    [
        ("甲市水务局", "〔2014〕1号"),
        ("中华人民共和国国务院令", "第707号"),
        ("甲市水务局公告", "〔2014〕第1号"),
        ("甲农规〔2030〕11号", "2030年6月1日"),
        ("第一章总则", "第1条 节水。"),
        ("甲农规", "各乡镇："),
        ("1.", "2.", "3."),
    ],
)
def test_other_lines_stay_apart(lines):
    assert joined(*lines) == list(lines)


def test_a_number_over_lines_and_tags():
    page = parse_page("<p>国函〔<br><span>2006</span><br>〕<b>38</b><br>号</p>".encode(), "a.html")
    assert [block.text for block in page.blocks] == ["国函〔2006〕38号"]


def test_cells_are_not_joined():
    row = "<tr><td>甲农规</td><td>〔2030〕11号</td></tr>" * 2
    page = parse_page(f"<table>{row}</table>".encode(), "a.html")
    assert len(page.blocks) == 4
