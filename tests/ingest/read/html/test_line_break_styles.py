"""Line breaks that only styles keep: each printed line is a line."""

import pytest

from ingest.read.common.block_builder import BlockBuilder
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.html.html_reader import PageTarget, feed_while_parsing, read_html

LINES = ["各区：", "现将办法印发给你们。", "2031年5月20日"]
TEXT = "各区：\n现将办法印发给你们。\n2031年5月20日"
KEPT = [
    f'<div style="white-space:pre-wrap">{TEXT}</div>',
    f'<div style="color:red; WHITE-SPACE : pre-line ;">{TEXT}</div>',
    f'<p style="white-space: pre">{TEXT}</p>',
    f'<div style="white-space:break-spaces">{TEXT}</div>',
    f'<div style="white-space:pre-wrap"><span>{TEXT}</span></div>',
    f'<p><span style="white-space:pre-wrap">{TEXT}</span></p>',
    f'<ucapcontent style="white-space:pre-line">{TEXT}</ucapcontent>',
    f"<pre>{TEXT}</pre>",
    f'<style>.txt{{white-space:pre-line}}</style><div class="a txt">{TEXT}</div>',
    f'<style>#zoom {{ font-size:14px; white-space: pre-wrap; }}</style><div id="zoom">{TEXT}</div>',
    f'<style>.a,.b p{{white-space:pre-wrap}}</style><div class="b"><i><p>{TEXT}</p></i></div>',
    f'<style>div.c > p {{white-space:pre}}</style><div class="c"><p>{TEXT}</p></div>',
    f"<style>p{{white-space:pre-line}} /* .x{{white-space:normal}} */</style><p>{TEXT}</p>",
    f'<style>p{{white-space:normal}} p.k{{white-space:pre-line}}</style><p class="k">{TEXT}</p>',
    "<p>各区：\n　　现将办法印发给你们。\n　　2031年5月20日</p>",
    "<div>各区：\r\n\t　　现将办法印发给你们。\r\n　 　2031年5月20日</div>",
    f"<td>各区：\n{'&nbsp;' * 4}现将办法印发给你们。\n{'&nbsp; ' * 4}2031年5月20日</td>",
    "<p>各区：\n&emsp;&emsp;现将办法印发给你们。\n&emsp;&emsp;2031年5月20日</p>",
]
JOINED = [
    f"<p>{TEXT}</p>",
    f'<p style="white-space:normal">{TEXT}</p>',
    f'<div style="white-space:pre-wrap"><p style="white-space:normal">{TEXT}</p></div>',
    f'<p style="white-space:nowrap">{TEXT}</p>',
    f'<style>.other{{white-space:pre-line}}</style><p class="txt">{TEXT}</p>',
    f'<style>.a p{{white-space:pre-line}}</style><div class="b"><p>{TEXT}</p></div>',
    f"<style>p:before{{white-space:pre-line}}</style><p>{TEXT}</p>",
]


def read(markup: str) -> list[str]:
    return ["".join(block.text.split()) for block in read_html(markup, RemovalLog()).blocks]


@pytest.mark.parametrize("markup", KEPT)
def test_the_lines_that_a_style_keeps(markup):
    assert read(markup) == LINES


@pytest.mark.parametrize("markup", JOINED)
def test_line_breaks_of_the_source_that_no_style_keeps(markup):
    assert read(markup) == ["".join(LINES)]


def test_an_element_after_one_that_keeps_its_lines():
    markup = f'<div style="white-space:pre">{TEXT}</div><div>甲\n乙</div>'
    assert read(markup) == [*LINES, "甲乙"]


@pytest.mark.parametrize("markup", KEPT)
def test_large_pages_are_read_alike(markup):
    builder = BlockBuilder(RemovalLog())
    feed_while_parsing(markup, PageTarget(builder))
    assert ["".join(block.text.split()) for block in builder.blocks()] == LINES
