"""Inputs that say anything in 5,000 characters: taken, or set aside with a reason, by both
databases, and the others beside them too."""

import json
import re

import pytest

from ingest.run.pipeline import ingest_paths
from tests.ingest.sheets import HEADER, delimited, row
from tests.ingest.stocked import found, notice
from tests.stores import home_at

LABELS = (
    "发文字号", "名称", "标题", "发布机构", "主送", "索引号", "所属地区", "主题分类", "统一编号",
    "成文日期", "施行日期", "有效期", "效力状态", "附件", "网址",
)  # fmt: skip
LONG = {"rare": "𠀀", "number": "甲府〔2024〕1号"}


def page(label, long):
    """A page with a table of what it says of itself."""
    paragraphs = "".join(f"<p>{line}</p>" for line in notice(1).split("\n\n"))
    return (
        f'<html><head><title>{long}</title><meta name="{label}" content="{long}">'
        f'<meta name="Url" content="https://a.example.cn/{long}"></head><body><h1>{long}</h1>'
        f"<table><tr><td>{label}</td><td>{long}</td></tr></table>{paragraphs}"
        f'<p><a href="{long}.doc">{long}</a></p></body></html>'
    )


def record(label, long):
    said = {"标题": "甲市书亭办法", "正文": notice(2), "文号": "甲府〔2024〕2号"}
    return json.dumps({**said, label: long}, ensure_ascii=False)


@pytest.mark.parametrize("kind", LONG)
def test_whatever_is_long_the_batch_is_kept(tmp_path, kind):
    long = (LONG[kind] * 5_000)[:5_000]
    path = tmp_path / "in"
    path.mkdir()
    for at, label in enumerate(LABELS):
        (path / f"{at}.html").write_text(page(label, long), "utf-8")
    (path / "records.jsonl").write_text("\n".join(record(label, long) for label in LABELS), "utf-8")
    rows = [[cell if at != changed else long for at, cell in enumerate(row(3 + changed))]
            for changed in range(1, len(HEADER))]  # fmt: skip
    (path / "catalogue.csv").write_bytes(delimited([HEADER, *rows], encoding="utf-8"))
    (path / "plain.txt").write_text(notice(99), "utf-8")
    outcomes = []
    home = home_at(tmp_path / "home")
    ingest_paths(home, [str(path)], max_bytes=1 << 20, processes=1, report=outcomes.append)
    told = [one for one in outcomes if "!" in one.path or not one.path.endswith((".jsonl", "csv"))]
    assert len(told) == len(LABELS) * 2 + len(rows) + 1
    for one in told:
        assert one.outcome != "set_aside" or re.search("[\u4e00-\u9fff]", one.reason), one
    assert found(home.path, "第99号书亭")
