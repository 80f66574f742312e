"""Real pages and laws, read in place: nothing of a notice is lost, nothing else stays."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from lxml import etree

from analyzers.chinese_script import to_simplified
from corpus.model.domain_types import Provision
from ingest.clean import clean
from ingest.page_types import UnreadableError
from ingest.read import parse_page
from ingest.structure import lay_out


def squeeze(text: str) -> str:
    return "".join(text.split())


def plain(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def addresses(outline: tuple[Provision, ...]) -> list[str]:
    found = []
    for node in outline:
        found.append(node.address)
        found.extend(addresses(node.children))
    return found


@pytest.fixture(scope="module")
def state_council(shared: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (shared / "corpora/govcn/html").glob("*.html")}


def test_thirty_notices_stay_whole(state_council):
    for name, data in state_council.items():
        tree = etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
        [container] = tree.xpath("//*[@id='UCAP-CONTENT']")
        assert squeeze(clean(parse_page(data, f"{name}.html")).text) == squeeze(
            "".join(container.itertext())
        ), name


def test_their_metadata_tables_become_labels(state_council, shared):
    fields = {
        "index_number": "索引号",
        "subject": "主题分类",
        "issuer": "发文机关",
        "written": "成文日期",
        "title": "标题",
        "docno": "发文字号",
        "published": "发布日期",
    }
    for line in (shared / "corpora/govcn/labels.jsonl").read_text("utf-8").splitlines():
        stated = json.loads(line)
        cleaned = clean(parse_page(state_council[stated["id"]], f"{stated['id']}.html"))
        labels = {label.name: label.value for label in cleaned.labels}
        for field, name in fields.items():
            assert plain(labels[name]) == plain(stated[field]), (stated["id"], name)


def test_their_titles_are_found_over_several_lines(state_council, shared):
    for line in (shared / "corpora/govcn/labels.jsonl").read_text("utf-8").splitlines():
        stated = json.loads(line)
        text = clean(parse_page(state_council[stated["id"]], f"{stated['id']}.html")).text
        layout = lay_out(text, to_simplified(text), "html")
        [title] = layout.spans_of("title")
        assert plain(text[title.start : title.end]) == plain(stated["title"])


def test_a_law_on_a_page_of_its_own_and_a_page_of_news(shared):
    law, news = (
        (shared / "corpora/pages" / name).read_bytes() for name in ("sxmu_1.html", "shanxi_1.html")
    )
    text = clean(parse_page(law, "law.html")).text
    layout = lay_out(text, to_simplified(text), "html")
    articles = [address for address in addresses(layout.outline) if address.endswith("条")]
    assert len(articles) == len(set(articles)) == 69
    assert text.count("\n第") == 69 + 9
    with pytest.raises(UnreadableError, match="没有公文"):
        clean(parse_page(news, "news.html"))


def test_the_articles_of_laws_are_found(shared):
    line = r"(?m)^\s*第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?[\s　]"
    laws = off = 0
    for path in sorted((shared / "corpora/laws").rglob("*.md"))[::5]:
        page = parse_page(path.read_bytes(), path.name)
        text = clean(page).text
        layout = lay_out(text, to_simplified(text), "markdown")
        found = addresses(layout.outline)
        assert len(found) == len(set(found)), path.name
        printed = len(re.findall(line, text))
        articles = sum(
            re.search(r"第[^第]+条(?:之[一二三四五六七八九十]+)?$", a) is not None for a in found
        )
        laws += printed > 0
        off += abs(printed - articles) > max(1, 0.005 * printed)
    assert laws > 600
    assert off <= 0.005 * laws
