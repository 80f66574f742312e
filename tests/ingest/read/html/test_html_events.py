"""Of a large page the parser tells on its way what its tree would tell."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.read.common.block_builder import BlockBuilder
from ingest.read.common.stray_characters import RemovalLog
from ingest.read.html.html_events import feed_tree
from ingest.read.html.html_reader import PageTarget, feed_while_parsing

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


class Heard:
    """What was told of a page: neighbouring texts are one."""

    def __init__(self):
        self.all = []

    def start(self, tag, attributes):
        self.all.append(("start", tag, dict(attributes)))

    def end(self, tag):
        self.all.append(("end", tag))

    def data(self, text):
        if self.all and self.all[-1][0] == "data":
            text = self.all.pop()[1] + text
        self.all.append(("data", text))

    def comment(self, text):
        self.all.append(("comment", text))

    def close(self):
        pass


def shown(tell, markup):
    blocks = BlockBuilder(RemovalLog())
    tell(markup, PageTarget(blocks))
    return blocks.blocks()


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_a_large_page_shows_what_its_tree_would(markup):
    assert shown(feed_while_parsing, markup) == shown(feed_tree, markup)


def test_both_tell_the_same_of_a_page():
    page = "<!DOCTYPE html><title>通 知</title><p class='a b'>国函〔<b>2006</b>〕38号"
    page += "<!--x--><br>各区：</p>"
    one, other = Heard(), Heard()
    feed_tree(page, one)
    feed_while_parsing(page, other)
    assert one.all == other.all
    assert ("comment", "x") in one.all


def test_elements_within_elements_have_no_end():
    assert shown(feed_tree, "<div>" * 5000 + "通知")[0].text == "通知"
