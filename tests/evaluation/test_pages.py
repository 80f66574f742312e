"""The State Council's notices set into the two complete pages, with all their navigation, in place
of what these hold: the text by character, and the facts, as without the page around them."""

import copy
import json
import re

import lxml.etree
import lxml.html
from lxml.html import HtmlElement

from analyzers.chinese_dates import find_dates, parse_date
from analyzers.document_numbers import parse_number
from tests.evaluation.body import add_body
from tests.evaluation.readings import understood
from tests.evaluation.score import Score
from tests.evaluation.test_govcn import content_of, plain

#: a complete page, and the element that holds its own text
PAGES = (
    ("sxmu_1.html", '//*[@id="vsb_content"]'),
    ("shanxi_1.html", '//*[@class="shanxi-gov-page-box"]'),
)


def within(page: HtmlElement, place: str, content: HtmlElement) -> bytes:
    """The page as it would carry another text."""
    page = copy.deepcopy(page)
    slot = page.xpath(place)[0]
    for child in list(slot):
        slot.remove(child)
    holder = lxml.html.Element("div")
    holder.text = content.text
    holder.extend(copy.deepcopy(list(content)))
    slot.append(holder)
    markup = lxml.etree.tostring(page, encoding="utf-8", method="html")
    return re.sub(rb"charset=[\"']?[\w-]+", b"charset=utf-8", markup)


def test_pages(shared):
    folder = shared / "corpora"
    rows = (folder / "govcn/labels.jsonl").read_text("utf-8").splitlines()
    inputs, expected = [], []
    for name, place in PAGES:
        page = lxml.html.fromstring((folder / f"pages/{name}").read_bytes().decode())
        for label in map(json.loads, rows):
            notice = (folder / f"govcn/html/{label['id']}.html").read_bytes()
            [content] = lxml.html.fromstring(notice.decode()).xpath('//*[@id="UCAP-CONTENT"]')
            inputs.append(within(page, place, content))
            expected.append((f"{name} {label['id']}", label, content_of(notice)))
    score = Score("pages")
    for (name, label, body), reading in zip(expected, understood(inputs), strict=True):
        add_body(score, body, reading.text, name)
        # 国令第707号 in the table is 国务院令 ⏎ 第707号 in the text
        keys = [parsed.key for each in reading.numbers if (parsed := parse_number(each))]
        wanted = parse_number(label["docno"])
        score.add("number", wanted is not None and wanted.key in keys, f"{name} {keys}")
        title = plain(reading.title) == plain(label["title"])
        score.add("title", title, f"{name} {reading.title}")
        issuer = plain("".join(reading.issuers)) == plain(label["issuer"])
        score.add("issuer", issuer, f"{name} {reading.issuers}")
        written = parse_date(label["written"])
        if written in {mention.value for mention in find_dates(reading.text)}:
            same = reading.dates.signed == written
            score.add("written", same, f"{name} {reading.dates.signed}")
    score.check()
