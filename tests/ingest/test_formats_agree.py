"""One notice in several formats: the same facts, and one document."""

import pytest

from corpus.home import Home
from ingest.document import read_document
from ingest.pipeline import take_in
from ingest.read import read
from tests.ingest.read.office import FIXTURES, from_blocks

HTML = (FIXTURES / "notice.html").read_bytes()
FILES = {
    "notice.html": HTML,
    "notice.docx": from_blocks(read(HTML, "notice.html").blocks),
    "notice.pdf": (FIXTURES / "notice.pdf").read_bytes(),
}
FIELDS = (
    *("title", "numbers", "issuers", "addressees", "dates", "effective", "ends"),
    *("level", "kind", "form", "region", "normative"),
)


def addresses(nodes):
    return [(node.address, addresses(node.children)) for node in nodes]


@pytest.mark.parametrize("name", ["notice.docx", "notice.pdf"])
def test_the_facts_are_the_same(name):
    one, other = (read_document(FILES[each], each) for each in ("notice.html", name))
    assert "".join(other.text.split()) == "".join(one.text.split())
    assert addresses(other.outline) == addresses(one.outline)
    assert [part.title for part in other.parts] == [part.title for part in one.parts]
    for field in FIELDS:
        assert getattr(other, field) == getattr(one, field), field
    said = {(fact.name, fact.value, fact.rule) for fact in one.facts}
    assert {(fact.name, fact.value, fact.rule) for fact in other.facts} == said


def test_they_are_copies_of_one_document(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    outcomes = []
    take_in(
        Home(tmp_path / "home"),
        [str(folder)],
        max_bytes=1 << 20,
        processes=1,
        report=outcomes.append,
    )
    assert [outcome.outcome for outcome in outcomes] == ["taken", "copy", "copy"]
    assert len({outcome.id for outcome in outcomes}) == 1
