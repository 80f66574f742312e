"""Reading as the parser goes gives what a walk over BeautifulSoup's whole tree would give."""

import warnings

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, Tag
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.page import Block
from ingest.read.blocks import Blocks
from ingest.read.characters import Removed
from ingest.read.html import read_html
from ingest.read.markup import UNSHOWN, hidden

TAGS = """p div span b td tr table th a li ul h2 pre o:p center script style title body html
    select option form textarea dl dt tbody font noscript svg template iframe br rt ruby"""
OPENED = ["<div hidden>", "<th colspan=2>", "<a href=1.doc>", "<br/>", "<p align=center>"]
OPENED += ['<p style="display:none">', "<!--x-->", "<!--", "-->", "<!", "<![CDATA[x]]>", "<input>"]
TEXTS = [
    "&nbsp;",
    "&#8203;",
    "&lt;",
    "&amp",
    "&foo;",
    "国函〔",
    "2006",
    "〕38号",
    "a",
    "x&y",
    "<",
    ">",
]
PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS.split()),
        *(f"</{tag}>" for tag in TAGS.split()),
        *OPENED,
        *TEXTS,
        *(" ", "\n", "\r\n", "　", '"'),
    ]
)


def walked(element: Tag, blocks: Blocks) -> None:
    for child in element.contents:
        if type(child) is NavigableString:
            blocks.text(child)
        elif isinstance(child, Tag) and not (
            child.name in UNSHOWN or "hidden" in child.attrs or hidden(child.get("style"))
        ):
            blocks.open(child.name, child.attrs)
            walked(child, blocks)
            blocks.close(child.name)


def tree_blocks(markup: str) -> tuple[Block, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        tree = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    blocks = Blocks(Removed())
    walked(tree, blocks)
    return blocks.blocks()


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_the_same_as_a_walk_over_the_tree(markup):
    assert read_html(markup, Removed()).blocks == tree_blocks(markup)
