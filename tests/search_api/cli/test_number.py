"""`fagui number` as people and programs run it, in this process."""

import io
import json

import pytest

from search_api.schemas import search_models

pytestmark = pytest.mark.usefixtures("stocked_home")


def test_number(fagui, told):
    code, out, _ = fagui("number", "穗府[2015]926號", "广东省人民政府令第917号")
    assert (code, "找到" in out, "不止一份" in out) == (0, True, True)
    code, answers = told("number", "穗府〔2015〕926号", "穗府〔2015〕927号", "x")
    for answer in answers:
        search_models.NumberAnswerModel.model_validate_json(json.dumps(answer), strict=True)
    assert [answer["state"] for answer in answers] == ["found", "not_found", "not_a_number"]
    assert code == 1


def test_a_number_nobody_issued_is_told_with_its_neighbours(fagui):
    code, out, _ = fagui("number", "穗府〔2015〕927号")
    assert (code, "库里没有文号为 穗府〔2015〕927号 的文件" in out) == (1, True)
    assert "廣州市河涌巡護規劃" in out


SHEET = """附件,,
序号,文件名称,发文字号
1,河涌巡护规划,穗府〔2015〕926号
2,节水通知,穗府〔2015〕927号
3,没有文号的,
"""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("文号.txt", "穗府[2015]926號\n\n  穗府〔2015〕927号\r\n"),
        ("文号", "\ufeff穗府[2015]926號\n穗府〔2015〕927号"),
        ("目录.csv", SHEET),
        ("目录.csv", SHEET.partition("\n")[2].partition("\n")[2]),
    ],
)
def test_a_file_of_numbers(fagui, told, tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, "utf-8")
    code, answers = told("number", str(path))
    assert (code, [answer["state"] for answer in answers]) == (1, ["found", "not_found"])
    code, out, _ = fagui("number", str(path))
    assert code == 1
    for words in ("期满待核", "规划期已届满", "库里没有", "2 个文号，找到 1 个"):
        assert words in out
    code, answers = told("number", "穗府〔2015〕926号", str(path), "--as-of", "2016-01-01")
    assert [answer["state"] for answer in answers] == ["found", "found", "not_found"]
    assert {answer["documents"][0]["status"] for answer in answers[:2]} == {"现行有效"}


def test_numbers_on_standard_input(told, monkeypatch):
    class Standard:
        buffer = io.BytesIO("穗府〔2015〕926号\n".encode("gb18030"))

    monkeypatch.setattr("sys.stdin", Standard)
    code, (answer,) = told("number", "-")
    assert (code, answer["state"]) == (0, "found")


def test_a_file_of_numbers_that_cannot_be_read(fagui, tmp_path):
    path = tmp_path / "目录.xlsx"
    path.write_bytes(b"PK\x03\x04broken")
    (tmp_path / "lost.xls").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le")
    )
    code, _, err = fagui("number", str(tmp_path / "lost.xls"))
    assert (code, "打不开" in err) == (2, True)
