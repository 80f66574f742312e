"""A result list as a file, read back by other programs than wrote it."""

import csv
import io
import json
import zipfile
from datetime import date
from urllib.parse import unquote

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from search_api.export.export_columns import EXPORT_COLUMNS
from search_api.export.export_texts import escape_formula
from search_api.library import today
from search_api.schemas import search_models
from tests.search_api.notices import PLAN, serving

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = [column.name for column in EXPORT_COLUMNS]


def export(client, **asked):
    answer = client.get("/v1/search/export", params=asked)
    assert answer.status_code == 200, answer.text
    return answer


def rows(answer, sheet="检索结果"):
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    head, *cells = book.get_sheet_by_name(sheet).to_python()
    return [dict(zip(head, row, strict=True)) for row in cells]


def shown(client, **asked):
    return client.get("/v1/search", params={"limit": 100, **asked}).json()["hits"]


@pytest.mark.parametrize(
    "asked",
    [{}, {"q": "管理办法"}, {"sort": "date"}, {"unit": "provision"}, {"level": "地方政府规章"}],
    ids=str,
)
def test_every_form_lists_what_the_search_lists_in_its_order(client, asked):
    hits = shown(client, **asked)
    titles = [hit["title"] for hit in hits]
    answer = export(client, format="xlsx", **asked)
    assert [row["标题"] for row in rows(answer)] == titles
    assert answer.headers["fagui-total"] == str(len(hits))
    table = export(client, format="csv", **asked).content.decode("utf-8-sig")
    assert [row["标题"] for row in csv.DictReader(io.StringIO(table))] == titles
    lines = export(client, format="jsonl", **asked).text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [hit["id"] for hit in hits]
    assert [json.loads(line)["provision"] for line in lines] == [hit["provision"] for hit in hits]
    names = export(client, format="list", **asked).text.splitlines()
    assert [name[1:].split("》（")[0] for name in names] == titles


def test_the_workbook_holds_real_dates_and_says_what_they_rest_on(client):
    (row,) = rows(export(client, q="河堤照明", format="xlsx"))
    assert row["文号"] == "穗府办规〔2022〕907号"
    assert (row["施行日期"], row["施行日期的来历"]) == (date(2022, 4, 1), "写明")
    assert (row["届满日期"], row["届满日期的来历"]) == (date(2027, 3, 31), "推算")
    assert (row["网页日期"], row["体例"]) == (date(2022, 3, 8), "办法")
    assert row["条款"] == ""


def test_the_workbook_is_ready_to_be_read(client):
    answer = export(client, q="河堤照明", format="xlsx")
    (hit,) = shown(client, q="河堤照明")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        links = package.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert sheet.find(f".//{SHEET}pane").get("state") == "frozen"
    assert sheet.find(f".//{SHEET}autoFilter").get("ref") == "A1:R2"
    widths = [float(col.get("width")) for col in sheet.findall(f".//{SHEET}col")]
    assert max(widths) > 60
    assert widths[1] < 10  # no 条款, no room for it
    assert sheet.find(f".//{SHEET}pageSetup").get("orientation") == "landscape"
    assert sheet.find(f".//{SHEET}f") is None
    assert f"http://127.0.0.1:8000/documents/{hit['id']}" in links


def test_the_workbook_says_what_was_asked_and_how_it_was_read(client):
    answer = export(client, q="河堤 照明", as_of="2030-01-01", format="xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    told = dict(book.get_sheet_by_name("说明").to_python())
    assert told["检索式"] == "河堤 照明"
    assert told["这样理解"] == "同时含有“河堤”、“照明”"
    assert told["时效性以哪一天为准"] == "2030-01-01"
    assert told["命中总数"] == "1"
    assert rows(answer)[0]["时效性"] == "失效"


@pytest.mark.parametrize(
    ("form", "suffix", "media_type"),
    [
        ("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("csv", "csv", "text/csv; charset=utf-8"),
        ("jsonl", "jsonl", "application/jsonl"),
        ("list", "txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_browser_saves_it_under_its_name(client, form, suffix, media_type):
    headers = export(client, format=form).headers
    assert headers["content-type"] == media_type
    disposition, name = headers["content-disposition"].split("; filename*=UTF-8''")
    assert (disposition, unquote(name)) == ("attachment", f"检索结果-{today()}.{suffix}")


def test_json_lines_are_summaries(client):
    for line in export(client, format="jsonl").text.splitlines():
        told = json.loads(line)
        del told["provision"]
        search_models.SummaryModel.model_validate_json(json.dumps(told), strict=True)


def test_names_are_written_as_documents_are_cited(client):
    (name,) = export(client, q="照明应当节能", unit="provision", format="list").text.splitlines()
    (hit,) = shown(client, q="照明应当节能", unit="provision")
    assert name == f"《{hit['title']}》（穗府办规〔2022〕907号）{hit['provision']}"


def test_nothing_found_is_an_empty_file(client):
    assert rows(export(client, q="没有这些字的文件", format="xlsx")) == []
    table = export(client, q="没有这些字的文件", format="csv").content.decode("utf-8-sig")
    assert table.splitlines() == [",".join([*NAMES, "网址"])]
    for form in ("jsonl", "list"):
        assert export(client, q="没有这些字的文件", format=form).content == b""


def test_more_than_a_file_holds_is_cut_and_said_to_be(client, monkeypatch):
    monkeypatch.setattr("search_api.http.routes.export.MAX_EXPORTED", 2)
    answer = export(client, format="xlsx")
    assert answer.headers["fagui-total"] == "5"
    assert "-前2条.xlsx" in unquote(answer.headers["content-disposition"])
    assert [row["标题"] for row in rows(answer)] == [hit["title"] for hit in shown(client)[:2]]
    assert ["注意", "一份文件至多列 2 条，本表只是前 2 条"] in CalamineWorkbook.from_filelike(
        io.BytesIO(answer.content)
    ).get_sheet_by_name("说明").to_python()
    assert export(client, format="list").text.splitlines()[2:] == ["（共 5 条，以上是前 2 条）"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", " ="])
def test_no_cell_of_a_csv_begins_a_formula(sign):
    assert escape_formula(f"{sign}cmd|' /C calc'!A0").startswith("'")


def test_a_title_that_looks_like_a_formula_stays_text(home):
    with serving(home) as client:
        page = PLAN.replace("廣州市人民政府關於印發", "=1+1关于印发").replace("926", "931")
        sent = {"file": ("notice.txt", page.encode())}
        taken = client.post("/v1/documents", files=sent, data={"title": "=1+1关于巡护的通知"})
        assert taken.status_code == 201, taken.text
        asked = {"q": "标题:=1+1"}
        (row,) = rows(export(client, format="xlsx", **asked))
        assert row["标题"] == "=1+1关于巡护的通知"
        answer = export(client, format="xlsx", **asked)
        with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
            assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
        table = export(client, format="csv", **asked).content.decode("utf-8-sig")
        assert "'=1+1关于巡护的通知," in table


def test_a_long_title_has_the_height_of_its_lines(home):
    with serving(home) as client:
        title = "关于" + "进一步加强" * 10 + "巡护的通知"
        sent = {"file": ("notice.txt", PLAN.replace("926", "932").encode())}
        taken = client.post("/v1/documents", files=sent, data={"title": title})
        assert taken.status_code == 201, taken.text
        answer = export(client, q="标题:进一步加强", format="xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        sheet = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    (row,) = sheet.findall(f".//{SHEET}row[@r='2']")
    assert (row.get("ht"), row.get("customHeight")) == ("31.5", "1")


@pytest.mark.parametrize(
    "asked", [{"format": "pdf"}, {"as_of": "2020-13-01"}, {"within": "没有这个地方"}], ids=str
)
def test_what_cannot_be_exported_is_refused_with_its_reason(client, asked):
    answer = client.get("/v1/search/export", params=asked)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["errors"][0]["loc"] == ["query", next(iter(asked))]
