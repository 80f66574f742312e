"""Thirty State Council notices: our facts against the table that each page prints of itself, and
our text against all that its content element shows."""

import json
import re
import unicodedata

import lxml.etree
import lxml.html

from analyzers.chinese_dates import parse_date
from tests.evaluation.body import add_body
from tests.evaluation.readings import readings
from tests.evaluation.score import Score


def plain(text: str | None) -> str:
    """Letters and digits only: brackets and spaces differ between table and text."""
    return re.sub(r"[\s\W_]", "", unicodedata.normalize("NFKC", text or ""))


def content_of(page: bytes) -> str:
    """The body, told without our reader and cleaner: the element that these pages mark as their
    content (`UCAP-CONTENT`), which holds neither the table nor anything else of the page. Looked
    through by eye on all thirty."""
    tree = lxml.html.fromstring(page.decode())
    [content] = tree.xpath('//*[@id="UCAP-CONTENT"]')
    lxml.etree.strip_elements(content, "script", "style", lxml.etree.Comment, with_tail=False)
    return str(content.text_content())


def test_govcn(shared):
    folder = shared / "corpora/govcn"
    labels = [
        json.loads(line) for line in (folder / "labels.jsonl").read_text("utf-8").splitlines()
    ]
    score = Score("govcn")
    paths = [folder / f"html/{label['id']}.html" for label in labels]
    for label, reading in zip(labels, readings(paths), strict=True):
        for measure, wanted, got in (
            ("title", plain(label["title"]), plain(reading.title)),
            ("issuer", plain(label["issuer"]), plain("".join(reading.issuers))),
            ("index", plain(label["index_number"]), plain(reading.index_number)),
            ("written", parse_date(label["written"]), reading.dates.signed),
            ("published", parse_date(label["published"]), reading.dates.published),
        ):
            score.add(measure, wanted == got, f"{label['id']} wanted {wanted}, got {got}")
        printed = {plain(number) for number in (*reading.numbers, *reading.printed_numbers)}
        page = (folder / f"html/{label['id']}.html").read_bytes()
        add_body(score, content_of(page), reading.text, label["id"])
        score.add("number", plain(label["docno"]) in printed, f"{label['id']} {label['docno']}")
    score.check()
