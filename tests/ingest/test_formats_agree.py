"""One notice in several formats: the same text but for layout, the same facts, and one document."""

import pytest

from ingest.read_document import read_document
from ingest.run.pipeline import ingest_paths
from tests.ingest.read.agreement import FORMATS, NOTICES, differences
from tests.stores import home_at


@pytest.mark.parametrize("name", NOTICES)
@pytest.mark.parametrize("kind", FORMATS)
def test_text_and_facts_are_the_same(name, kind):
    files = NOTICES[name]
    html, other = (read_document(files[each], f"{name}.{each}") for each in ("html", kind))
    assert differences(html, other) == []


def test_they_are_copies_of_one_document(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, files in NOTICES.items():
        for kind, data in files.items():
            (folder / f"{name}.{kind}").write_bytes(data)
    outcomes = []
    ingest_paths(
        home_at(tmp_path / "home"),
        [str(folder)],
        max_bytes=1 << 20,
        processes=1,
        report=outcomes.append,
    )
    for name, files in NOTICES.items():
        own = [each for each in outcomes if each.path.startswith(f"{folder}/{name}.")]
        assert [each.outcome for each in own] == ["taken", *["copy"] * (len(files) - 1)]
        assert len({each.id for each in own}) == 1
