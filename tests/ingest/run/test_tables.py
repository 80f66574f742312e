"""A text says where its tables stand, whatever it was read from."""

import pytest

from ingest.read_document import read_document
from ingest.run.pipeline import ingest_paths
from tests.ingest.read.office import FIXTURES
from tests.search_api.notices import serving
from tests.stores import home_at


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_cells_are_told_with_the_document(tmp_path, kind):
    home = home_at(tmp_path)
    outcomes = []
    path = str(FIXTURES / f"table.{kind}")
    ingest_paths(home, [path], max_bytes=32 << 20, processes=1, report=outcomes.append)
    (outcome,) = outcomes
    with serving(tmp_path) as client:
        document = client.get(f"/v1/documents/{outcome.id}").json()
        text = client.get(f"/v1/documents/{outcome.id}/text").json()["text"]
    rows = {}
    for cell in document["cells"]:
        said = text[cell["start"] : cell["end"]]
        assert (cell["table"], text[cell["start"] - 1]) == (0, "\n")
        rows.setdefault(cell["row"], {})[cell["column"]] = said
    assert rows[0] == {0: "序号", 1: "文件名称", 2: "发文字号", 3: "起草单位"}
    assert rows[3] == {0: "3", 1: "样例市书屋奖励办法", 2: "样府〔2013〕402号"}
    assert list(rows) == list(range(14))


def test_glosses_of_mirrors_do_not_move_them():
    page = (FIXTURES / "table.html").read_text("utf-8").replace("样例市书屋", "样(yàng)例市书屋")
    found = read_document(page.encode(), "table.html")
    said = [found.text[cell.start : cell.end] for cell in found.cells if cell.row == 3]
    assert said == ["3", "样例市书屋奖励办法", "样府〔2013〕402号"]


def test_a_text_without_tables_has_no_cells():
    notice = (
        "穗府〔2021〕1号\n某市人民政府关于节水的通知\n各区：\n照办。\n某市人民政府\n2021年3月5日"
    )
    assert read_document(notice.encode(), "1.txt").cells == ()
